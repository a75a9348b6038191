package dev.errata.desktop.command;

import dev.errata.desktop.fx.Words;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// One thing a person can do.
///
/// @param id stable name, for instance `rules.add`; the bundle has its title under `command.ID`
/// @param key the key, or null if another command of the same id's family has it
/// @param enabled whether it makes sense now
public record Command(
        String id, Feather icon, @Nullable KeyCombination key, ObservableBooleanValue enabled, Runnable action) {

    /// A command that always makes sense.
    ///
    /// @param key in JavaFX's words, for instance `Shortcut+N`; empty for none
    public static Command of(String id, Feather icon, String key, Runnable action) {
        return of(id, icon, key, Bindings.createBooleanBinding(() -> true), action);
    }

    public static Command of(String id, Feather icon, String key, ObservableBooleanValue enabled, Runnable action) {
        return new Command(id, icon, key.isEmpty() ? null : KeyCombination.valueOf(key), enabled, action);
    }

    public String title() {
        return Words.of("command." + id);
    }

    /// The key as people write it, empty for none.
    public String keyText() {
        return key == null ? "" : key.getDisplayText();
    }

    /// Title and key, for a tool tip.
    public String tip() {
        return key == null ? title() : Words.of("command.tip", title(), keyText());
    }

    /// Runs it if it makes sense now.
    ///
    /// @return whether it ran
    public boolean run() {
        if (!enabled.get()) {
            return false;
        }
        action.run();
        return true;
    }
}
