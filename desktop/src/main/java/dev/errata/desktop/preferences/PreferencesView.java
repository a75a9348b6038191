package dev.errata.desktop.preferences;

import dev.errata.desktop.command.Command;
import dev.errata.desktop.command.Screen;
import dev.errata.desktop.desk.ModelServersView;
import dev.errata.desktop.desk.ModelServersView.ModelServer;
import dev.errata.desktop.fx.Copying;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Titled;
import dev.errata.desktop.fx.Words;
import dev.errata.desktop.settings.Kind;
import dev.errata.desktop.settings.Setting;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The Settings screen.
///
/// **Thread:** the FX thread.
public final class PreferencesView implements Screen {
    private static final List<Integer> SIZES = List.of(90, 100, 110, 125, 150);

    /// Settings that have a field of their own; all others stand below, each with its description from the table.
    private static final EnumSet<Setting> WITH_A_PLACE =
            EnumSet.of(Setting.PORT, Setting.LISTENER, Setting.UPSTREAM, Setting.THEME, Setting.LOG_LEVEL);

    private static final EnumSet<Setting> OF_THE_PORT = EnumSet.of(
            Setting.HOST,
            Setting.ORIGINS,
            Setting.TLS_CERTIFICATE,
            Setting.TLS_KEY,
            Setting.TLS_CLIENT_CA,
            Setting.CLIENTS_REQUIRED,
            Setting.CLIENTS_RATE,
            Setting.CLIENTS_PARALLEL,
            Setting.CLIENTS_LIMITS);

    private static final EnumSet<Setting> OF_CAPTURE = EnumSet.of(
            Setting.CAPTURE_LEVEL,
            Setting.CAPTURE_CLIENTS,
            Setting.CAPTURE_RAW_TEXTS,
            Setting.CAPTURE_RAW_BYTES,
            Setting.CAPTURE_RAW_DAYS);

    private final PreferencesViewModel model;
    private final ScrollPane node = new ScrollPane();
    private final TextField port = new TextField();
    private final TextField upstream = new TextField();
    private final Form form = new Form();
    private final List<Command> commands;

    /// @param percent size of all text, kept by the window
    public PreferencesView(PreferencesViewModel model, IntegerProperty percent) {
        this.model = model;
        commands = List.of(
                Command.of("settings.port", Feather.RADIO, "", port::requestFocus),
                Command.of("settings.upstream", Feather.SERVER, "", upstream::requestFocus));
        warnings();
        listener();
        server();
        form.section("settings.looks");
        form.row(
                "settings.theme",
                "settings.theme.text",
                choice(Setting.THEME),
                model.field(Setting.THEME).answer());
        form.row("settings.size", "settings.size.text", size(percent));
        form.section("settings.records");
        Field level = model.field(Setting.LOG_LEVEL);
        form.row("settings.log", "settings.log.text", choice(Setting.LOG_LEVEL), level.answer());
        form.row("settings.home", "settings.home.text", path(model.home()));
        form.row("settings.version", "settings.version.text", new Label(model.version()));
        safety();
        capture();
        form.section("settings.more");
        EnumSet<Setting> more = EnumSet.complementOf(WITH_A_PLACE);
        more.removeAll(OF_THE_PORT);
        more.removeAll(OF_CAPTURE);
        rows(more);
        node.setContent(form.node());
        node.setFitToWidth(true);
        node.getStyleClass().add("plain-scroll");
    }

    private void safety() {
        form.section("settings.safety");
        var state = new Label();
        state.setId("settings-safety");
        state.setWrapText(true);
        state.textProperty().bind(model.safety());
        form.row("settings.safety.now", "settings.safety.text", state);
        rows(OF_THE_PORT);
    }

    private void capture() {
        form.section("settings.capture");
        form.row("settings.texts", "settings.texts.text", new KeptTexts(model).node(), model.textsAnswer());
        rows(OF_CAPTURE);
    }

    private void rows(EnumSet<Setting> settings) {
        for (Setting setting : settings) {
            boolean few = setting.kind() instanceof Kind.Choice || setting.kind() instanceof Kind.Flag;
            Node field = few ? choice(setting) : text(setting);
            form.row(setting, field, model.field(setting).answer());
        }
    }

    private void warnings() {
        var list = new VBox();
        list.getStyleClass().add("toml-warnings");
        Runnable show = () -> {
            list.getChildren()
                    .setAll(model.warnings().stream()
                            .map(PreferencesView::warning)
                            .toList());
            list.setVisible(!model.warnings().isEmpty());
            list.setManaged(!model.warnings().isEmpty());
        };
        model.warnings().addListener((ListChangeListener<String>) change -> show.run());
        show.run();
        form.wide(list);
    }

    private static Label warning(String text) {
        var icon = Icons.of(Feather.ALERT_TRIANGLE);
        icon.getStyleClass().add("icon-warning");
        var label = new Label(text, icon);
        label.setWrapText(true);
        return label;
    }

