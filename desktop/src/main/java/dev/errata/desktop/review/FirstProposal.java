package dev.errata.desktop.review;

import dev.errata.desktop.fx.Copying;
import dev.errata.desktop.fx.Empty;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Words;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/// What Review shows while nothing waits: the three ways in which a proposal gets here.
final class FirstProposal {
    private FirstProposal() {}

    /// @param address for instance `http://127.0.0.1:11435`
    static Node of(ObservableValue<String> address) {
        var lines = new GridPane();
        lines.getStyleClass().add("first-steps");
        lines.setMaxWidth(760);
        int row = 0;
        for (String way : List.of("mcp", "cli", "wire")) {
            var name = new Label(Words.of("review.first." + way));
            name.setMinWidth(Label.USE_PREF_SIZE);
            var line = new Label();
            line.textProperty().bind(address.map(at -> Words.of("review.first." + way + ".line", at)));
            line.getStyleClass().addAll("mono", "copyable");
            line.setMaxWidth(Double.MAX_VALUE);
            GridPane.setHgrow(line, Priority.ALWAYS);
            var copy = Icons.name(new Button(), Feather.COPY, Words.of("copy.name", name.getText()), Words.of("copy"));
            copy.getStyleClass().addAll("flat", "button-icon");
            copy.setId("review-copy-" + way);
            copy.setOnAction(event -> Copying.text(line.getText()));
            lines.addRow(row++, name, line, copy);
        }
        var hint = new Label(Words.of("review.first.hint"));
        hint.getStyleClass().add("muted");
        hint.setWrapText(true);
        hint.setMaxWidth(560);
        return Empty.of(
                Feather.GIT_PULL_REQUEST, Words.of("review.first.title"), Words.of("review.first.text"), lines, hint);
    }
}
