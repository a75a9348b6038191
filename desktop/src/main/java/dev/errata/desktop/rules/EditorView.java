package dev.errata.desktop.rules;

import dev.errata.desktop.command.Buttons;
import dev.errata.desktop.command.Command;
import dev.errata.desktop.fx.Empty;
import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Words;
import dev.errata.desktop.text.Mark;
import dev.errata.desktop.text.MarkedText;
import dev.errata.rules.RuleFault;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The editor at the right: what the rule looks for, what it does, and the try-it box.
final class EditorView {
    private static final List<String> TYPES = List.of(
            "pattern_match",
            "incorrect_fact",
            "invalid_path",
            "fabricated_path",
            "logic_contradiction",
            "incomplete_reasoning");
    private static final List<String> KINDS = List.of("literal", "word", "regex");
    private static final List<String> SCOPES = List.of("any", "prose", "code", "reasoning", "tool_args", "prose,code");

    private final EditorViewModel editor;
    private final StackPane node = new StackPane();
    private final MarkedText pattern = MarkedText.field("rule-pattern", Words.of("rule.pattern"));
    private final MarkedText replacement = MarkedText.field("rule-replacement", Words.of("rule.replacement"));
    private final TryIt tryIt;

    EditorView(
            EditorViewModel editor,
            Command add,
            Command save,
            Command delete,
            Command undo,
            Node history,
            Node tests) {
        this.editor = editor;
        tryIt = new TryIt(editor);
        Button begin = Buttons.labelled(add);
        begin.setId("rules-first");
        var empty = Empty.of(Feather.EDIT_3, Words.of("rules.none.title"), Words.of("rules.none.text"), begin);
        var scroll = new ScrollPane(fields(tests));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setMinHeight(160);
        VBox.setVgrow(tryIt.node(), Priority.ALWAYS);
        tryIt.node().setMinHeight(130);
        Button store = Buttons.labelled(save);
        store.getStyleClass().add("accent");
        store.setMinWidth(Region.USE_PREF_SIZE);
        Button remove = Buttons.iconOnly(delete);
        remove.getStyleClass().add("danger");
        Button back = Buttons.iconOnly(undo);
        var foot = new HBox(remove, back, history, Gaps.wide(), store);
        foot.getStyleClass().add("editor-foot");
        foot.setAlignment(Pos.CENTER_LEFT);
        var content = new VBox(head(), scroll, tryIt.node(), foot);
        content.getStyleClass().add("editor");
        node.getChildren().addAll(empty, content);
        node.setMinWidth(340);
        editor.open().subscribe(open -> {
            content.setVisible(open);
            empty.setVisible(!open);
        });
    }

    Node node() {
        return node;
    }

    void focus() {
        pattern.focusNode().requestFocus();
    }

    void focusTry() {
        tryIt.focus();
    }

    private Node head() {
        var title = new Label();
        title.setId("rule-title");
        title.getStyleClass().add("section");
        var mode = new ModeSwitch(editor.mode::set);
        mode.setId("rule-mode");
        editor.mode.subscribe(mode::show);
        InvalidationListener name = change -> title.setText(
                (editor.id() == 0 ? Words.of("rule.new") : Words.of("rule.title", Long.toString(editor.id())))
                        + (editor.dirty().get() ? Words.of("rule.unsaved") : ""));
        editor.dirty().addListener(name);
        editor.pattern.addListener(name);
        editor.open().addListener(name);
        var head = new HBox(title, Gaps.wide(), mode);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("editor-head");
        return head;
    }

