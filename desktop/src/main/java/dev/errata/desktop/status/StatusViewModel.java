package dev.errata.desktop.status;

import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.desk.ModelServersView.ModelServer;
import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Look;
import dev.errata.desktop.fx.Notice;
import dev.errata.desktop.fx.Notices;
import dev.errata.desktop.fx.Words;
import dev.errata.desktop.settings.SetResult;
import dev.errata.logs.problem.ApiProblem;
import dev.errata.proxy.ProxyServer.ListenResult;
import dev.errata.proxy.ProxyServer.Listening;
import dev.errata.proxy.ProxyServer.PortTaken;
import dev.errata.proxy.ProxyServer.Refused;
import dev.errata.rules.correction.Correction;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The state in one line, and what can be switched from there.
///
/// **Thread:** [#look] on a worker, everything else on the FX thread.
public final class StatusViewModel implements Look {
    private static final String CHANNEL = "window";

    private final Desk desk;
    private final Background background;
    private final Notices notices;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<@Nullable DeskStatus> status = new ReadOnlyObjectWrapper<>();
    private final Set<URI> offered = new HashSet<>();
    private boolean saidPractice;

    public StatusViewModel(Desk desk, Background background, Notices notices, InstantSource clock) {
        this.desk = desk;
        this.background = background;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    public Optional<Runnable> look() {
        DeskStatus now = DeskStatus.of(desk);
        return Optional.of(() -> apply(now));
    }

    private void apply(DeskStatus now) {
        if (now.equals(status.get())) {
            return;
        }
        status.set(now);
        if (!now.servers().current().practice()) {
            return;
        }
        if (!saidPractice) {
            saidPractice = true;
            notices.post(new Notice(
                    Notice.Kind.INFO, Words.of("status.practice"), Words.of("status.practice.next"), "", List.of()));
        }
        for (ModelServer server : now.servers().offers()) {
            if (offered.add(server.address())) {
                offer(server);
            }
        }
    }

    private void offer(ModelServer server) {
        Notice notice = new Notice(
                Notice.Kind.SUCCESS,
                Words.of("status.offer", server.name(), server.address()),
                Words.of("status.offer.next"),
                "",
                List.of());
        notices.post(notice.with(
                Words.of("status.offer.use", server.name()), () -> useUpstream(server.address(), result -> {})));
    }

    /// Switches correction off if it is on, and on otherwise.
    public void toggleCorrection() {
        DeskStatus now = status.get();
        boolean on = now != null && now.correction() instanceof Correction.On;
        correct(on ? new Correction.Off() : new Correction.On());
    }

    public void pause(int minutes) {
        correct(new Correction.Paused(clock.instant().plus(Duration.ofMinutes(minutes))));
    }

    private void correct(Correction correction) {
        background.run(
                () -> {
                    desk.correction().set(correction, CHANNEL);
                    return DeskStatus.of(desk);
                },
                this::apply,
                failure -> notices.post(Notice.problem(
                        Words.of("status.notSwitched"), Words.of("status.notSwitched.next"), ApiProblem.NOT_WRITABLE)));
    }

    /// Stops the listener if it listens, and starts it on its last port otherwise.
    public void toggleListener() {
        DeskStatus now = status.get();
        if (now == null) {
            return;
        }
        if (now.listener().listening()) {
            background.run(
                    () -> {
                        desk.stopListening();
                        return DeskStatus.of(desk);
                    },
                    this::apply,
                    this::broken);
        } else {
            listen(
                    now.listener().port(),
                    result -> explain(result)
                            .ifPresent(why -> notices.post(
                                    Notice.problem(Words.of("status.notListening"), why, problem(result)))));
        }
    }

    /// Starts to listen or moves to another port.
    public void listen(int port, Consumer<ListenResult> then) {
        background.run(
                () -> desk.listen(port),
                result -> {
                    then.accept(result);
                    refresh();
                },
                this::broken);
    }

    /// Why a wish to listen was not met, empty if it was.
    public static Optional<String> explain(ListenResult result) {
        return switch (result) {
            case Listening listening -> Optional.empty();
            case PortTaken taken -> Optional.of(Words.of("status.portTaken", Integer.toString(taken.port())));
            case Refused refused -> Optional.of(refused.reason());
        };
    }

    private static ApiProblem problem(ListenResult result) {
        return result instanceof PortTaken ? ApiProblem.PORT_TAKEN : ApiProblem.INVALID;
    }

    /// Sends new exchanges to another model server.
    public void useUpstream(URI address, Consumer<SetResult> then) {
        background.run(
                () -> desk.useUpstream(address),
                result -> {
                    switch (result) {
                        case SetResult.Changed changed ->
                            notices.post(Notice.info(Words.of("status.upstream", address)));
                        case SetResult.Refused refused ->
                            notices.post(Notice.problem(
                                    Words.of("status.upstreamRefused"), refused.reason(), ApiProblem.INVALID));
                    }
                    then.accept(result);
                    refresh();
                },
                this::broken);
    }

    private void refresh() {
        background.run(() -> DeskStatus.of(desk), this::apply, this::broken);
    }

    private void broken(Exception failure) {
        notices.post(Notice.problem(Words.of("status.broken"), Words.of("status.broken.next"), ApiProblem.INTERNAL));
    }

    /// The state as it was seen last, null before the first look.
    public ReadOnlyObjectProperty<@Nullable DeskStatus> status() {
        return status.getReadOnlyProperty();
    }
}
