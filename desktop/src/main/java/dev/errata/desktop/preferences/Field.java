package dev.errata.desktop.preferences;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// One setting on the screen: what stands in its field, what is in force, and what was said about the last change.
///
/// @param typed what the field holds
/// @param stored what is in force
record Field(StringProperty typed, StringProperty stored, ObjectProperty<Answer> answer) {
    Field() {
        this(new SimpleStringProperty(""), new SimpleStringProperty(""), new SimpleObjectProperty<>(Answer.NONE));
    }

    /// Takes over a value that was read; what a person has typed and not applied yet stays.
    void read(String value) {
        boolean touched = !typed.get().equals(stored.get());
        stored.set(value);
        if (!touched) {
            typed.set(value);
        }
    }

    /// Gives what was typed up.
    void reset() {
        typed.set(stored.get());
        answer.set(Answer.NONE);
    }

    /// The value is in force now.
    void settle(String value, Answer said) {
        stored.set(value);
        typed.set(value);
        answer.set(said);
    }
}
