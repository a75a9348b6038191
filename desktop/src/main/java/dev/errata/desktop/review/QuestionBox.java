package dev.errata.desktop.review;

import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Words;
import dev.errata.desktop.text.MarkedText;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Asks in place: for a reason, a comment, the new side of a hunk. Enter answers (Ctrl+Enter where lines are written),
/// Esc puts it away.
final class QuestionBox {
    private final ReviewViewModel model;
    private final VBox node = new VBox();
    private final Label title = new Label();
    private final TextField field = new TextField();
    private final MarkedText lines = MarkedText.editable("review-edit", Words.of("review.ask.edit.name"));
    private final Label wrong = new Label();
    private final Button yes = new Button();

    QuestionBox(ReviewViewModel model, Runnable closed) {
        this.model = model;
        node.setId("review-question");
        node.getStyleClass().add("question");
        node.setVisible(false);
        title.getStyleClass().add("question-title");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        field.setId("review-answer");
        field.setOnAction(event -> answer());
        HBox.setHgrow(field, Priority.ALWAYS);
        lines.node().getStyleClass().add("marked-field");
        lines.node().setPrefHeight(220);
        wrong.setId("review-answer-fault");
        wrong.getStyleClass().addAll("caption", "fault-text");
        wrong.setMinWidth(Region.USE_PREF_SIZE);
        yes.setId("review-answer-yes");
        yes.getStyleClass().add("accent");
        yes.setMinWidth(Region.USE_PREF_SIZE);
        yes.setOnAction(event -> answer());
        var no = new Button(Words.of("review.ask.cancel"));
        no.setId("review-answer-no");
        no.setMinWidth(Region.USE_PREF_SIZE);
        no.setOnAction(event -> model.cancel());
        Region gap = Gaps.wide();
        gap.visibleProperty().bind(field.visibleProperty().not());
        gap.managedProperty().bind(gap.visibleProperty());
        var line = new HBox(field, wrong, gap, no, yes);
        line.getStyleClass().add("spaced");
        line.setAlignment(Pos.CENTER_LEFT);
        node.getChildren().addAll(title, lines.node(), line);
        model.question().subscribe(question -> {
            boolean was = node.isVisible();
            show(question);
            if (question == null && was) {
                closed.run();
            }
        });
    }

    Region node() {
        return node;
    }

    private void show(@Nullable Question question) {
        node.setVisible(question != null);
        node.setManaged(question != null);
        wrong.setText("");
        if (question == null) {
            return;
        }
        String key = question.kind().name().toLowerCase(Locale.ROOT);
        boolean edits = question.kind() == Question.Kind.EDIT;
        title.setText(Words.of(
                "review.ask." + key,
                question.hunks().stream()
                        .sorted()
                        .map(String::valueOf)
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("")));
        yes.setText(Words.of("review.yes." + key));
        field.setVisible(!edits);
        field.setManaged(!edits);
        lines.node().setVisible(edits);
        lines.node().setManaged(edits);
        field.setPromptText(Words.of(question.kind().required() ? "review.ask.reason" : "review.ask.optional"));
        field.setAccessibleText(title.getText());
        if (edits) {
            lines.set(question.text());
            lines.focusNode().requestFocus();
        } else {
            field.setText(question.text());
            field.requestFocus();
        }
    }

    /// Takes what stands in the box for the answer.
    void answer() {
        Question question = model.question().get();
        if (question != null) {
            wrong.setText(model.answer(
                    question.kind() == Question.Kind.EDIT ? lines.text().getValue() : field.getText()));
        }
    }
}
