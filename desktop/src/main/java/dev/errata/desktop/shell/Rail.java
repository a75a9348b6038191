package dev.errata.desktop.shell;

import dev.errata.desktop.command.Screen;
import dev.errata.desktop.fx.Icons;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The way to the screens: icon and label, or icons alone where room is short.
final class Rail {
    private static final Set<String> AT_THE_FOOT = Set.of("settings", "help");

    private final VBox node = new VBox();
    private final ToggleGroup group = new ToggleGroup();
    private final Label name = new Label("Errata", Icons.of(Feather.FEATHER));

    /// @param tips tool tip of each screen's command, in the same order
    Rail(ShellViewModel model, List<Screen> screens, List<String> tips) {
        node.getStyleClass().add("rail");
        name.getStyleClass().add("rail-name");
        node.getChildren().add(name);
        boolean foot = false;
        for (int i = 0; i < screens.size(); i++) {
            Screen screen = screens.get(i);
            if (!foot && AT_THE_FOOT.contains(screen.id())) {
                foot = true;
                var gap = new Region();
                VBox.setVgrow(gap, Priority.ALWAYS);
                node.getChildren().add(gap);
            }
            var button = new ToggleButton(screen.title(), Icons.of(screen.icon()));
            button.setId("rail-" + screen.id());
            button.setUserData(screen.id());
            button.setAccessibleText(screen.title());
            button.setTooltip(new Tooltip(tips.get(i)));
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setAlignment(Pos.CENTER_LEFT);
            button.setOnAction(event -> {
                button.setSelected(true);
                model.go(screen.id());
            });
            node.getChildren().add(button);
        }
        model.current()
                .subscribe(id -> group.getToggles().stream()
                        .filter(toggle -> id.equals(toggle.getUserData()))
                        .forEach(group::selectToggle));
    }

    VBox node() {
        return node;
    }

    void narrow(boolean narrow) {
        ContentDisplay display = narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
        name.setContentDisplay(display);
        group.getToggles().forEach(toggle -> ((ToggleButton) toggle).setContentDisplay(display));
        node.getStyleClass().remove("narrow");
        if (narrow) {
            node.getStyleClass().add("narrow");
        }
    }
}
