package dev.errata.desktop.traffic;

import dev.errata.desktop.fx.Times;
import dev.errata.desktop.fx.Words;
import dev.errata.proxy.exchange.ExchangeSnapshot;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Where the time of an exchange went, as one bar per part on a common scale.
final class Timeline {
    private final GridPane node = new GridPane();

    Timeline() {
        node.getStyleClass().add("timeline");
        var name = new ColumnConstraints();
        var bar = new ColumnConstraints();
        bar.setHgrow(Priority.ALWAYS);
        var span = new ColumnConstraints();
        span.setHalignment(HPos.RIGHT);
        name.setMinWidth(Region.USE_PREF_SIZE);
        span.setMinWidth(Region.USE_PREF_SIZE);
        node.getColumnConstraints().addAll(name, bar, span);
    }

    GridPane node() {
        return node;
    }

    void show(ExchangeSnapshot snapshot) {
        node.getChildren().clear();
        List<Part> parts = parts(snapshot);
        double whole = parts.stream().mapToLong(Part::to).max().orElse(1);
        int line = 0;
        for (Part part : parts) {
            var name = new Label(part.name);
            var span = new Label(Times.span(part.to - part.from));
            span.getStyleClass().add("muted");
            node.addRow(line++, name, new Bar(part.from / whole, part.to / whole, part.style), span);
        }
        var total = new Label(Words.of("timeline.started", Times.full(snapshot.startedAt())));
        total.getStyleClass().addAll("caption", "muted");
        node.add(total, 0, line, 3, 1);
    }

    /// The parts that are known so far.
    static List<Part> parts(ExchangeSnapshot s) {
        var parts = new ArrayList<Part>();
        long at = 0;
        at = add(parts, "timeline.server", at, s.firstByteMillis(), "bar-wait");
        at = add(parts, "timeline.firstToken", at, s.firstTokenMillis(), "bar-think");
        add(parts, "timeline.stream", at, s.endMillis(), "bar-stream");
        return parts;
    }

    private static long add(List<Part> parts, String key, long from, long to, String style) {
        if (to < from) {
            return from;
        }
        parts.add(new Part(Words.of(key), from, to, style));
        return to;
    }

    /// One part of the time, in milliseconds since the start.
    record Part(String name, long from, long to, String style) {}

    private static final class Bar extends Pane {
        private static final double HEIGHT = 10;
        private final double from;
        private final double to;
        private final Region fill = new Region();

        Bar(double from, double to, String style) {
            this.from = from;
            this.to = to;
            getStyleClass().add("bar-track");
            fill.getStyleClass().addAll("bar-fill", style);
            getChildren().add(fill);
            setMinHeight(HEIGHT);
            setPrefHeight(HEIGHT);
            setMaxHeight(HEIGHT);
        }

        @Override
        protected void layoutChildren() {
            double width = Math.max(2, (to - from) * getWidth());
            fill.resizeRelocate(Math.min(from * getWidth(), getWidth() - 2), 0, width, HEIGHT);
        }
    }
}
