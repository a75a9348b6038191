package dev.errata.desktop.fx;

import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/// Table columns built the same way everywhere: an id to be remembered by, a title from the bundle, a renderer.
public final class Columns {
    private Columns() {}

    /// A column whose cells are drawn by `draw` from the row's value.
    ///
    /// @param id names it in the remembered layout and, as `column.ID`, in the bundle
    /// @param value what it shows and sorts by
    /// @param draw fills a cell that was cleared before
    public static <R, V> TableColumn<R, V> drawn(
            String id, double width, Function<R, ObservableValue<V>> value, BiConsumer<TableCell<R, V>, V> draw) {
        var column = new TableColumn<R, V>(Words.of("column." + id));
        column.setId(id);
        column.setPrefWidth(width);
        column.setCellValueFactory(features -> value.apply(features.getValue()));
        column.setCellFactory(ignored -> new DrawnCell<>(draw));
        return column;
    }

    /// A column of fixed values.
    public static <R, V> TableColumn<R, V> plain(
            String id, double width, Function<R, V> value, BiConsumer<TableCell<R, V>, V> draw) {
        return drawn(id, width, row -> new ReadOnlyObjectWrapper<>(value.apply(row)), draw);
    }

    /// Right-aligns a column of numbers, its head included.
    public static <R, V> TableColumn<R, V> numeric(TableColumn<R, V> column) {
        column.getStyleClass().add("numeric");
        return column;
    }

    private static final class DrawnCell<R, V> extends TableCell<R, V> {
        private final BiConsumer<TableCell<R, V>, V> draw;

        DrawnCell(BiConsumer<TableCell<R, V>, V> draw) {
            this.draw = draw;
        }

        @Override
        protected void updateItem(@Nullable V value, boolean empty) {
            super.updateItem(value, empty);
            setText(null);
            setGraphic(null);
            setTooltip(null);
            if (!empty && value != null) {
                draw.accept(this, value);
            }
        }
    }
}
