package dev.errata.desktop.text;

import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Two marked texts that scroll together, the older one at the left.
///
/// **Thread:** the FX thread.
public final class SideBySide {
    private final GridPane node = new GridPane();
    private final MarkedText left;
    private final MarkedText right;
    private boolean following;

    public SideBySide(String id, String leftTitle, String rightTitle) {
        left = MarkedText.readOnly(id + "-left", leftTitle);
        right = MarkedText.readOnly(id + "-right", rightTitle);
        var half = new ColumnConstraints();
        half.setPercentWidth(50);
        half.setHgrow(Priority.ALWAYS);
        node.getColumnConstraints().addAll(half, half);
        node.addRow(0, head(leftTitle), head(rightTitle));
        node.addRow(1, left.node(), right.node());
        right.node().getStyleClass().add("hairline-left");
        GridPane.setVgrow(left.node(), Priority.ALWAYS);
        GridPane.setVgrow(right.node(), Priority.ALWAYS);
        left.onScroll(() -> follow(left, right));
        right.onScroll(() -> follow(right, left));
    }

    public Region node() {
        return node;
    }

    public MarkedText left() {
        return left;
    }

    public MarkedText right() {
        return right;
    }

    public void show(String leftText, List<Mark> leftMarks, String rightText, List<Mark> rightMarks) {
        left.show(leftText, leftMarks);
        right.show(rightText, rightMarks);
    }

    /// Only the text that a person is in leads, and the other follows after the layout: the heights are estimates that
    /// change while they are asked for, so following at once would chase its own tail.
    private void follow(MarkedText mover, MarkedText follower) {
        if (mover.inHand() && !following) {
            following = true;
            Platform.runLater(() -> {
                follower.scrollTo(mover.scrolled());
                following = false;
            });
        }
    }

    private static Label head(String title) {
        var label = new Label(title);
        label.getStyleClass().addAll("caption", "muted", "pane-head");
        return label;
    }
}
