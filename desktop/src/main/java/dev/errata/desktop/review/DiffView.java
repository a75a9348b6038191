package dev.errata.desktop.review;

import dev.errata.desktop.command.Command;
import dev.errata.desktop.fx.Words;
import dev.errata.desktop.text.CodeLine;
import dev.errata.desktop.text.CodePane;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// A sheet on the screen: both sides beside each other where the window is wide, below each other elsewhere, and by
/// choice.
final class DiffView {
    /// As the window's width says.
    static final String AUTO = "auto";
    static final String SIDES = "sides";
    static final String UNIFIED = "unified";
    /// Width of the window from which both sides stand beside each other.
    private static final double WIDE = 1_200;

    private final CursorViewModel model;
    private final StackPane node = new StackPane();
    private final GridPane beside = new GridPane();
    private final CodePane only;
    private final CodePane left;
    private final CodePane right;
    private final StringProperty layout = new SimpleStringProperty(AUTO);
    private final ReadOnlyBooleanWrapper sides = new ReadOnlyBooleanWrapper();
    private DiffLines lines = new DiffLines(List.of(), List.of(), List.of());
    private @Nullable DiffSheet sheet;
    private double width;

    /// @param acts what can be done with a hunk
    DiffView(ReviewViewModel review, List<Command> acts) {
        model = review.cursor();
        var bars = new HunkBars(review, acts);
        only = new CodePane(
                "review-diff",
                Words.of("review.diff"),
                row -> bars.of(lines.rows().get(row), HunkBars.Part.BOTH));
        left = new CodePane(
                "review-old",
                Words.of("review.old"),
                row -> bars.of(lines.rows().get(row), HunkBars.Part.LEFT));
        right = new CodePane(
                "review-now",
                Words.of("review.now"),
                row -> bars.of(lines.rows().get(row), HunkBars.Part.RIGHT));
        CodePane.together(left, right);
        var half = new ColumnConstraints();
        half.setPercentWidth(50);
        half.setHgrow(Priority.ALWAYS);
        beside.getColumnConstraints().addAll(half, half);
        var tall = new RowConstraints();
        tall.setVgrow(Priority.ALWAYS);
        beside.getRowConstraints().add(tall);
        beside.addRow(0, left.node(), right.node());
        right.node().getStyleClass().add("hairline-left");
        node.getChildren().addAll(only.node(), beside);
        node.setMinSize(0, 0);
        only.onSeen(this::saw);
        right.onSeen(this::saw);
        List.of(only, left, right).forEach(pane -> pane.onClick(this::clicked));

        layout.subscribe(choice -> arrange());
        model.wrap().subscribe(on -> {
            only.wrap(on);
            arrange();
        });
        model.sheet().subscribe(this::show);
        model.shown().subscribe(proposal -> redraw());
        model.hunk().subscribe(hunk -> {
            redraw();
            reveal();
        });
    }

    Node node() {
        return node;
    }

    /// The node that takes the focus.
    Node focusNode() {
        return sides.get() ? right.focusNode() : only.focusNode();
    }

    /// How the sides stand: one of the words above.
    StringProperty layout() {
        return layout;
    }

    /// Whether they stand beside each other now.
    ReadOnlyBooleanProperty sides() {
        return sides.getReadOnlyProperty();
    }

    /// The window is as wide as this.
    void width(double now) {
        width = now;
        arrange();
    }

    /// The other way round than now.
    void toggle() {
        layout.set(sides.get() ? UNIFIED : SIDES);
    }

    void page(int by) {
        pane().page(by);
    }

    private CodePane pane() {
        return sides.get() ? right : only;
    }

    private void arrange() {
        boolean wide = layout.get().equals(AUTO) ? width >= WIDE : layout.get().equals(SIDES);
        // Wrapped lines are of different heights on both sides, so they cannot stand beside each other.
        sides.set(wide && !model.wrap().get());
        beside.setVisible(sides.get());
        only.node().setVisible(!sides.get());
        DiffSheet now = sheet;
        if (now != null) {
            put(now, false);
            reveal();
        }
    }

    private void show(@Nullable DiffSheet now) {
        DiffSheet old = sheet;
        sheet = now;
        if (now == null) {
            lines = new DiffLines(List.of(), List.of(), List.of());
            List.of(only, left, right).forEach(pane -> pane.show(List.of()));
            return;
        }
        boolean same = old != null && old.proposal().equals(now.proposal()) && old.file() == now.file();
        put(now, same);
        if (!same) {
            reveal();
        }
    }

    private void put(DiffSheet now, boolean stay) {
        lines = sides.get() ? DiffLines.sides(now) : DiffLines.unified(now);
        if (sides.get()) {
            place(left, lines.old(), stay);
            place(right, lines.now(), stay);
            only.show(List.of());
        } else {
            place(only, lines.now(), stay);
            left.show(List.of());
            right.show(List.of());
        }
    }

    private static void place(CodePane pane, List<CodeLine> lines, boolean stay) {
        if (stay) {
            pane.replace(lines);
        } else {
            pane.show(lines);
        }
    }

    private void redraw() {
        if (sheet != null && isCurrent()) {
            if (sides.get()) {
                left.redraw();
                right.redraw();
            } else {
                only.redraw();
            }
        }
    }

    private boolean isCurrent() {
        DiffSheet now = sheet;
        return now != null
                && model.shown().get() != null
                && Objects.requireNonNull(model.shown().get()).id().equals(now.proposal());
    }

    /// Brings the hunk that keys are for to sight.
    private void reveal() {
        int first = -1;
        int last = -1;
        int hunk = model.hunk().get();
        for (int i = 0; i < lines.rows().size(); i++) {
            int of = switch (lines.rows().get(i)) {
                case DiffRow.Head head -> head.hunk();
                case DiffRow.Changed changed -> changed.hunk();
                case DiffRow.Same same -> same.hunk();
                case DiffRow.Told told -> told.hunk();
                case DiffRow.Said said -> said.hunk();
                case DiffRow.Fold fold -> 0;
            };
            if (of == hunk && hunk > 0) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first >= 0) {
            int from = first;
            int to = last;
            if (sides.get()) {
                right.lead(left, () -> right.reveal(from, to));
            } else {
                only.reveal(from, to);
            }
        }
    }

    private void saw(int first, int last) {
        DiffSheet now = sheet;
        List<DiffRow> rows = lines.rows();
        if (now != null && first < rows.size()) {
            model.saw(now, rows.subList(first, Math.min(last + 1, rows.size())));
        }
    }

    /// Looks what is on screen now: nothing may have moved since the proposal came up.
    void look() {
        pane().tell(this::saw);
    }

    private void clicked(int row) {
        if (row < lines.rows().size()) {
            switch (lines.rows().get(row)) {
                case DiffRow.Head head -> model.goHunk(head.hunk());
                case DiffRow.Changed changed -> model.goHunk(changed.hunk());
                case DiffRow.Same same -> {
                    if (same.hunk() > 0) {
                        model.goHunk(same.hunk());
                    }
                }
                case DiffRow.Told told -> {
                    if (told.hunk() > 0) {
                        model.goHunk(told.hunk());
                    }
                }
                case DiffRow.Said said -> model.goHunk(said.hunk());
                case DiffRow.Fold fold -> {
                    // It opens itself.
                }
            }
        }
    }
}
