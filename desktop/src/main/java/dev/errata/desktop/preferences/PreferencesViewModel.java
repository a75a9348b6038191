package dev.errata.desktop.preferences;

import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.desk.ModelServersView;
import dev.errata.desktop.desk.ModelServersView.ModelServer;
import dev.errata.desktop.desk.PortState;
import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Look;
import dev.errata.desktop.fx.Words;
import dev.errata.desktop.settings.SetResult;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.desktop.status.StatusViewModel;
import dev.errata.logs.blob.RawTexts;
import dev.errata.proxy.ProxyServer.Listening;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The settings and what can be done with them.
///
/// **Thread:** [#look] on a worker, everything else on the FX thread.
public final class PreferencesViewModel implements Look {
    private final Desk desk;
    private final Background background;
    private final StatusViewModel levers;

    private final Field port = new Field();
    private final Field upstream = new Field();
    private final Map<Setting, Field> fields = new EnumMap<>(Setting.class);
    private final ObservableList<String> warnings = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable ModelServersView> servers = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper safety = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper texts = new ReadOnlyStringWrapper("");
    private final ObjectProperty<Answer> textsAnswer = new SimpleObjectProperty<>(Answer.NONE);
    private @Nullable Seen seen;

    public PreferencesViewModel(Desk desk, Background background, StatusViewModel levers) {
        this.desk = desk;
        this.background = background;
        this.levers = levers;
        for (Setting setting : Setting.values()) {
            fields.put(setting, new Field());
        }
    }

    @Override
    public synchronized Optional<Runnable> look() {
        Settings settings = desk.settings();
        var now = new Seen(
                settings.revision(), desk.proxy().listener().port(), desk.servers(), desk.port(), desk.texts());
        if (now.equals(seen)) {
            return Optional.empty();
        }
        seen = now;
        return Optional.of(() -> apply(now));
    }

    private void apply(Seen now) {
        port.read(Integer.toString(now.port));
        upstream.read(now.servers.current().address().toString());
        fields.forEach((setting, field) -> field.read(desk.settings().value(setting)));
        warnings.setAll(desk.settings().warnings());
        servers.set(now.servers);
        safety.set(String.join(System.lineSeparator(), now.safety.words()));
        texts.set(Words.of("settings.texts.now", now.texts.kept(), size(now.texts.bytes())));
    }

    private static String size(long bytes) {
        return bytes < 1 << 20 ? ((bytes + 1023) >> 10) + " KB" : (bytes >> 20) + " MB";
    }

    /// Deletes the texts of exchanges that are kept.
    void clearTexts() {
        background.run(
                desk::clearTexts,
                done -> textsAnswer.set(
                        done.fault().isEmpty()
                                ? Answer.good(Words.of("settings.texts.cleared", done.texts()))
                                : Answer.bad(Words.of("settings.texts.fault", done.texts(), done.fault()))),
                failure -> textsAnswer.set(Answer.bad(Words.of("settings.failed"))));
    }

    /// Moves the listener to the port in the field.
    void applyPort() {
        Optional<String> wanted = Setting.PORT.kind().canonical(port.typed().get());
        if (wanted.isEmpty()) {
            port.answer()
                    .set(Answer.bad(
                            Words.of("settings.port.bad", Setting.PORT.kind().bounds())));
            return;
        }
        port.answer().set(Answer.good(Words.of("settings.port.moving")));
        levers.listen(Integer.parseInt(wanted.get()), result -> {
            if (result instanceof Listening listening) {
                String number = Integer.toString(listening.port());
                port.settle(number, Answer.good(Words.of("settings.port.done", number)));
            } else {
                port.answer()
                        .set(Answer.bad(StatusViewModel.explain(result).orElse("")
                                + Words.of("settings.port.old", port.stored().get())));
            }
        });
    }

