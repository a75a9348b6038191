package dev.errata.desktop.shell;

import dev.errata.desktop.command.Command;
import dev.errata.desktop.command.Commands;
import dev.errata.desktop.command.PaletteView;
import dev.errata.desktop.command.PaletteViewModel;
import dev.errata.desktop.command.Screen;
import dev.errata.desktop.fx.Notices;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Puts rail, head line, message bar, screen and status bar together, and gives every key to its command.
final class ShellView {
    private static final double WIDE = 1100;

    private final ShellViewModel model;
    private final List<Screen> screens;
    private final Notices notices;
    private final Commands commands = new Commands();
    private final StackPane root = new StackPane();
    private final StackPane stage = new StackPane();
    private final Header header;
    private final PaletteView palette;
    private boolean taken;

    ShellView(ShellViewModel model, List<Screen> screens, Node statusBar, Notices notices, List<Command> more) {
        this.model = model;
        this.screens = screens;
        this.notices = notices;
        palette = new PaletteView(new PaletteViewModel(commands::all));
        Command open = Command.of("palette", Feather.COMMAND, "Shortcut+K", () -> palette.open());
        header = new Header(open);
        var own = new ArrayList<Command>();
        var tips = new ArrayList<String>();
        for (int i = 0; i < screens.size(); i++) {
            Screen screen = screens.get(i);
            Command go = Command.of("go." + screen.id(), screen.icon(), key(screen, i), () -> model.go(screen.id()));
            own.add(go);
            tips.add(go.tip());
        }
        own.add(Command.of("filter", Feather.SEARCH, "Shortcut+F", header::focusFilter));
        own.addAll(more);
        own.add(open);
        commands.addWindow(own);
        var rail = new Rail(model, screens, tips);
        stage.getStyleClass().add("stage");
        VBox.setVgrow(stage, Priority.ALWAYS);
        var middle = new VBox(header.node(), new MessageBar(notices).node(), stage);
        var desk = new BorderPane(middle);
        desk.setLeft(rail.node());
        desk.setBottom(statusBar);
        desk.getStyleClass().add("desk");
        root.getChildren().addAll(desk, palette.node());
        root.widthProperty().subscribe(width -> rail.narrow(width.doubleValue() < WIDE));
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        root.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            if (taken) {
                event.consume();
            }
        });
        model.current().subscribe(this::show);
    }

    Parent node() {
        return root;
    }

    private static String key(Screen screen, int index) {
        return switch (screen.id()) {
            case "settings" -> "Shortcut+COMMA";
            case "help" -> "F1";
            default -> "Shortcut+" + (index + 1);
        };
    }

    private void show(String id) {
        for (Screen screen : screens) {
            if (screen.id().equals(id)) {
                stage.getChildren().setAll(screen.node());
                header.show(screen);
                commands.useScreen(screen.commands());
                Platform.runLater(() -> settle(screen));
            }
        }
    }

    /// A screen can take the focus only once it stands in the scene with all its parts, and a split pane takes its
    /// parts in with the first layout.
    private void settle(Screen screen) {
        root.applyCss();
        root.layout();
        screen.shown();
    }

    private void key(KeyEvent event) {
        taken = false;
        if (palette.isOpen()) {
            return;
        }
        if (event.getCode() == KeyCode.ESCAPE) {
            if (back()) {
                event.consume();
            }
        } else if (commands.run(event)) {
            // The letter of a command that opened a field is not the first one of what is written there.
            taken = true;
            event.consume();
        }
    }

    private boolean back() {
        for (Screen screen : screens) {
            if (screen.id().equals(model.current().get()) && screen.back()) {
                return true;
            }
        }
        return notices.dismissNewest();
    }
}
