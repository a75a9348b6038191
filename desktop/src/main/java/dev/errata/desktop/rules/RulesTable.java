package dev.errata.desktop.rules;

import dev.errata.desktop.fx.Columns;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Times;
import dev.errata.desktop.fx.Words;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableNumberValue;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// All rows of the rules table, the ones that are no rules included, each with its switch.
final class RulesTable {
    private static final PseudoClass REJECTED = PseudoClass.getPseudoClass("rejected");
    private static final PseudoClass NONE = PseudoClass.getPseudoClass("none");
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    private final RulesViewModel model;
    private final InstantSource clock;
    private final TableView<RuleLine> node = new TableView<>();
    private boolean mirroring;

    RulesTable(RulesViewModel model, InstantSource clock, ObservableNumberValue percent) {
        this.model = model;
        this.clock = clock;
        node.setId("rules-table");
        node.getStyleClass().addAll("dense", "desk-table");
        node.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        node.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        List<TableColumn<RuleLine, ?>> columns = columns(percent);
        // The switch must never be cut, however large the text is.
        columns.getFirst().minWidthProperty().bind(Bindings.multiply(1.3, percent));
        columns.getFirst().maxWidthProperty().bind(Bindings.multiply(2.2, percent));
        node.getColumns().addAll(columns);
        node.setRowFactory(table -> new Row());
        var sorted = new SortedList<>(model.lines());
        sorted.comparatorProperty().bind(node.comparatorProperty());
        node.setItems(sorted);
        node.getSelectionModel().selectedItemProperty().addListener((value, from, to) -> {
            if (!mirroring
                    && to != null
                    && node.getSelectionModel().getSelectedItems().size() == 1) {
                model.selected().set(to);
            }
        });
        model.selected().subscribe(this::mirror);
    }

    TableView<RuleLine> node() {
        return node;
    }

    List<RuleLine> chosen() {
        return List.copyOf(node.getSelectionModel().getSelectedItems());
    }

    private void mirror(@Nullable RuleLine line) {
        if (line == null) {
            node.getSelectionModel().clearSelection();
            return;
        }
        if (node.getSelectionModel().getSelectedItems().size() > 1
                || line.equals(node.getSelectionModel().getSelectedItem())) {
            return;
        }
        mirroring = true;
        int at = node.getItems().indexOf(line);
        if (at >= 0) {
            node.getSelectionModel().clearAndSelect(at);
            node.scrollTo(Math.max(0, at - 3));
        }
        mirroring = false;
    }

    private List<TableColumn<RuleLine, ?>> columns(ObservableNumberValue percent) {
        TableColumn<RuleLine, RuleLine> mode = new TableColumn<>(Words.of("column.mode"));
        mode.setId("mode");
        mode.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
        mode.setCellFactory(column -> new ModeCell());
        mode.setPrefWidth(140);
        mode.setComparator(Comparator.comparing(RuleLine::mode));
        TableColumn<RuleLine, String> scope = Columns.plain("scope", 76, RuleLine::scope, TableCell::setText);
        TableColumn<RuleLine, String> pack =
                Columns.plain("pack", 84, line -> Draft.orEmpty(line.row().pack()), TableCell::setText);
        TableColumn<RuleLine, Hits> last = Columns.plain("lastHit", 66, RuleLine::hits, (cell, hits) -> {
            Instant at = hits.last();
            if (at != null) {
                cell.setText(Times.ago(at, clock.instant()));
                cell.setTooltip(new Tooltip(Times.full(at)));
            }
        });
        last.setComparator(Comparator.comparing(hits -> Objects.requireNonNullElse(hits.last(), Instant.MIN)));
        TableColumn<RuleLine, String> kind = Columns.plain("kind", 64, RuleLine::kind, TableCell::setText);
        // What is needed least goes first where room is short.
        kind.visibleProperty().bind(node.widthProperty().greaterThan(Bindings.multiply(5.2, percent)));
        scope.visibleProperty().bind(node.widthProperty().greaterThan(Bindings.multiply(6.0, percent)));
        pack.visibleProperty().bind(node.widthProperty().greaterThan(Bindings.multiply(6.8, percent)));
        last.visibleProperty().bind(node.widthProperty().greaterThan(Bindings.multiply(7.6, percent)));
        return List.of(
                mode,
                Columns.plain("pattern", 170, line -> line, RulesTable::pattern),
                Columns.plain("replacement", 150, line -> line, RulesTable::replacement),
                kind,
                scope,
                Columns.numeric(Columns.plain("hits", 54, line -> line.hits().count(), RulesTable::hits)),
                last,
                pack);
    }

    private static void pattern(TableCell<RuleLine, RuleLine> cell, RuleLine line) {
        cell.setText(oneLine(line.row().pattern()));
        style(cell, "mono");
        if (line.rejected()) {
            FontIcon icon = Icons.of(Feather.ALERT_TRIANGLE);
            icon.getStyleClass().add("icon-danger");
            cell.setGraphic(icon);
        }
        cell.setTooltip(new Tooltip(Words.of(
                "rules.pattern.tip",
                Long.toString(line.id()),
                line.row().type(),
                line.row().pattern())));
    }

    private static void replacement(TableCell<RuleLine, RuleLine> cell, RuleLine line) {
        String text = line.row().replacement();
        cell.getStyleClass().removeAll("mono", "muted", "fault-text");
        if (line.rejected()) {
            String reason = line.faults().getFirst().message();
            cell.setText(Words.of("rules.notLoaded", reason));
            cell.getStyleClass().add("fault-text");
            cell.setTooltip(new Tooltip(reason));
        } else if (text == null || text.isEmpty()) {
            cell.setText(Words.of(text == null ? "rules.detectOnly" : "rules.removes"));
            cell.getStyleClass().add("muted");
        } else {
            cell.setText(oneLine(text));
            cell.getStyleClass().add("mono");
        }
    }

    private static void hits(TableCell<RuleLine, Long> cell, long count) {
        cell.setText(Long.toString(count));
        cell.pseudoClassStateChanged(NONE, count == 0);
        cell.setTooltip(new Tooltip(Words.of("rules.hits.tip")));
    }

    private static void style(TableCell<?, ?> cell, String style) {
        if (!cell.getStyleClass().contains(style)) {
            cell.getStyleClass().add(style);
        }
    }

    private static String oneLine(String text) {
        return text.replace("\n", "⏎").replace("\t", "⇥");
    }

    private final class ModeCell extends TableCell<RuleLine, RuleLine> {
        private final ModeSwitch mode = new ModeSwitch(this::choose);

        private void choose(String word) {
            RuleLine line = getItem();
            if (line != null && !line.mode().equals(word)) {
                List<RuleLine> chosen = chosen();
                model.setMode(chosen.size() > 1 && chosen.contains(line) ? chosen : List.of(line), word);
            }
        }

        @Override
        protected void updateItem(@Nullable RuleLine line, boolean empty) {
            super.updateItem(line, empty);
            if (empty || line == null) {
                setGraphic(null);
            } else {
                mode.show(line.mode());
                setGraphic(mode);
            }
        }
    }

    private static final class Row extends TableRow<RuleLine> {
        @Override
        protected void updateItem(@Nullable RuleLine line, boolean empty) {
            super.updateItem(line, empty);
            pseudoClassStateChanged(REJECTED, line != null && !empty && line.rejected());
            pseudoClassStateChanged(OFF, line != null && !empty && line.mode().equals("off"));
        }
    }
}
