package dev.errata.desktop.preferences;

import dev.errata.desktop.fx.Words;
import dev.errata.desktop.settings.Setting;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Settings in two columns, name and meaning at the left, the field and what was said about it at the right.
final class Form {
    private final GridPane node = new GridPane();
    private int rows;

    Form() {
        node.getStyleClass().add("form");
        var left = new ColumnConstraints();
        left.setPercentWidth(36);
        var right = new ColumnConstraints();
        right.setHgrow(Priority.ALWAYS);
        node.getColumnConstraints().addAll(left, right);
        node.setMaxWidth(900);
    }

    Parent node() {
        return node;
    }

    void section(String key) {
        var title = new Label(Words.of(key));
        title.getStyleClass().addAll("section", "form-section");
        wide(title);
    }

    void wide(Node content) {
        node.add(content, 0, rows++, 2, 1);
    }

    void row(String key, String meaning, Node field) {
        plain(Words.of(key), Words.of(meaning), field);
    }

    void row(String key, String meaning, Node field, ObservableValue<Answer> answer) {
        plain(Words.of(key), Words.of(meaning), new VBox(field, said(key, answer)));
    }

    /// A row for a setting that describes itself.
    void row(Setting setting, Node field, ObservableValue<Answer> answer) {
        plain(setting.key(), setting.description(), new VBox(field, said("settings." + setting.key(), answer)));
    }

    private void plain(String name, String meaning, Node field) {
        var title = new Label(name);
        title.setLabelFor(field);
        var text = new Label(meaning);
        text.setWrapText(true);
        text.getStyleClass().addAll("caption", "muted");
        var left = new VBox(title, text);
        left.getStyleClass().add("form-name");
        GridPane.setValignment(field, VPos.TOP);
        node.addRow(rows++, left, field);
        if (field instanceof Control control) {
            control.setAccessibleText(name);
        }
    }

    private static Label said(String key, ObservableValue<Answer> answer) {
        var label = new Label();
        label.setWrapText(true);
        label.getStyleClass().add("answer");
        label.setId(key.replace('.', '-') + "-answer");
        answer.subscribe(said -> {
            label.setText(said.text());
            label.getStyleClass().removeAll("fault-text", "good-text");
            label.getStyleClass().add(said.good() ? "good-text" : "fault-text");
            label.setVisible(!said.text().isEmpty());
            label.setManaged(!said.text().isEmpty());
        });
        return label;
    }
}
