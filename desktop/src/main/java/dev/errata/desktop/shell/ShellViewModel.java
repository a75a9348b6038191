package dev.errata.desktop.shell;

import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Which screen is at the front.
///
/// **Thread:** the FX thread.
final class ShellViewModel {
    private final List<String> screens;
    private final ReadOnlyStringWrapper current = new ReadOnlyStringWrapper();

    /// @param screens ids in the order of the rail
    ShellViewModel(List<String> screens) {
        this.screens = List.copyOf(screens);
        current.set(screens.getFirst());
    }

    /// Brings a screen to the front; one that does not exist (any more) changes nothing.
    void go(String id) {
        if (screens.contains(id)) {
            current.set(id);
        }
    }

    ReadOnlyStringProperty current() {
        return current.getReadOnlyProperty();
    }
}
