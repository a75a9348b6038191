package dev.errata.desktop.rules;

import dev.errata.desktop.fx.Words;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// A rule's mode as a three-way switch: off, shadow, on.
final class ModeSwitch extends HBox {
    private static final List<String> MODES = List.of("off", "shadow", "enforce");
    private static final List<String> PLACES = List.of("left-pill", "center-pill", "right-pill");

    private final ToggleGroup group = new ToggleGroup();

    /// @param chosen gets the mode's word when a person chooses it
    ModeSwitch(Consumer<String> chosen) {
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("mode-switch");
        for (int i = 0; i < MODES.size(); i++) {
            String mode = MODES.get(i);
            var button = new ToggleButton(Words.of("mode." + mode));
            button.setUserData(mode);
            button.setToggleGroup(group);
            button.setMinWidth(USE_PREF_SIZE);
            button.setTooltip(new Tooltip(Words.of("mode." + mode + ".tip")));
            button.getStyleClass().addAll(PLACES.get(i), "mode-" + mode);
            button.setOnAction(event -> {
                // A switch always stands somewhere: a click on the chosen one leaves it there.
                button.setSelected(true);
                chosen.accept(mode);
            });
            getChildren().add(button);
        }
    }

    void show(String mode) {
        group.selectToggle(group.getToggles().stream()
                .filter(toggle -> mode.equals(toggle.getUserData()))
                .findFirst()
                .orElse(null));
    }
}
