package dev.errata.desktop.packs;

import dev.errata.desktop.command.Buttons;
import dev.errata.desktop.command.Command;
import dev.errata.desktop.fx.Columns;
import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Titled;
import dev.errata.desktop.fx.Words;
import dev.errata.rules.pack.ImportWish.Decision;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What a file would do here, rule by rule, before anything is done. It stands in the screen's place; Esc puts it away.
///
/// **Thread:** the FX thread.
public final class ImportView {
    private final ImportViewModel model;
    private final TableView<ImportLine> table = new TableView<>();
    private final VBox node = new VBox();
    private final List<Command> commands;

    public ImportView(ImportViewModel model) {
        this.model = model;
        Command bring = Command.of("import.bringIn", Feather.DOWNLOAD, "Shortcut+Enter", model.ready(), model::bringIn);
        Command mine = Command.of(
                "import.mine", Feather.HOME, "Alt+M", model.open(), () -> model.decideAll(Decision.MINE));
        Command file = Command.of(
                "import.file", Feather.FILE_TEXT, "Alt+F", model.open(), () -> model.decideAll(Decision.FILE));
        Command cancel = Command.of("import.cancel", Feather.X, "", model.open(), model::cancel);
        commands = List.of(bring, mine, file, cancel);
        table();
        VBox.setVgrow(table, Priority.ALWAYS);
        node.setId("import");
        node.getStyleClass().add("import");
        node.getChildren().addAll(head(), remarks(), table, detail(), foot(bring, mine, file, cancel));
        node.visibleProperty().bind(model.open());
        node.managedProperty().bind(model.open());
        model.open().subscribe(open -> {
            if (open) {
                table.requestFocus();
                table.getSelectionModel().selectFirst();
            }
        });
    }

    public Region node() {
        return node;
    }

    public List<Command> commands() {
        return commands;
    }

    private Node head() {
        var title = new Label();
        title.setId("import-title");
        title.getStyleClass().add("section");
        title.textProperty().bind(model.title());
        var summary = new Label();
        summary.setId("import-summary");
        summary.getStyleClass().add("muted");
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        summary.textProperty().bind(model.summary());
        var head = new VBox(title, summary);
        head.getStyleClass().add("import-head");
        return head;
    }

    private Node remarks() {
        var list = new VBox();
        list.setId("import-remarks");
        list.getStyleClass().add("import-remarks");
        model.remarks().addListener((InvalidationListener) change -> list.getChildren()
                .setAll(model.remarks().stream().map(ImportView::remark).toList()));
        var scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setMaxHeight(120);
        scroll.setMinHeight(60);
        scroll.visibleProperty().bind(Bindings.isNotEmpty(model.remarks()));
        scroll.managedProperty().bind(scroll.visibleProperty());
        return scroll;
    }

    /// The chosen line in full, for what a cell cuts off.
    private Node detail() {
        var detail = new Label();
        detail.setId("import-detail");
        detail.setWrapText(true);
        detail.setMinHeight(Region.USE_PREF_SIZE);
        detail.getStyleClass().addAll("import-detail", "muted");
        detail.setMaxWidth(Double.MAX_VALUE);
        detail.visibleProperty().bind(detail.textProperty().isNotEmpty());
        detail.managedProperty().bind(detail.visibleProperty());
        detail.textProperty().bind(table.getSelectionModel()
                .selectedItemProperty()
                .map(line -> Words.of("import.detail", line.pattern(), line.inFile()))
                .orElse(""));
        return detail;
    }

