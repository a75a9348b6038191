package dev.errata.desktop.traffic;

import dev.errata.desktop.fx.Columns;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.KeepPlace;
import dev.errata.desktop.fx.Times;
import dev.errata.proxy.exchange.ExchangeSnapshot;
import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The list of exchanges, newest at the top. A list that is scrolled down stays on the rows that are being read while
/// new ones come in above.
final class TrafficTable {
    private static final PseudoClass NONE = PseudoClass.getPseudoClass("none");

    private final TrafficViewModel model;
    private final TableView<TrafficRow> node = new TableView<>();
    private boolean selecting;

    TrafficTable(TrafficViewModel model) {
        this.model = model;
        node.setId("traffic-table");
        node.getStyleClass().addAll("dense", "desk-table");
        node.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        node.getColumns().addAll(columns());
        var sorted = new SortedList<>(model.rows());
        sorted.comparatorProperty().bind(node.comparatorProperty());
        node.setItems(sorted);
        KeepPlace.of(node, sorted, model.follow()::get);
        node.getSelectionModel().selectedItemProperty().addListener((value, from, to) -> {
            if (!selecting && to != null) {
                model.selected().set(to);
            }
        });
        model.selected().subscribe(row -> {
            if (row != null && !row.equals(node.getSelectionModel().getSelectedItem())) {
                selecting = true;
                node.getSelectionModel().select(row);
                selecting = false;
            }
            if (row != null && model.follow().get()) {
                node.scrollTo(0);
            }
        });
    }

    TableView<TrafficRow> node() {
        return node;
    }

    private List<TableColumn<TrafficRow, ?>> columns() {
        TableColumn<TrafficRow, String> time = Columns.drawn(
                "time",
                64,
                row -> model.tick().map(now -> Times.ago(row.snapshot().startedAt(), now)),
                (cell, text) -> {
                    cell.setText(text);
                    TrafficRow row = cell.getTableRow().getItem();
                    if (row != null) {
                        cell.setTooltip(new Tooltip(Times.full(row.snapshot().startedAt())));
                    }
                });
        time.setSortable(false);
        return List.of(
                time,
                Columns.drawn("client", 104, of(ExchangeSnapshot::client), TableCell::setText),
                Columns.drawn("model", 230, of(s -> s.model() == null ? "–" : s.model()), TableCell::setText),
                Columns.drawn("wire", 104, of(ExchangeSnapshot::wire), TrafficTable::wire),
                Columns.numeric(Columns.drawn("status", 64, of(ExchangeSnapshot::status), TrafficTable::status)),
                Columns.numeric(Columns.drawn(
                        "firstToken",
                        90,
                        of(ExchangeSnapshot::firstTokenMillis),
                        (cell, millis) -> cell.setText(Times.span(millis)))),
                Columns.numeric(Columns.drawn("deltas", 72, of(ExchangeSnapshot::deltas), TrafficTable::count)),
                Columns.numeric(Columns.drawn("rewrites", 92, of(ExchangeSnapshot::rewrites), TrafficTable::rewrites)),
                Columns.drawn("state", 130, of(ExchangeSnapshot::phase), TrafficTable::phase));
    }

    private static <V> Function<TrafficRow, ObservableValue<V>> of(Function<ExchangeSnapshot, V> part) {
        return row -> row.now().map(part);
    }

    private static void wire(TableCell<TrafficRow, String> cell, String wire) {
        cell.setText(wire);
        TrafficRow row = cell.getTableRow().getItem();
        if (row != null) {
            cell.setTooltip(
                    new Tooltip(row.snapshot().method() + " " + row.snapshot().path()));
        }
    }

    private static void status(TableCell<TrafficRow, Integer> cell, int status) {
        cell.setText(status == 0 ? "–" : Integer.toString(status));
    }

    private static void count(TableCell<TrafficRow, Integer> cell, int count) {
        cell.setText(Integer.toString(count));
        cell.pseudoClassStateChanged(NONE, count == 0);
    }

    private static void rewrites(TableCell<TrafficRow, Integer> cell, int count) {
        count(cell, count);
        if (!cell.getStyleClass().contains("rewrites")) {
            cell.getStyleClass().add("rewrites");
        }
    }

    private static void phase(TableCell<TrafficRow, ExchangeSnapshot.Phase> cell, ExchangeSnapshot.Phase phase) {
        TrafficRow row = cell.getTableRow().getItem();
        boolean unread = row != null && StateWords.unread(row.snapshot());
        cell.setText(row == null ? StateWords.of(phase) : StateWords.of(row.snapshot()));
        FontIcon icon = Icons.of(
                switch (phase) {
                    case WAITING -> Feather.CLOCK;
                    case STREAMING -> Feather.ACTIVITY;
                    case COMPLETED -> unread ? Feather.EYE_OFF : Feather.CHECK;
                    case CLIENT_CLOSED -> Feather.LOG_OUT;
                    case FAILED -> Feather.ALERT_TRIANGLE;
                });
        icon.getStyleClass()
                .add(
                        switch (phase) {
                            case WAITING, CLIENT_CLOSED -> "icon-muted";
                            case STREAMING -> "icon-accent";
                            case COMPLETED -> unread ? "icon-muted" : "icon-success";
                            case FAILED -> "icon-danger";
                        });
        cell.setGraphic(icon);
    }
}