    private Node fields(Node tests) {
        pattern.bind(editor.pattern);
        pattern.node().setPrefHeight(52);
        replacement.bind(editor.replacement);
        replacement.node().setPrefHeight(52);
        replacement.node().disableProperty().bind(editor.detectOnly);
        underline("pattern", pattern);
        underline("replacement", replacement);
        var matchCase = check("rule.case", "rule-case");
        matchCase.selectedProperty().bindBidirectional(editor.caseSensitive);
        var detect = check("rule.detectOnly", "rule-detect");
        detect.selectedProperty().bindBidirectional(editor.detectOnly);
        ComboBox<String> kind = choice("rule-kind", KINDS, editor.match, false);
        ComboBox<String> type = choice("rule-type", TYPES, editor.type, true);
        ComboBox<String> scope = choice("rule-scope", SCOPES, editor.scope, true);
        var box = new VBox(
                line("rule.pattern", matchCase),
                pattern.node(),
                FieldFault.under(pattern.node(), "pattern", editor.faults()),
                line("rule.replacement", detect),
                replacement.node(),
                FieldFault.under(replacement.node(), "replacement", editor.faults()),
                shares(
                        List.of(30, 30, 40),
                        named("rule.kind", kind, "match"),
                        named("rule.scope", scope, "scope"),
                        named("rule.type", type, "type")),
                more(),
                tests);
        box.getStyleClass().add("editor-fields");
        return box;
    }

    private Node more() {
        var pane = new TitledPane(
                Words.of("rule.more"),
                new VBox(
                        thirds(
                                named("rule.priority", text("rule-priority", editor.priority), "priority"),
                                named("rule.window", text("rule-window", editor.window), "window"),
                                named(
                                        "rule.threshold",
                                        text("rule-threshold", editor.threshold),
                                        "confidence_threshold")),
                        thirds(
                                named("rule.model", text("rule-model", editor.model), "model"),
                                named("rule.client", text("rule-client", editor.client), "client"),
                                named("rule.language", text("rule-language", editor.language), "language")),
                        named("rule.note", text("rule-note", editor.note), "note")));
        pane.setId("rule-more");
        pane.setExpanded(false);
        pane.setAnimated(false);
        pane.getStyleClass().add("dense");
        return pane;
    }

    private void underline(String column, MarkedText field) {
        InvalidationListener mark = change -> field.mark(FieldFault.of(column, editor.faults())
                .map(fault -> List.of(place(fault, field.text().getValue().length())))
                .orElse(List.of()));
        editor.faults().addListener(mark);
        field.text().addListener(mark);
    }

    /// A fault without a place is the whole text's; one at its end is shown at the last character.
    static Mark place(RuleFault fault, int length) {
        if (fault.position() < 0 || length == 0) {
            return new Mark(0, length, Mark.FAULT, fault.message(), 0);
        }
        int start = Math.min(fault.position(), length - 1);
        return new Mark(start, start + 1, Mark.FAULT, fault.message(), 0);
    }

    private static CheckBox check(String key, String id) {
        var box = new CheckBox(Words.of(key));
        box.setId(id);
        return box;
    }

    private static ComboBox<String> choice(String id, List<String> words, StringProperty value, boolean free) {
        var box = new ComboBox<String>();
        box.setId(id);
        box.getItems().addAll(words);
        box.setEditable(free);
        box.setMaxWidth(Double.MAX_VALUE);
        if (free) {
            box.getEditor().textProperty().bindBidirectional(value);
        } else {
            box.valueProperty().bindBidirectional(value);
        }
        return box;
    }

    private static TextField text(String id, StringProperty value) {
        var field = new TextField();
        field.setId(id);
        field.textProperty().bindBidirectional(value);
        return field;
    }

    private VBox named(String key, Region field, String column) {
        var label = new Label(Words.of(key));
        label.getStyleClass().add("field-label");
        label.setLabelFor(field);
        field.setAccessibleText(label.getText());
        return new VBox(label, field, FieldFault.under(field, column, editor.faults()));
    }

    private static HBox line(String key, Node right) {
        var label = new Label(Words.of(key));
        label.getStyleClass().add("field-label");
        var box = new HBox(label, Gaps.wide(), right);
        box.setAlignment(Pos.BOTTOM_LEFT);
        return box;
    }

    private static GridPane thirds(Node... nodes) {
        return shares(List.of(33, 33, 34), nodes);
    }

    private static GridPane shares(List<Integer> percents, Node... nodes) {
        var grid = new GridPane();
        grid.getStyleClass().add("thirds");
        for (int i = 0; i < nodes.length; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(percents.get(i));
            grid.getColumnConstraints().add(column);
            grid.add(nodes[i], i, 0);
        }
        return grid;
    }
}
