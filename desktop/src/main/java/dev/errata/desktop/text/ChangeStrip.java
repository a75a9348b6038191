package dev.errata.desktop.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// Where the changes are in a long text, beside its scroll bar; a click leads there.
final class ChangeStrip extends Pane {
    private static final double LEAST_HEIGHT = 3;
    private static final int MOST = 300;
    private static final double TALLEST_ROW = 22;

    private final List<Part> parts = new ArrayList<>();
    private int rows = 1;

    private record Part(int from, int to, CodeLine.Kind kind) {}

    ChangeStrip(IntConsumer go) {
        getStyleClass().add("change-strip");
        setMinHeight(0);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> go.accept((int) (event.getY() / getHeight() * rows) - 4));
    }

    void show(List<CodeLine> lines) {
        rows = Math.max(1, lines.size());
        parts.clear();
        int from = 0;
        while (from < lines.size() && parts.size() < MOST) {
            CodeLine.Kind kind = lines.get(from).kind();
            int to = from + 1;
            while (to < lines.size() && lines.get(to).kind() == kind) {
                to++;
            }
            if (kind.changed()) {
                parts.add(new Part(from, to, kind));
            }
            from = to;
        }
        getChildren().setAll(parts.stream().map(ChangeStrip::mark).toList());
        requestLayout();
    }

    private static Region mark(Part part) {
        var mark = new Region();
        mark.setManaged(false);
        mark.setMouseTransparent(true);
        mark.getStyleClass().setAll("strip-mark", part.kind.style());
        return mark;
    }

    @Override
    protected void layoutChildren() {
        double height = Math.min(TALLEST_ROW, getHeight() / rows);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            double tall = Math.max(LEAST_HEIGHT, (part.to - part.from) * height);
            double top = Math.min(part.from * height, Math.max(0, getHeight() - tall));
            getChildren().get(i).resizeRelocate(1, top, Math.max(0, getWidth() - 2), tall);
        }
    }
}
