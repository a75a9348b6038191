package dev.errata.desktop.review;

import dev.errata.desktop.command.Command;
import dev.errata.desktop.fx.Words;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// All keys of the screen, on a sheet above it; any click, or Esc, puts it away.
final class KeySheet {
    private final StackPane node = new StackPane();
    private final BooleanProperty open = new SimpleBooleanProperty();

    KeySheet(List<Command> commands) {
        var grid = new GridPane();
        grid.getStyleClass().add("key-grid");
        List<Command> keyed =
                commands.stream().filter(command -> command.key() != null).toList();
        int half = (keyed.size() + 1) / 2;
        for (int i = 0; i < keyed.size(); i++) {
            var key = new Label(keyed.get(i).keyText());
            key.getStyleClass().addAll("key-cap", "mono");
            key.setMinWidth(Region.USE_PREF_SIZE);
            int column = i < half ? 0 : 2;
            grid.add(key, column, i % half);
            grid.add(new Label(keyed.get(i).title()), column + 1, i % half);
        }
        var title = new Label(Words.of("review.keys"));
        title.getStyleClass().add("section");
        var sheet = new VBox(title, grid);
        sheet.getStyleClass().add("palette");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(sheet, Pos.CENTER);
        node.setId("review-keys-sheet");
        node.setMinSize(0, 0);
        node.getStyleClass().add("key-veil");
        node.getChildren().add(sheet);
        node.visibleProperty().bind(open);
        node.setOnMousePressed(event -> open.set(false));
    }

    Node node() {
        return node;
    }

    void show() {
        open.set(true);
    }

    /// Puts it away.
    ///
    /// @return whether it was open
    boolean close() {
        boolean was = open.get();
        open.set(false);
        return was;
    }
}
