package dev.errata.desktop.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyEvent;

/// The commands in force: those of the window, and those of the screen that is shown.
///
/// **Thread:** the FX thread.
public final class Commands {
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

    /// Runs the command that the key belongs to.
    ///
    /// @return whether one ran
    public boolean run(KeyEvent event) {
        return find(event).map(Command::run).orElse(false);
    }

    private Optional<Command> find(KeyEvent event) {
        return all().stream()
                .filter(command -> command.key() != null && command.key().match(event))
                .findFirst();
    }
}