    private void listener() {
        form.section("settings.listener");
        port.setId("settings-port");
        port.setPrefColumnCount(6);
        port.textProperty().bindBidirectional(model.port().typed());
        port.setOnAction(event -> model.applyPort());
        var apply = new Button(Words.of("settings.port.apply"));
        apply.setId("settings-port-apply");
        apply.setOnAction(event -> model.applyPort());
        apply.disableProperty().bind(model.port().typed().isEqualTo(model.port().stored()));
        var toggle = new Button();
        toggle.setId("settings-listener");
        toggle.getStyleClass().add("flat");
        toggle.setOnAction(event -> model.levers().toggleListener());
        model.levers().status().subscribe(now -> {
            boolean on = now != null && now.listener().listening();
            toggle.setText(Words.of(on ? "status.stop" : "status.start"));
            toggle.setGraphic(Icons.of(on ? Feather.PAUSE_CIRCLE : Feather.PLAY_CIRCLE));
        });
        form.row(
                "settings.port",
                "settings.port.text",
                line(port, apply, toggle),
                model.port().answer());
    }

    private void server() {
        form.section("settings.server");
        upstream.setId("settings-upstream");
        upstream.textProperty().bindBidirectional(model.upstream().typed());
        upstream.setOnAction(event -> model.applyUpstream());
        upstream.setPrefColumnCount(22);
        var presets = new MenuButton(Words.of("settings.presets"));
        presets.setId("settings-presets");
        for (Presets preset : Presets.all()) {
            var item = new MenuItem(preset.title() + "   " + preset.address());
            item.setOnAction(event -> {
                model.upstream().typed().set(preset.address());
                model.applyUpstream();
            });
            presets.getItems().add(item);
        }
        var use = new Button(Words.of("settings.upstream.use"));
        use.setId("settings-upstream-use");
        use.setOnAction(event -> model.applyUpstream());
        use.disableProperty()
                .bind(model.upstream().typed().isEqualTo(model.upstream().stored()));
        FlowPane field = line(upstream, use, presets);
        form.row(
                "settings.upstream",
                "settings.upstream.text",
                field,
                model.upstream().answer());
        var state = new Label();
        state.setId("settings-server-state");
        state.setWrapText(true);
        var offers = new VBox();
        offers.getStyleClass().add("offers");
        model.servers().subscribe(view -> {
            state.setText(
                    view == null
                            ? ""
                            : PreferencesViewModel.probed(view.current()).text());
            offers.getChildren().setAll(offers(view));
        });
        form.row("settings.now", "settings.now.text", new VBox(state, offers));
    }

    private List<Node> offers(@Nullable ModelServersView view) {
        if (view == null) {
            return List.of();
        }
        return view.offers().stream().map(this::offer).toList();
    }

    private Node offer(ModelServer server) {
        var use = new Button(Words.of("status.offer.use", server.name()));
        use.setOnAction(event -> model.use(server.address()));
        return line(new Label(Words.of("status.offer", server.name(), server.address())), use);
    }

    private ComboBox<String> choice(Setting setting) {
        var box = new ComboBox<String>();
        box.setId("settings-" + setting.key().replace('.', '-'));
        if (setting.kind() instanceof Kind.Choice words) {
            box.getItems().addAll(words.words());
        } else {
            box.getItems().addAll("true", "false");
        }
        box.setConverter(new Titled<>(word -> Words.orItself("choice.", word)));
        Field field = model.field(setting);
        box.valueProperty().bindBidirectional(field.typed());
        box.setOnAction(event -> model.store(setting));
        return box;
    }

    private TextField text(Setting setting) {
        var field = new TextField();
        field.setId("settings-" + setting.key().replace('.', '-'));
        field.setMaxWidth(260);
        field.textProperty().bindBidirectional(model.field(setting).typed());
        field.setOnAction(event -> model.store(setting));
        field.focusedProperty().addListener((value, was, is) -> {
            if (!is) {
                model.store(setting);
            }
        });
        return field;
    }

    private static ComboBox<Integer> size(IntegerProperty percent) {
        var box = new ComboBox<Integer>();
        box.setId("settings-size");
        box.getItems().addAll(SIZES);
        percent.subscribe(value -> box.setValue(value.intValue()));
        box.setConverter(new Titled<>(value -> value + " %"));
        box.valueProperty().addListener((value, from, to) -> percent.set(to));
        return box;
    }

    private static Node path(String path) {
        var label = new Label(path);
        label.getStyleClass().add("mono");
        label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        var copy = Icons.name(new Button(), Feather.COPY, Words.of("copy.name", path), Words.of("copy"));
        copy.getStyleClass().addAll("flat", "button-icon");
        copy.setOnAction(event -> Copying.text(path));
        return line(label, copy);
    }

    /// Fields and buttons in a line, or in two where the text is large.
    private static FlowPane line(Node... nodes) {
        var line = new FlowPane(nodes);
        line.getStyleClass().add("field-line");
        return line;
    }

    @Override
    public String id() {
        return "settings";
    }

    @Override
    public Feather icon() {
        return Feather.SETTINGS;
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
        return Optional.empty();
    }

    @Override
    public void shown() {
        port.requestFocus();
        port.deselect();
    }

    @Override
    public boolean back() {
        return model.reset();
    }
}