    private static Label remark(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private void table() {
        table.setId("import-table");
        table.getStyleClass().addAll("dense", "desk-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(model.lines());
        TableColumn<ImportLine, String> kind = Columns.plain(
                "import.kind", 90, ImportLine::kind, (cell, word) -> cell.setText(Words.of("import.kind." + word)));
        kind.setMaxWidth(150);
        table.getColumns()
                .addAll(List.of(
                        kind,
                        Columns.plain("pattern", 220, ImportLine::pattern, (cell, text) -> text(cell, text, true)),
                        Columns.plain("import.here", 220, ImportLine::here, (cell, text) -> text(cell, text, false)),
                        Columns.plain("import.inFile", 240, ImportLine::inFile, (cell, text) ->
                                text(cell, text, false)),
                        Columns.<ImportLine, ImportLine>plain(
                                "import.decision", 190, line -> line, this::decision)));
        table.setOnKeyPressed(event -> {
            ImportLine line = table.getSelectionModel().getSelectedItem();
            if (line != null && line.conflict()) {
                if (event.getCode() == KeyCode.M && !event.isAltDown()) {
                    decide(line, Decision.MINE);
                } else if (event.getCode() == KeyCode.F && !event.isAltDown()) {
                    decide(line, Decision.FILE);
                }
            }
        });
    }

    private void decide(ImportLine line, Decision decision) {
        int at = table.getSelectionModel().getSelectedIndex();
        model.decide(line.number(), decision);
        table.getSelectionModel().clearAndSelect(at);
    }

    private static void text(TableCell<?, ?> cell, String text, boolean mono) {
        cell.setText(text);
        if (mono && !cell.getStyleClass().contains("mono")) {
            cell.getStyleClass().add("mono");
        }
        if (!text.isEmpty()) {
            cell.setTooltip(new Tooltip(text));
        }
    }

    private void decision(TableCell<ImportLine, ImportLine> cell, ImportLine line) {
        if (!line.conflict()) {
            return;
        }
        var mine = choice("import.keep", "import.keep.tip", line.decision() == Decision.MINE, "left-pill");
        mine.setId("import-keep-" + line.number());
        mine.setOnAction(event -> model.decide(line.number(), Decision.MINE));
        var file = choice("import.take", "import.take.tip", line.decision() == Decision.FILE, "right-pill");
        file.setId("import-take-" + line.number());
        file.setOnAction(event -> model.decide(line.number(), Decision.FILE));
        var both = new HBox(mine, file);
        both.getStyleClass().add("mode-switch");
        both.setAlignment(Pos.CENTER_LEFT);
        cell.setGraphic(both);
    }

    private static ToggleButton choice(String key, String tip, boolean chosen, String place) {
        var button = new ToggleButton(Words.of(key));
        button.setSelected(chosen);
        button.setTooltip(new Tooltip(Words.of(tip)));
        button.getStyleClass().add(place);
        button.setFocusTraversable(false);
        return button;
    }

    private Node foot(Command bring, Command mine, Command file, Command cancel) {
        var mode = new ComboBox<String>();
        mode.setId("import-mode");
        mode.getItems().addAll("file", "shadow", "off", "enforce");
        mode.setConverter(new Titled<>(word -> Words.of("import.mode." + word)));
        mode.valueProperty().bindBidirectional(model.mode);
        mode.setAccessibleText(Words.of("import.mode"));
        mode.setTooltip(new Tooltip(Words.of("import.mode")));
        CheckBox invalid = check("import.withInvalid", "import-invalid");
        invalid.selectedProperty().bindBidirectional(model.withInvalid);
        CheckBox prune = check("import.prune", "import-prune");
        prune.selectedProperty().bindBidirectional(model.prune);
        Button all = Buttons.labelled(mine);
        Button theirs = Buttons.labelled(file);
        InvalidationListener look = change -> {
            show(invalid, model.hasInvalid());
            show(prune, model.hasVanished());
            show(all, model.hasConflicts());
            show(theirs, model.hasConflicts());
        };
        model.lines().addListener(look);
        look.invalidated(model.lines());
        Button go = Buttons.labelled(bring);
        go.getStyleClass().add("accent");
        List.of(all, theirs, go).forEach(button -> button.setMinWidth(Region.USE_PREF_SIZE));
        Button away = Buttons.labelled(cancel);
        away.setMinWidth(Region.USE_PREF_SIZE);
        var decide = new HBox(mode, invalid, prune, Gaps.wide(), all, theirs);
        var act = new HBox(Gaps.wide(), away, go);
        List.of(decide, act).forEach(row -> {
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("import-row");
        });
        var foot = new VBox(decide, act);
        foot.getStyleClass().add("editor-foot");
        return foot;
    }

    private static CheckBox check(String key, String id) {
        var box = new CheckBox(Words.of(key));
        box.setId(id);
        return box;
    }

    private static void show(Node part, boolean shown) {
        part.setVisible(shown);
        part.setManaged(shown);
    }
}
