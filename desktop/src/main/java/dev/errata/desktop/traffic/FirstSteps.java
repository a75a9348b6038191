package dev.errata.desktop.traffic;

import dev.errata.desktop.fx.Copying;
import dev.errata.desktop.fx.Empty;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Words;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/// What Traffic shows before the first request: the address to point a client at, and the line that does it.
final class FirstSteps {
    private FirstSteps() {}

    /// @param address for instance `http://127.0.0.1:11435`
    static Node of(ObservableValue<String> address) {
        var lines = new GridPane();
        lines.getStyleClass().add("first-steps");
        lines.setMaxWidth(720);
        int row = 0;
        for (String client : List.of("base", "sdk", "continue", "curl")) {
            var name = new Label(Words.of("first." + client));
            var line = new Label();
            line.textProperty().bind(address.map(at -> Words.of("first." + client + ".line", at)));
            line.getStyleClass().addAll("mono", "copyable");
            line.setMaxWidth(Double.MAX_VALUE);
            GridPane.setHgrow(line, Priority.ALWAYS);
            var copy = Icons.name(new Button(), Feather.COPY, Words.of("copy.name", name.getText()), Words.of("copy"));
            copy.getStyleClass().addAll("flat", "button-icon");
            copy.setId("first-copy-" + client);
            copy.setOnAction(event -> Copying.text(line.getText()));
            lines.addRow(row++, name, line, copy);
        }
        var spinner = new ProgressIndicator();
        spinner.setPrefSize(14, 14);
        var waiting = new Label(Words.of("first.waiting"));
        waiting.getStyleClass().add("muted");
        var wait = new HBox(spinner, waiting);
        wait.setAlignment(Pos.CENTER);
        wait.getStyleClass().add("spaced");
        return Empty.of(Feather.ACTIVITY, Words.of("first.title"), Words.of("first.text"), lines, wait);
    }
}
