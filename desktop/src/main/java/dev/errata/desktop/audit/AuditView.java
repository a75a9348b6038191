package dev.errata.desktop.audit;

import dev.errata.desktop.command.Command;
import dev.errata.desktop.command.Screen;
import dev.errata.desktop.fx.Columns;
import dev.errata.desktop.fx.Empty;
import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.KeepPlace;
import dev.errata.desktop.fx.Times;
import dev.errata.desktop.fx.Titled;
import dev.errata.desktop.fx.Words;
import dev.errata.desktop.text.MarkedText;
import dev.errata.logs.read.JournalRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.beans.property.StringProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The Audit screen: the banner, the list, and what one record means.
///
/// **Thread:** the FX thread.
public final class AuditView implements Screen {
    private static final List<String> TYPES = List.of(
            "",
            "exchange.finished",
            "exchange.started",
            "exchange.refused",
            "rule.changed",
            "rule.failed",
            "rules",
            "patch",
            "approval",
            "gate",
            "workspace",
            "state",
            "session",
            "tokens",
            "budget",
            "correction",
            "listener",
            "upstream",
            "setting",
            "database",
            "journal",
            "system");

    private final AuditViewModel model;
    private final TableView<JournalRecord> table = new TableView<>();
    private final SplitPane split = new SplitPane();
    private final VBox node = new VBox();
    private final Label sentence = new Label();
    private final Label place = new Label();
    private final MarkedText json = MarkedText.readOnly("audit-json", Words.of("audit.json"));
    private final List<Command> commands;
    private boolean opened;

    public AuditView(AuditViewModel model) {
        this.model = model;
        Command verify = Command.of("audit.verify", Feather.SHIELD, "Shortcut+R", model::verify);
        commands = List.of(
                verify,
                Command.of("audit.older", Feather.CHEVRONS_DOWN, "", model.more(), model::older),
                Command.of("audit.clear", Feather.X, "", model::clear));
        buildTable();
        var below = new StackPane(
                Empty.of(Feather.MOUSE_POINTER, Words.of("audit.none.title"), Words.of("audit.none.text")), detail());
        below.getChildren().getFirst().visibleProperty().bind(model.selected().isNull());
        below.getChildren().getLast().visibleProperty().bind(model.selected().isNotNull());
        split.setId("audit-split");
        split.setOrientation(Orientation.VERTICAL);
        split.getItems().addAll(table, below);
        split.setDividerPositions(0.6);
        VBox.setVgrow(split, Priority.ALWAYS);
        node.getChildren().addAll(new ChainBanner(model, verify).node(), filters(), split);
        model.selected().subscribe(this::show);
    }

    private void buildTable() {
        table.setId("audit-table");
        table.getStyleClass().addAll("dense", "desk-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        var time = Columns.<JournalRecord, JournalRecord>plain(
                "recorded", 172, record -> record, (cell, record) -> cell.setText(Times.full(record.ts())));
        time.setMinWidth(164);
        time.setMaxWidth(260);
        var number = Columns.numeric(Columns.<JournalRecord, Long>plain(
                "seq", 70, JournalRecord::seq, (cell, seq) -> cell.setText(Long.toString(seq))));
        number.setMaxWidth(110);
        var type = Columns.<JournalRecord, String>plain("type", 150, JournalRecord::type, TableCell::setText);
        type.setMaxWidth(260);
        table.getColumns()
                .addAll(List.of(
                        number,
                        time,
                        type,
                        Columns.<JournalRecord, String>plain("what", 520, Sentences::of, (cell, said) -> {
                            cell.setText(said);
                            cell.setTooltip(new Tooltip(said));
                        })));
        table.getColumns().forEach(column -> column.setSortable(false));
        table.setItems(model.records());
        KeepPlace.of(table, model.records(), () -> false);
        table.setPlaceholder(Empty.of(Feather.SHIELD, Words.of("audit.empty.title"), Words.of("audit.empty.text")));
        table.getSelectionModel().selectedItemProperty().addListener((value, from, to) -> {
            if (to != null) {
                model.selected().set(to);
            }
        });
        // Scrolling to the end asks for the next page; the bar exists only once the table is on screen.
        table.skinProperty()
                .addListener((value, from, to) -> table.lookupAll(".scroll-bar").forEach(this::page));
    }

    private void page(Node node) {
        if (node instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL) {
            bar.valueProperty().addListener((value, from, to) -> {
                if (to.doubleValue() >= 0.98 * bar.getMax()) {
                    model.older();
                }
            });
        }
    }

    private Node filters() {
        ComboBox<String> type = combo("audit-type", TYPES, model.type(), word -> Words.orItself("kind.", word));
        type.setAccessibleText(Words.of("audit.type"));
        ComboBox<Period> period = combo("audit-period", List.of(Period.values()), model.period(), Period::title);
        period.setAccessibleText(Words.of("audit.period"));
        var busy = new Label(Words.of("audit.reading"));
        busy.getStyleClass().addAll("caption", "muted");
        busy.visibleProperty().bind(model.reading());
        var older = new Button(Words.of("audit.older"));
        older.setId("audit-older");
        older.getStyleClass().add("flat");
        older.setOnAction(event -> model.older());
        older.visibleProperty().bind(model.more());
        var line = new HBox(type, period, busy, Gaps.wide(), older);
        line.getStyleClass().add("filter-line");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static <T> ComboBox<T> combo(String id, List<T> items, Property<T> value, Function<T, String> title) {
        var box = new ComboBox<T>();
        box.setId(id);
        box.getItems().addAll(items);
        box.setConverter(new Titled<>(title));
        box.valueProperty().bindBidirectional(value);
        return box;
    }

    private Node detail() {
        sentence.setId("audit-sentence");
        sentence.setWrapText(true);
        sentence.getStyleClass().add("sentence");
        place.getStyleClass().addAll("caption", "muted");
        VBox.setVgrow(json.node(), Priority.ALWAYS);
        var head = new VBox(sentence, place);
        head.getStyleClass().add("detail-head");
        return new VBox(head, json.node());
    }

    private void show(@Nullable JournalRecord record) {
        if (record != null) {
            sentence.setText(Sentences.of(record));
            place.setText(Words.of(
                    "audit.place",
                    Long.toString(record.seq()),
                    record.type(),
                    Times.full(record.ts()),
                    String.valueOf(record.segment().getFileName()),
                    Integer.toString(record.line())));
            json.show(record.body().toPrettyString(), List.of());
        }
    }

    /// The table, for remembering its columns.
    public TableView<?> table() {
        return table;
    }

    public SplitPane split() {
        return split;
    }

    @Override
    public String id() {
        return "audit";
    }

    @Override
    public Feather icon() {
        return Feather.SHIELD;
    }

    @Override
    public Parent node() {
        return node;
    }

    @Override
    public List<Command> commands() {
        return commands;
    }

    @Override
    public List<Node> actions() {
        return List.of();
    }

    @Override
    public Optional<StringProperty> filter() {
        return Optional.of(model.text());
    }

    @Override
    public void shown() {
        if (!opened) {
            opened = true;
            model.open();
        }
        table.requestFocus();
    }

    @Override
    public boolean back() {
        if (model.filtering()) {
            model.clear();
            return true;
        }
        return false;
    }
}
