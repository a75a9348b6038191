package dev.errata.desktop.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/// The commands in force: those of the window, and those of the screen that is shown.
///
/// **Thread:** the FX thread.
public final class Commands {
    /// Style class of a node that is no text field of JavaFX and is written in all the same.
    public static final String WRITTEN_IN = "written-in";

    private final List<Command> window = new ArrayList<>();
    private List<Command> screen = List.of();

    public void addWindow(List<Command> commands) {
        window.addAll(commands);
    }

    public void useScreen(List<Command> commands) {
        screen = List.copyOf(commands);
    }

    /// The screen's first: they are what a person at work looks for.
    public List<Command> all() {
        var all = new ArrayList<>(screen);
        all.addAll(window);
        return all;
    }

    /// Runs the command that the key belongs to. A key that writes a character belongs to the field that is written in.
    ///
    /// @return whether one ran
    public boolean run(KeyEvent event) {
        if (writes(event) && isWrittenIn(event.getTarget())) {
            return false;
        }
        return find(event).map(Command::run).orElse(false);
    }

    private static boolean writes(KeyEvent event) {
        return !event.isShortcutDown()
                && !event.isControlDown()
                && !event.isAltDown()
                && !event.isMetaDown()
                && !event.getCode().isFunctionKey();
    }

    private static boolean isWrittenIn(EventTarget target) {
        return target instanceof TextInputControl
                || (target instanceof Node node && node.getStyleClass().contains(WRITTEN_IN));
    }

    private Optional<Command> find(KeyEvent event) {
        return all().stream()
                .filter(command -> command.key() != null && command.key().match(event))
                // Two may have one key, if never both make sense.
                .filter(command -> command.enabled().get())
                .findFirst();
    }
}
