package dev.errata.desktop.rules;

import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Words;
import dev.errata.desktop.marks.RewriteMarks;
import dev.errata.desktop.text.MarkedText;
import dev.errata.rules.trial.Trial;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A text to try the rule on, and beside it at every key what a client would get.
final class TryIt {
    private final VBox node = new VBox();
    private final EditorViewModel editor;
    private final MarkedText input = MarkedText.editable("try-input", Words.of("try.input"));
    private final MarkedText result = MarkedText.readOnly("try-result", Words.of("try.result"));
    private final Label said = new Label();

    TryIt(EditorViewModel editor) {
        this.editor = editor;
        input.prompt(Words.of("try.prompt"));
        input.bind(editor.tryInput);
        said.setId("try-said");
        said.getStyleClass().addAll("caption", "muted");
        var title = new Label(Words.of("try.title"));
        title.getStyleClass().add("field-label");
        var grid = new GridPane();
        grid.getStyleClass().add("try-grid");
        var half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().addAll(half, half);
        var row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        grid.getRowConstraints().add(row);
        input.node().getStyleClass().add("marked-field");
        result.node().getStyleClass().addAll("marked-field", "result");
        grid.addRow(0, input.node(), result.node());
        grid.setMinHeight(96);
        VBox.setVgrow(grid, Priority.ALWAYS);
        node.getChildren().addAll(new HBox(title, Gaps.wide(), said), grid);
        node.getStyleClass().add("try-it");
        editor.tried().subscribe(this::show);
        editor.faults().addListener((InvalidationListener)
                change -> show(editor.tried().get()));
    }

    VBox node() {
        return node;
    }

    void focus() {
        input.focusNode().requestFocus();
    }

    private void show(@Nullable Trial trial) {
        if (trial == null) {
            input.mark(List.of());
            result.show("", List.of());
            boolean faulty =
                    !editor.faults().isEmpty() && !editor.tryInput.get().isEmpty();
            said.setText(faulty ? Words.of("try.faulty") : "");
            return;
        }
        RewriteMarks marks = RewriteMarks.of(trial.rewrites(), trial.observed());
        input.mark(marks.raw());
        result.show(trial.corrected(), marks.corrected());
        int matches = trial.rewrites().size() + trial.observed().size();
        said.setText(Words.of("try.matches", matches));
    }
}
