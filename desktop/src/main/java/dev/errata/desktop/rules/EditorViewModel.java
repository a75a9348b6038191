package dev.errata.desktop.rules;

import dev.errata.desktop.fx.Words;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The rule in the editor: its fields, what is wrong with them now, and what it does to the try-it text.
///
/// **Thread:** the FX thread. Checking touches no database, and both checking and trying work on one rule and a short
/// text.
final class EditorViewModel {
    private static final int TRY_LIMIT = 20_000;

    private final Function<RuleRow, List<RuleFault>> check;
    private final BiFunction<RuleRow, String, Trial> trial;

    final StringProperty pattern = new SimpleStringProperty("");
    final StringProperty replacement = new SimpleStringProperty("");
    final BooleanProperty detectOnly = new SimpleBooleanProperty();
    final StringProperty type = new SimpleStringProperty("");
    final StringProperty match = new SimpleStringProperty("literal");
    final BooleanProperty caseSensitive = new SimpleBooleanProperty(true);
    final StringProperty scope = new SimpleStringProperty("any");
    final StringProperty language = new SimpleStringProperty("");
    final StringProperty model = new SimpleStringProperty("");
    final StringProperty client = new SimpleStringProperty("");
    final StringProperty mode = new SimpleStringProperty("enforce");
    final StringProperty priority = new SimpleStringProperty("");
    final StringProperty window = new SimpleStringProperty("");
    final StringProperty threshold = new SimpleStringProperty("");
    final StringProperty note = new SimpleStringProperty("");
    final StringProperty tryInput = new SimpleStringProperty("");

    private final ObservableList<RuleFault> faults = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Trial> tried = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyLongWrapper rule = new ReadOnlyLongWrapper();
    private final ReadOnlyIntegerWrapper edits = new ReadOnlyIntegerWrapper();
    private RuleRow origin = Draft.fresh();
    private boolean loading;

    EditorViewModel(Function<RuleRow, List<RuleFault>> check, BiFunction<RuleRow, String, Trial> trial) {
        this.check = check;
        this.trial = trial;
        List.of(
                        pattern,
                        replacement,
                        type,
                        match,
                        scope,
                        language,
                        model,
                        client,
                        mode,
                        priority,
                        window,
                        threshold,
                        note)
                .forEach(field -> field.addListener((value, from, to) -> changed()));
        List.of(detectOnly, caseSensitive).forEach(field -> field.addListener((value, from, to) -> changed()));
        tryInput.addListener((value, from, to) -> attempt());
    }

    /// Puts a row into the fields; what was unsaved is gone.
    void edit(RuleRow row) {
        origin = row;
        fill(row);
        dirty.set(false);
    }

    /// Takes unsaved work up again.
    void resume(RuleRow from, RuleRow draft) {
        origin = from;
        fill(draft);
    }

    private void fill(RuleRow row) {
        loading = true;
        pattern.set(row.pattern());
        detectOnly.set(row.replacement() == null);
        replacement.set(Draft.orEmpty(row.replacement()));
        type.set(row.type());
        match.set(Objects.requireNonNullElse(row.match(), "literal"));
        caseSensitive.set(!Boolean.FALSE.equals(row.caseSensitive()));
        scope.set(Objects.requireNonNullElse(row.scope(), "any"));
        language.set(Draft.orEmpty(row.language()));
        model.set(Draft.orEmpty(row.model()));
        client.set(Draft.orEmpty(row.client()));
        mode.set(Objects.requireNonNullElse(row.mode(), "enforce"));
        priority.set(Draft.orEmpty(row.priority()));
        window.set(Draft.orEmpty(row.window()));
        threshold.set(Draft.orEmpty(row.confidenceThreshold()));
        note.set(Draft.orEmpty(row.note()));
        loading = false;
        open.set(true);
        rule.set(origin.id());
        changed();
    }

    void close() {
        open.set(false);
        dirty.set(false);
        faults.clear();
        tried.set(null);
    }

    /// The row that the fields make now.
    RuleRow draft() {
        return new RuleRow(
                origin.id(),
                pattern.get(),
                type.get().strip(),
                fraction(threshold.get()),
                detectOnly.get() ? null : replacement.get(),
                match.get(),
                caseSensitive.get(),
                scope.get(),
                Draft.orNull(language.get()),
                Draft.orNull(model.get()),
                Draft.orNull(client.get()),
                mode.get(),
                whole(priority.get()),
                whole(window.get()),
                origin.onError(),
                origin.policy(),
                origin.pack(),
                origin.author(),
                origin.version(),
                Draft.orNull(note.get()),
                origin.createdAt(),
                origin.updatedAt());
    }

    private void changed() {
        if (loading) {
            return;
        }
        dirty.set(true);
        faults.setAll(judge());
        attempt();
        edits.set(edits.get() + 1);
    }

    private List<RuleFault> judge() {
        var found = new ArrayList<RuleFault>();
        number("priority", priority.get(), found, EditorViewModel::whole);
        number("window", window.get(), found, EditorViewModel::whole);
        number("confidence_threshold", threshold.get(), found, EditorViewModel::fraction);
        if (pattern.get().isEmpty()) {
            found.add(new RuleFault("pattern", -1, Words.of("rules.fault.empty")));
        } else {
            found.addAll(check.apply(draft()));
        }
        return found;
    }

    private static void number(
            String field, String text, List<RuleFault> found, Function<String, @Nullable Number> parse) {
        if (!text.isBlank() && parse.apply(text) == null) {
            found.add(new RuleFault(field, -1, Words.of("rules.fault.number", text.strip())));
        }
    }

    /// The rule is tried as if it were on, whatever its mode: one wants to see what it would do.
    private void attempt() {
        String input = tryInput.get();
        if (!open.get() || input.isEmpty() || input.length() > TRY_LIMIT || !faults.isEmpty()) {
            tried.set(null);
            return;
        }
        tried.set(trial.apply(Draft.withMode(draft(), "enforce"), input));
    }

    private static @Nullable Integer whole(String text) {
        try {
            return text.isBlank() ? null : Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Double fraction(String text) {
        try {
            return text.isBlank() ? null : Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// The stored rule's id, 0 for one that is not stored yet.
    ReadOnlyLongProperty rule() {
        return rule.getReadOnlyProperty();
    }

    /// Rises with every edit, once the faults are known.
    ReadOnlyIntegerProperty edits() {
        return edits.getReadOnlyProperty();
    }

    long id() {
        return origin.id();
    }

    RuleRow origin() {
        return origin;
    }

    ObservableList<RuleFault> faults() {
        return faults;
    }

    ReadOnlyBooleanProperty dirty() {
        return dirty.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty open() {
        return open.getReadOnlyProperty();
    }

    /// What the rule does to the try-it text, null if there is nothing to show.
    ReadOnlyObjectProperty<@Nullable Trial> tried() {
        return tried.getReadOnlyProperty();
    }
}
