package dev.errata.desktop.fx;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What stands where there is nothing yet: it teaches what will be here and how to make it so.
public final class Empty {
    private Empty() {}

    public static VBox of(Feather icon, String title, String text, Node... more) {
        var head = new Label(title);
        head.getStyleClass().add("section");
        var body = new Label(text);
        body.getStyleClass().add("muted");
        body.setWrapText(true);
        body.setMaxWidth(560);
        var box = new VBox(Icons.of(icon), head, body);
        box.getChildren().addAll(more);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("empty");
        return box;
    }
}
