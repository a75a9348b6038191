package dev.errata.desktop.shell;

import dev.errata.desktop.command.Screen;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Words;
import java.util.List;
import java.util.Set;
import javafx.beans.value.ObservableIntegerValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The way to the screens: icon and label, or icons alone where room is short.
final class Rail {
    private static final Set<String> AT_THE_FOOT = Set.of("settings", "help");
    private static final int MOST = 99;

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
            node.getChildren()
                    .add(screen.waiting()
                            .map(count -> (Node) badged(button, screen, count))
                            .orElse(button));
        }
        model.current()
                .subscribe(id -> group.getToggles().stream()
                        .filter(toggle -> id.equals(toggle.getUserData()))
                        .forEach(group::selectToggle));
    }

    /// A count, only where a person has to act, and only while there is something to act on.
    private static StackPane badged(ToggleButton button, Screen screen, ObservableIntegerValue count) {
        var badge = new Label();
        badge.setId("rail-badge-" + screen.id());
        badge.getStyleClass().add("rail-badge");
        badge.setMouseTransparent(true);
        count.subscribe(number -> {
            int now = number.intValue();
            badge.setText(now > MOST ? MOST + "+" : Integer.toString(now));
            badge.setVisible(now > 0);
            button.setAccessibleText(now > 0 ? Words.of("rail.waiting", screen.title(), now) : screen.title());
        });
        StackPane.setAlignment(badge, Pos.TOP_RIGHT);
        return new StackPane(button, badge);
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
