package dev.errata.desktop.shell;

import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Restores parts of the window from memory and keeps the memory up with them.
final class Remembering {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 820;

    private final WindowMemory memory;

    Remembering(WindowMemory memory) {
        this.memory = memory;
    }

    void split(SplitPane split) {
        String key = "split." + split.getId();
        memory.number(key).filter(at -> at > 0.05 && at < 0.95).ifPresent(at -> split.setDividerPositions(at));
        split.getDividers()
                .forEach(divider ->
                        divider.positionProperty().addListener((value, from, to) -> memory.put(key, to.doubleValue())));
    }

    void table(TableView<?> table) {
        for (TableColumn<?, ?> column : table.getColumns()) {
            String key = "column." + table.getId() + "." + column.getId();
            memory.number(key).filter(width -> width > 20 && width < 3000).ifPresent(column::setPrefWidth);
            column.widthProperty().addListener((value, from, to) -> memory.put(key, to.doubleValue()));
        }
        sort(table);
    }

    private <R> void sort(TableView<R> table) {
        String key = "sort." + table.getId();
        memory.get(key).ifPresent(kept -> {
            String id = kept.substring(1);
            Optional<TableColumn<R, ?>> column = table.getColumns().stream()
                    .filter(candidate -> id.equals(candidate.getId()) && candidate.isSortable())
                    .findFirst();
            column.ifPresent(found -> {
                found.setSortType(
                        kept.charAt(0) == '-' ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
                table.getSortOrder().add(found);
            });
        });
        table.comparatorProperty().addListener((value, from, to) -> {
            if (table.getSortOrder().isEmpty()) {
                memory.put(key, "+");
            } else {
                TableColumn<R, ?> first = table.getSortOrder().getFirst();
                String sign = first.getSortType() == TableColumn.SortType.DESCENDING ? "-" : "+";
                memory.put(key, sign + first.getId());
            }
        });
    }

    void stage(Stage stage) {
        stage.setWidth(memory.number("window.width").orElse(WIDTH));
        stage.setHeight(memory.number("window.height").orElse(HEIGHT));
        Optional<Double> x = memory.number("window.x");
        Optional<Double> y = memory.number("window.y");
        if (x.isPresent() && y.isPresent() && onScreen(x.get(), y.get(), stage.getWidth())) {
            stage.setX(x.get());
            stage.setY(y.get());
        }
        stage.setMaximized(memory.get("window.maximized").filter("true"::equals).isPresent());
        Runnable keep = () -> {
            memory.put("window.maximized", Boolean.toString(stage.isMaximized()));
            if (!stage.isMaximized() && !stage.isIconified()) {
                memory.put("window.width", stage.getWidth());
                memory.put("window.height", stage.getHeight());
                memory.put("window.x", stage.getX());
                memory.put("window.y", stage.getY());
            }
        };
        stage.setOnHiding(event -> keep.run());
    }

    /// A monitor that was there yesterday may be gone today: the title bar must be within reach.
    private static boolean onScreen(double x, double y, double width) {
        return Screen.getScreens().stream()
                .map(Screen::getVisualBounds)
                .anyMatch(bounds -> reachable(bounds, x, y, width));
    }

    private static boolean reachable(Rectangle2D bounds, double x, double y, double width) {
        return y >= bounds.getMinY() - 1
                && y < bounds.getMaxY() - 40
                && x + width > bounds.getMinX() + 80
                && x < bounds.getMaxX() - 80;
    }
}
