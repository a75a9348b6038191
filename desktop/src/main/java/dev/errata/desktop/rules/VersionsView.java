package dev.errata.desktop.rules;

import dev.errata.desktop.command.Buttons;
import dev.errata.desktop.command.Command;
import dev.errata.desktop.fx.Columns;
import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Words;
import dev.errata.rules.pack.Differences;
import dev.errata.rules.store.RuleBook.Version;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The earlier forms of a rule, each with what is different from the form of now, and the way back to one. It stands in
/// the screen's place; Esc puts it away.
final class VersionsView {
    private final RulesViewModel model;
    private final TableView<Version> table = new TableView<>();
    private final VBox node = new VBox();
    private final Label title = new Label();
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final List<Command> commands;

    VersionsView(RulesViewModel model) {
        this.model = model;
        var chosen = Bindings.createBooleanBinding(
                () -> open.get() && table.getSelectionModel().getSelectedItem() != null,
                open,
                table.getSelectionModel().selectedItemProperty());
        Command back = Command.of("versions.goBack", Feather.ROTATE_CCW, "Alt+Enter", chosen, this::goBack);
        Command close = Command.of("versions.close", Feather.X, "", open, this::close);
        commands = List.of(back, close);
        title.setId("versions-title");
        title.getStyleClass().add("section");
        var head = new VBox(title);
        head.getStyleClass().add("import-head");
        table();
        VBox.setVgrow(table, Priority.ALWAYS);
        Button go = Buttons.labelled(back);
        go.getStyleClass().add("accent");
        var foot = new HBox(Gaps.wide(), Buttons.labelled(close), go);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().addAll("editor-foot", "import-row");
        node.setId("versions");
        node.getStyleClass().add("import");
        node.getChildren().addAll(head, table, foot);
        node.visibleProperty().bind(open);
        node.managedProperty().bind(open);
    }

    Region node() {
        return node;
    }

    List<Command> commands() {
        return commands;
    }

    ReadOnlyBooleanProperty open() {
        return open;
    }

    /// Shows the earlier forms of the rule in the editor.
    void show() {
        long rule = model.editor().id();
        title.setText(Words.of("versions.title", Long.toString(rule)));
        model.history(versions -> {
            table.getItems().setAll(versions);
            open.set(true);
            table.getSelectionModel().selectFirst();
            table.requestFocus();
        });
    }

    void close() {
        open.set(false);
    }

    private void goBack() {
        Version version = table.getSelectionModel().getSelectedItem();
        close();
        model.restore(version.row().id(), version.version());
    }

    private void table() {
        table.setId("versions-table");
        table.getStyleClass().addAll("dense", "desk-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        var none = new Label(Words.of("rules.history.none"));
        table.setPlaceholder(none);
        table.getColumns()
                .addAll(List.of(
                        Columns.plain("versions.when", 190, Version::changedAt, VersionsView::text),
                        Columns.plain(
                                "versions.what",
                                150,
                                version -> Words.orItself("versions.change.", version.change()),
                                VersionsView::text),
                        Columns.plain(
                                "versions.then", 280, side(Differences.Difference::before), VersionsView::text),
                        Columns.plain("versions.now", 280, side(Differences.Difference::after), VersionsView::text)));
    }

    private Function<Version, String> side(Function<Differences.Difference, @Nullable String> side) {
        return version -> {
            var differences =
                    Differences.all(version.row(), model.editor().origin());
            return differences.isEmpty()
                    ? Words.of("versions.same")
                    : differences.stream()
                            .map(difference -> Words.of(
                                    "import.column", difference.column(), shown(side.apply(difference))))
                            .collect(Collectors.joining("\n"));
        };
    }

    private static String shown(@Nullable String value) {
        return value == null ? Words.of("import.nothing") : value;
    }

    private static void text(TableCell<?, ?> cell, String text) {
        cell.setText(text);
        cell.setTooltip(new Tooltip(text));
    }
}
