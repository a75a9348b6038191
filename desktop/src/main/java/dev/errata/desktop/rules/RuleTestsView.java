package dev.errata.desktop.rules;

import dev.errata.desktop.command.Buttons;
import dev.errata.desktop.command.Command;
import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Words;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The rule's tests as small rows, each with pass or fail in a word and a sign.
final class RuleTestsView {
    private final RuleTestsViewModel model;
    private final VBox node = new VBox();
    private final VBox rows = new VBox();
    private final Label said = new Label();

    /// @param add makes a test of the try-it text
    RuleTestsView(RuleTestsViewModel model, Command add) {
        this.model = model;
        var title = new Label(Words.of("tests.title"));
        title.getStyleClass().add("field-label");
        said.setId("tests-said");
        said.getStyleClass().addAll("caption", "muted");
        var head = new HBox(title, said, Gaps.wide(), Buttons.iconOnly(add));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("test-row");
        rows.setId("tests-rows");
        node.getChildren().addAll(head, rows);
        model.lines().addListener((InvalidationListener) change -> show());
        show();
    }

    Node node() {
        return node;
    }

    private void show() {
        long passed =
                model.lines().stream().filter(RuleTestsViewModel.Line::passed).count();
        said.setText(Words.of("tests.said", model.lines().size(), passed));
        rows.getChildren().setAll(model.lines().stream().map(this::row).toList());
    }

    private Node row(RuleTestsViewModel.Line line) {
        var verdict = new Label(
                Words.of(line.passed() ? "tests.pass" : "tests.fail"),
                Icons.of(line.passed() ? Feather.CHECK : Feather.X));
        verdict.getStyleClass().add(line.passed() ? "pass" : "fail");
        verdict.setMinWidth(VBox.USE_PREF_SIZE);
        var text = new Label(Words.of(
                line.passed() ? "tests.becomes" : "tests.becomesNot",
                oneLine(line.test().input()),
                oneLine(line.got()),
                oneLine(line.test().expected())));
        text.setTooltip(new Tooltip(text.getText()));
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button remove = Icons.name(
                new Button(), Feather.X_CIRCLE, Words.of("tests.remove"), Words.of("tests.remove"));
        remove.getStyleClass().addAll("flat", "button-icon");
        remove.setOnAction(event -> model.remove(line));
        var row = new HBox(verdict, text, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("test-row");
        return row;
    }

    private static String oneLine(String text) {
        return text.replace("\n", "⏎");
    }
}