    /// Uses the model server in the field.
    void applyUpstream() {
        Optional<String> wanted =
                Setting.UPSTREAM.kind().canonical(upstream.typed().get());
        if (wanted.isEmpty() || wanted.get().isEmpty()) {
            upstream.answer().set(Answer.bad(Words.of("settings.upstream.bad")));
            return;
        }
        use(URI.create(wanted.get()));
    }

    /// Uses a model server.
    void use(URI address) {
        upstream.answer().set(Answer.good(Words.of("settings.upstream.asking", address)));
        levers.useUpstream(address, result -> {
            switch (result) {
                case SetResult.Changed changed -> {
                    upstream.settle(address.toString(), Answer.good(Words.of("settings.upstream.done")));
                    probe();
                }
                case SetResult.Refused refused -> upstream.answer().set(Answer.bad(refused.reason()));
            }
        });
    }

    /// Says whether the server in use answers.
    private void probe() {
        background.run(
                () -> desk.servers(),
                view -> {
                    servers.set(view);
                    upstream.answer().set(probed(view.current()));
                },
                failure -> {});
    }

    static Answer probed(ModelServer server) {
        if (server.practice()) {
            return Answer.good(Words.of("settings.probe.practice"));
        }
        return switch (server.state()) {
            case UNKNOWN -> Answer.good(Words.of("settings.probe.unknown"));
            case UP ->
                Answer.good(
                        server.model() == null
                                ? Words.of("settings.probe.up", server.name())
                                : Words.of("settings.probe.model", server.name(), server.model()));
            case AWAY -> Answer.bad(Words.of("settings.probe.away", server.address()));
        };
    }

    /// Stores what stands in a setting's field.
    void store(Setting setting) {
        Field field = field(setting);
        String wanted = field.typed().get();
        if (wanted.equals(field.stored().get())) {
            return;
        }
        background.run(
                () -> desk.set(setting, wanted),
                result -> {
                    switch (result) {
                        case SetResult.Changed changed ->
                            field.settle(
                                    changed.value(),
                                    Answer.good(Words.of(changed.live() ? "settings.live" : "settings.restart")));
                        case SetResult.Refused refused -> field.answer().set(Answer.bad(refused.reason()));
                    }
                },
                failure -> field.answer().set(Answer.bad(Words.of("settings.failed"))));
    }

    /// Gives everything up that was typed and not applied.
    ///
    /// @return whether there was anything
    boolean reset() {
        boolean any = false;
        for (Field field : all()) {
            any |= !field.typed().get().equals(field.stored().get());
            field.reset();
        }
        return any;
    }

    private List<Field> all() {
        var all = new ArrayList<>(fields.values());
        all.add(port);
        all.add(upstream);
        return all;
    }

    Field port() {
        return port;
    }

    Field upstream() {
        return upstream;
    }

    Field field(Setting setting) {
        return Objects.requireNonNull(fields.get(setting), setting::key);
    }

    /// The value of a setting that is in force.
    public ObservableValue<String> inForce(Setting setting) {
        return field(setting).stored();
    }

    /// Changes a setting from elsewhere than its field.
    public void store(Setting setting, String value) {
        field(setting).typed().set(value);
        store(setting);
    }

    StatusViewModel levers() {
        return levers;
    }

    /// Who may use the port.
    ReadOnlyStringProperty safety() {
        return safety.getReadOnlyProperty();
    }

    /// How many texts are kept.
    ReadOnlyStringProperty texts() {
        return texts.getReadOnlyProperty();
    }

    ObjectProperty<Answer> textsAnswer() {
        return textsAnswer;
    }

    /// What is wrong in `errata.toml`.
    ObservableList<String> warnings() {
        return warnings;
    }

    ReadOnlyObjectProperty<@Nullable ModelServersView> servers() {
        return servers.getReadOnlyProperty();
    }

    String home() {
        return desk.home().toString();
    }

    String version() {
        return desk.version();
    }

    private record Seen(long revision, int port, ModelServersView servers, PortState safety, RawTexts.Status texts) {}
}
