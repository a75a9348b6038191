package dev.errata.desktop.command;

import dev.errata.desktop.fx.Words;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableIntegerValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.kordamp.ikonli.feather.Feather;

/// One screen as the shell sees it.
public interface Screen {

    /// Stable name; the bundle has its title under `screen.ID`.
    String id();

    Feather icon();

    /// The screen itself, built once.
    Parent node();

    /// What can be done here.
    List<Command> commands();

    /// Buttons for the head line, the one primary action last.
    List<Node> actions();

    /// What the filter field filters, empty if there is nothing to filter.
    Optional<StringProperty> filter();

    /// How many things wait here for a person to act; empty if nothing ever does.
    default Optional<ObservableIntegerValue> waiting() {
        return Optional.empty();
    }

    /// It has come to the front.
    default void shown() {}

    /// Backs out one step.
    ///
    /// @return whether there was a step to back out of
    default boolean back() {
        return false;
    }

    default String title() {
        return Words.of("screen." + id());
    }
}
