package dev.errata.desktop.command;

import dev.errata.desktop.fx.Icons;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;

/// Buttons and menu items made from commands, so that title, key and state are the command's own.
public final class Buttons {
    private Buttons() {}

    /// A button with icon and title.
    public static Button labelled(Command command) {
        var button = new Button(command.title(), Icons.of(command.icon()));
        wire(button, command);
        return button;
    }

    /// A flat button with its icon alone.
    public static Button iconOnly(Command command) {
        var button = Icons.name(new Button(), command.icon(), command.title(), command.tip());
        button.getStyleClass().addAll("flat", "button-icon");
        wire(button, command);
        return button;
    }

    public static MenuItem item(Command command) {
        var item = new MenuItem(command.title(), Icons.of(command.icon()));
        item.setAccelerator(command.key());
        item.disableProperty().bind(command.enabled().map(enabled -> !enabled));
        item.setOnAction(event -> command.run());
        return item;
    }

    private static void wire(Button button, Command command) {
        button.setId(command.id().replace('.', '-'));
        button.setTooltip(new Tooltip(command.tip()));
        button.disableProperty().bind(command.enabled().map(enabled -> !enabled));
        button.setOnAction(event -> command.run());
    }
}
