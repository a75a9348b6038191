package dev.errata.desktop.rules;

import dev.errata.desktop.command.Buttons;
import dev.errata.desktop.command.Command;
import dev.errata.desktop.command.Screen;
import dev.errata.desktop.fx.Empty;
import dev.errata.desktop.fx.Words;
import dev.errata.desktop.packs.FileChoice;
import dev.errata.desktop.packs.ImportView;
import dev.errata.desktop.packs.ImportViewModel;
import dev.errata.rules.store.RuleBook;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableNumberValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The Rules screen: the table at the left, the editor at the right.
///
/// **Thread:** the FX thread.
public final class RulesView implements Screen {
    private final RulesViewModel model;
    private final RulesTable table;
    private final EditorView editor;
    private final SplitPane split = new SplitPane();
    private final StackPane node = new StackPane();
    private final List<Command> commands;
    private final ImportViewModel imports;
    private final FileChoice files;
    private final VersionsView versions;

    /// @param percent size of all text, in percent of the usual one
    public RulesView(
            RulesViewModel model,
            ImportViewModel imports,
            FileChoice files,
            InstantSource clock,
            ObservableNumberValue percent) {
        this.model = model;
        this.imports = imports;
        this.files = files;
        this.versions = new VersionsView(model);
        table = new RulesTable(model, clock, percent);
        table.node()
                .setPlaceholder(Empty.of(Feather.FILTER, Words.of("rules.nofit.title"), Words.of("rules.nofit.text")));
        EditorViewModel fields = model.editor();
        BooleanBinding savable = Bindings.createBooleanBinding(
                () -> fields.open().get()
                        && fields.dirty().get()
                        && fields.faults().isEmpty(),
                fields.open(),
                fields.dirty(),
                fields.faults());
        BooleanBinding any =
                Bindings.isNotEmpty(table.node().getSelectionModel().getSelectedItems());
        Command add = Command.of("rules.add", Feather.PLUS, "Shortcut+N", this::add);
        Command save = Command.of("rules.save", Feather.SAVE, "Shortcut+S", savable, model::save);
        Command delete = Command.of(
                "rules.delete", Feather.TRASH_2, "Shortcut+Shift+Delete", any, () -> model.delete(table.chosen()));
        Command undo = Command.of("rules.undo", Feather.ROTATE_CCW, "Shortcut+Alt+Z", fields.open(), model::undo);
        Command trying = Command.of("rules.try", Feather.PLAY, "Shortcut+T", fields.open(), this::focusTry);
        BooleanBinding ofPack = Bindings.createBooleanBinding(
                () -> pack().isPresent(), table.node().getSelectionModel().getSelectedItems());
        var importing = new ImportView(imports);
        Command addTest = Command.of(
                "rules.addTest",
                Feather.CHECK_SQUARE,
                "Shortcut+Shift+T",
                model.tests().addable(),
                model.tests()::add);
        List<Command> own = List.of(
                add,
                save,
                trying,
                undo,
                delete,
                Command.of("rules.enforce", Feather.CHECK_CIRCLE, "Alt+3", any, () -> mode("enforce")),
                Command.of("rules.shadow", Feather.EYE, "Alt+2", any, () -> mode("shadow")),
                Command.of("rules.off", Feather.SLASH, "Alt+1", any, () -> mode("off")),
                Command.of("rules.rejected", Feather.ALERT_TRIANGLE, "", model::showRejected),
                Command.of("rules.import", Feather.DOWNLOAD, "Shortcut+O", this::bringIn),
                Command.of("rules.export", Feather.UPLOAD, "Shortcut+E", any, this::exportChosen),
                Command.of("rules.exportPack", Feather.PACKAGE, "Shortcut+Shift+E", ofPack, this::exportPack),
                addTest,
                Command.of("rules.versions", Feather.CLOCK, "Shortcut+H", fields.open(), versions::show));
        commands = Stream.of(own, importing.commands(), versions.commands())
                .flatMap(List::stream)
                .toList();
        editor = new EditorView(
                fields, add, save, delete, undo, history(), new RuleTestsView(model.tests(), addTest).node());
        table.node()
                .setContextMenu(new ContextMenu(
                        commands.stream().skip(3).limit(5).map(Buttons::item).toArray(MenuItem[]::new)));
        table.node().setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DELETE && delete.run()) {
                event.consume();
            }
        });
        VBox.setVgrow(table.node(), Priority.ALWAYS);
        split.setId("rules-split");
        split.getItems().addAll(new VBox(table.node(), foot()), editor.node());
        SplitPane.setResizableWithParent(editor.node(), false);
        split.setDividerPositions(0.6);
        split.visibleProperty()
                .bind(imports.open().not().and(versions.open().not()));
        node.getChildren().addAll(split, versions.node(), importing.node());
    }

    private void bringIn() {
        files.toOpen(window(), Words.of("import.choose")).ifPresent(imports::read);
    }

    private void exportChosen() {
        Set<Long> ids = table.chosen().stream().map(RuleLine::id).collect(Collectors.toSet());
        files.toSave(window(), Words.of("export.choose"), pack().orElse("rules") + ".json")
                .ifPresent(file -> imports.export(null, ids, file));
    }

    private void exportPack() {
        pack().ifPresent(pack -> files.toSave(window(), Words.of("export.choose"), pack + ".json")
                .ifPresent(file -> imports.export(pack, Set.of(), file)));
    }

    /// The pack that all selected rules belong to.
    private Optional<String> pack() {
        Set<String> packs = table.chosen().stream()
                .map(line -> Draft.orEmpty(line.row().pack()))
                .collect(Collectors.toSet());
        return packs.size() == 1 ? packs.stream().findFirst().filter(name -> !name.isBlank()) : Optional.empty();
    }

    private @Nullable Window window() {
        return node.getScene() == null ? null : node.getScene().getWindow();
    }

    private void add() {
        model.add();
        editor.focus();
    }

    private void focusTry() {
        editor.focusTry();
    }

    private void mode(String mode) {
        model.setMode(table.chosen(), mode);
    }

    private MenuButton history() {
        var menu = new MenuButton(Words.of("rules.history"));
        menu.setId("rules-history");
        menu.getStyleClass().add("flat");
        menu.setTooltip(new Tooltip(Words.of("rules.history.tip")));
        menu.disableProperty().bind(model.editor().open().not());
        menu.setOnShowing(event -> {
            menu.getItems().setAll(new MenuItem(Words.of("rules.history.reading")));
            model.history(found -> menu.getItems()
                    .setAll(
                            found.isEmpty()
                                    ? List.of(new MenuItem(Words.of("rules.history.none")))
                                    : found.stream()
                                            .limit(12)
                                            .map(this::version)
                                            .toList()));
        });
        return menu;
    }

    private MenuItem version(RuleBook.Version version) {
        String pattern = version.row().pattern();
        var item = new MenuItem(Words.of(
                "rules.history.item",
                version.changedAt(),
                Words.orItself("change.", version.change()),
                pattern.length() > 40 ? pattern.substring(0, 39) + "…" : pattern));
        item.setOnAction(event -> model.restore(version.row().id(), version.version()));
        return item;
    }

    private Node foot() {
        var counts = new Label();
        counts.setId("rules-counts");
        var patches = new Label();
        patches.setId("rules-patches");
        var tools = new Label();
        tools.setId("rules-tools");
        var rejected = new Hyperlink();
        rejected.setId("rules-show-rejected");
        rejected.setMinWidth(Region.USE_PREF_SIZE);
        rejected.setOnAction(event -> model.showRejected());
        model.tally().subscribe(tally -> {
            counts.setText(Words.of("rules.counts", tally.rules(), tally.rules() + tally.rejected()));
            rejected.setText(Words.of("rules.rejected", tally.rejected()));
            rejected.setVisible(tally.rejected() > 0);
            rejected.setManaged(tally.rejected() > 0);
            int all = tally.patches() + tally.patchesRejected();
            patches.setText(Words.of("rules.patches", tally.patches(), all));
            patches.setVisible(all > 0);
            patches.setManaged(all > 0);
            tools.setText(Words.of("rules.tools", tally.toolsRejected()));
            tools.setVisible(tally.toolsRejected() > 0);
            tools.setManaged(tally.toolsRejected() > 0);
        });
        tools.setTooltip(new Tooltip(Words.of("rules.tools.tip")));
        patches.setTooltip(new Tooltip(Words.of("rules.patches.tip")));
        var foot = new HBox(counts, rejected, patches, tools);
        foot.getStyleClass().addAll("table-foot", "caption", "muted");
        return foot;
    }

    /// The table, for remembering its columns.
    public TableView<?> table() {
        return table.node();
    }

    public SplitPane split() {
        return split;
    }

    @Override
    public String id() {
        return "rules";
    }

    @Override
    public Feather icon() {
        return Feather.EDIT_3;
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
        Button add = Buttons.labelled(commands.getFirst());
        add.getStyleClass().add("accent");
        Button bring = Buttons.labelled(command("rules.import"));
        return List.of(bring, add);
    }

    private Command command(String id) {
        return commands.stream()
                .filter(command -> command.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Optional<StringProperty> filter() {
        return Optional.of(model.filter());
    }

    @Override
    public void shown() {
        table.node().requestFocus();
    }

    @Override
    public boolean back() {
        if (imports.open().get()) {
            imports.cancel();
            return true;
        }
        if (versions.open().get()) {
            versions.close();
            return true;
        }
        if (!model.filter().get().isEmpty()) {
            model.filter().set("");
            return true;
        }
        return false;
    }
}
