package dev.errata.desktop.shell;

import dev.errata.desktop.command.Buttons;
import dev.errata.desktop.command.Command;
import dev.errata.desktop.command.Screen;
import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The line above every screen: its title, its filter, its actions, the palette.
final class Header {
    private final HBox node = new HBox();
    private final Label title = new Label();
    private final TextField filter = new TextField();
    private final HBox actions = new HBox();
    private final Map<String, List<Node>> built = new HashMap<>();
    private @Nullable StringProperty bound;

    Header(Command palette) {
        node.getStyleClass().add("header");
        node.setAlignment(Pos.CENTER_LEFT);
        title.setId("screen-title");
        title.getStyleClass().add("title");
        title.setMinWidth(HBox.USE_PREF_SIZE);
        filter.setId("filter");
        filter.getStyleClass().add("filter");
        actions.getStyleClass().add("spaced");
        actions.setAlignment(Pos.CENTER_LEFT);
        node.getChildren().addAll(title, Gaps.wide(), filter, actions, opener(palette));
    }

    /// The palette's button shows its key: that is what one is to learn.
    private static Button opener(Command palette) {
        Button button = Buttons.labelled(palette);
        button.setText(palette.keyText());
        button.setAccessibleText(palette.title());
        button.setMinWidth(HBox.USE_PREF_SIZE);
        button.getStyleClass().addAll("flat", "caption", "opener");
        button.setGraphic(Icons.of(Feather.TERMINAL));
        return button;
    }

    Node node() {
        return node;
    }

    void focusFilter() {
        if (filter.isVisible()) {
            filter.requestFocus();
            filter.selectAll();
        }
    }

    void show(Screen screen) {
        title.setText(screen.title());
        actions.getChildren().setAll(built.computeIfAbsent(screen.id(), id -> screen.actions()));
        if (bound != null) {
            filter.textProperty().unbindBidirectional(bound);
        }
        Optional<StringProperty> wanted = screen.filter();
        bound = wanted.orElse(null);
        filter.setText("");
        wanted.ifPresent(property -> filter.textProperty().bindBidirectional(property));
        filter.setVisible(wanted.isPresent());
        filter.setManaged(wanted.isPresent());
        filter.setPromptText(Words.of("filter." + (wanted.isPresent() ? screen.id() : "none")));
        filter.setAccessibleText(filter.getPromptText());
        filter.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.DOWN) {
                screen.shown();
                event.consume();
            }
        });
    }
}
