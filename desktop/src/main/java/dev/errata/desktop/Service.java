package dev.errata.desktop;

import dev.errata.desktop.api.AuditRoutes;
import dev.errata.desktop.api.CaptureRoutes;
import dev.errata.desktop.api.ClientsRoutes;
import dev.errata.desktop.api.ConfigRoutes;
import dev.errata.desktop.api.CorrectionRoutes;
import dev.errata.desktop.api.KeysRoutes;
import dev.errata.desktop.api.PacksRoutes;
import dev.errata.desktop.api.Routing;
import dev.errata.desktop.api.RulesRoutes;
import dev.errata.desktop.api.ServingRoutes;
import dev.errata.desktop.api.SessionsRoutes;
import dev.errata.desktop.api.TokensRoutes;
import dev.errata.desktop.api.TrafficRoutes;
import dev.errata.desktop.cli.StopSignal;
import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.desk.ModelServersView;
import dev.errata.desktop.desk.PortState;
import dev.errata.desktop.home.HomeLock;
import dev.errata.desktop.home.HomeTokens;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.blob.RawLimits;
import dev.errata.logs.blob.RawTextFiles;
import dev.errata.logs.blob.RawTexts;
import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.read.CorrectionCount;
import dev.errata.logs.state.CircuitBreaker.Limits;
import dev.errata.proxy.NettyProxyServer;
import dev.errata.proxy.ProxyServer;
import dev.errata.proxy.control.ControlTokens;
import dev.errata.proxy.control.ErrataControl;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.proxy.control.OwnerRoutes.Request;
import dev.errata.proxy.exchange.ExchangeMeter;
import dev.errata.proxy.exchange.PatchCatcher;
import dev.errata.proxy.exchange.SessionMeter;
import dev.errata.proxy.mcp.McpEndpoint;
import dev.errata.proxy.metrics.ProxyMetrics;
import dev.errata.proxy.metrics.Readings;
import dev.errata.proxy.transport.kind.TransportKind;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.UpstreamCircuit;
import dev.errata.proxy.upstream.UpstreamPolicy;
import dev.errata.proxy.upstream.probe.Tokenizers;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.session.Budgets;
import dev.errata.rules.session.SessionBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A home that serves: the proxy and all that watches over it. The window and the API each get a desk of it.
final class Service implements AutoCloseable {
    /// About six seconds of the watch.
    private static final int RESTING_LOOKS = 15;

    private static final Duration RAW_PATIENCE = Duration.ofSeconds(1);

    private final OpenHome home;
    private final UpstreamChoice choice;
    private final RawTexts raw;
    private final SeenServers servers;
    private final ProxyMetrics metrics;
    private final Tracing tracing;
    private final SessionBook book;
    private final Budgets budgets;
    private final SessionMeter sessions;
    private final PatchCatcher catcher;
    private final McpEndpoint agents;
    private final @Nullable PatchSweep sweep;
    private final ProxyServer proxy;
    private final PortLever port;
    private final Levers levers;
    private final ServerScan scan;
    private final TodaysCorrections corrections;
    private final Watch watch;
    private final Housekeeping housekeeping;

    /// @param upstream the model server to begin with
    Service(OpenHome home, UpstreamChoice choice, Upstream upstream, HomeTokens tokens, Clock clock, StopSignal stop) {
        this.home = home;
        this.choice = choice;
        // The control plane is a part of the proxy and speaks of it: the routes are filled in once both are there.
        AtomicReference<OwnerRoutes> routes = new AtomicReference<>(new Routing(Map.of()));
        Settings settings = home.settings();
        servers = new SeenServers(upstream, clock);
        metrics = new ProxyMetrics(new Readings(
                servers::started, () -> home.journal().status().queued(), servers::circuits, servers::statuses));
        tracing = new Tracing(settings, choice.environment(), home.messages());
        raw = raw(home);
        book = SessionTables.book(home.database(), home.journal(), clock, settings);
        budgets = SessionTables.budgets(book, home.journal(), clock, settings);
        AtomicReference<HealthLook> look = new AtomicReference<>();
        AtomicReference<ProxyServer> serving = new AtomicReference<>();
        sessions = new SessionMeter(
                book, budgets, home.journal(), new Tokenizers(name -> server(serving.get(), name), System::nanoTime));
        catcher = PatchTraffic.catcher(home);
        agents = PatchTraffic.agents(home);
        proxy = new NettyProxyServer(
                choice.table(upstream, Set.of(settings.number(Setting.PORT))),
                () -> policy(settings),
                home.rules()::program,
                home.correction()::now,
                home.journal(),
                raw,
                ExchangeMeter.all(List.of(metrics, tracing.meter(), sessions, catcher)),
                clock,
                new ErrataControl(
                        () -> new ControlTokens(
                                tokens.now().owner(), tokens.now().agent()),
                        () -> look.get().now(),
                        (Request request) -> routes.get().handle(request),
                        metrics::scrape,
                        agents),
                null,
                TransportKind.named(settings.value(Setting.TRANSPORT)).orElse(null));
        serving.set(proxy);
        proxy.useSocketTable(KernelSockets::lines);
        proxy.useClientIdle(Duration.ofSeconds(settings.number(Setting.CLIENT_IDLE)));
        servers.of(proxy);
        look.set(new HealthLook(proxy, servers::all, home));
        port = new PortLever(
                proxy, settings, home.clients(), home.messages(), home.folder().folder());
        levers = new Levers(proxy, settings, choice, home.journal(), home.messages(), raw, tracing, port, this::tell);
        scan = new ServerScan(choice, servers.standard(), servers::all, () -> choice.found(levers.ownPorts()));
        routes.set(routes(tokens, clock, stop));
        if (home.lock() != null) {
            home.patches().start();
            sweep = new PatchSweep(home.patches().desk());
        } else {
            sweep = null;
        }
        housekeeping = new Housekeeping(home);
        corrections = new TodaysCorrections(
                new CorrectionCount(home.reader())::since, proxy.exchanges()::corrections, () -> midnight(clock));
        watch = new Watch(
                levers::look,
                corrections,
                new SpareMemory(proxy.exchanges()::revision, System::gc, RESTING_LOOKS, 10 * RESTING_LOOKS));
    }

    private static Optional<Upstream> server(@Nullable ProxyServer proxy, String name) {
        return proxy == null
                ? Optional.empty()
                : proxy.circuits().stream()
                        .map(UpstreamCircuit::upstream)
                        .filter(each -> each.name().equals(name))
                        .findFirst();
    }

    private static UpstreamPolicy policy(Settings settings) {
        return new UpstreamPolicy(
                new Limits(
                        settings.number(Setting.BREAKER_FAILURES),
                        Duration.ofSeconds(settings.number(Setting.BREAKER_COOL_DOWN))),
                settings.number(Setting.CONNECT_RETRIES),
                settings.flag(Setting.STREAM_UPSTREAM),
                Stream.of(settings.value(Setting.ASK_USAGE).split(",", -1))
                        .map(String::strip)
                        .filter(glob -> !glob.isEmpty())
                        .toList());
    }

    /// Raw texts are kept only in a home that this process owns.
    private static RawTexts raw(OpenHome home) {
        Settings settings = home.settings();
        return home.lock() == null
                ? RawTexts.NONE
                : RawTextFiles.open(
                        home.folder().folder(),
                        () -> new RawLimits(
                                settings.number(Setting.CAPTURE_RAW_TEXTS),
                                settings.bytes(Setting.CAPTURE_RAW_BYTES),
                                settings.number(Setting.CAPTURE_RAW_DAYS)));
    }

    /// The routes for each way in, so that the journal names it.
    private OwnerRoutes routes(HomeTokens tokens, Clock clock, StopSignal stop) {
        OwnerRoutes api = routes(Actor.Channel.API, tokens, clock, stop);
        OwnerRoutes cli = routes(Actor.Channel.CLI, tokens, clock, stop);
        return request -> (request.channel().equals(OwnerRoutes.CLI) ? cli : api).handle(request);
    }

    private OwnerRoutes routes(Actor.Channel way, HomeTokens tokens, Clock clock, StopSignal stop) {
        Settings settings = home.settings();
        String channel = way.word();
        Desk desk = desk(channel);
        ServingRoutes serving = new ServingRoutes(desk, stop::request, channel);
        Map<String, OwnerRoutes> resources = new HashMap<>();
        resources.put("status", serving);
        resources.put("listener", serving);
        resources.put("upstream", serving);
        resources.put("stop", serving);
        resources.put("rules", new RulesRoutes(home.rules(), home.texts(), channel));
        resources.put("packs", new PacksRoutes(home.rules().packs(), channel));
        resources.put("correction", new CorrectionRoutes(home.correction(), clock, channel));
        resources.put("audit", audit());
        resources.put("states", home.states().routes(home.reader()));
        resources.put("sessions", new SessionsRoutes(book, channel));
        resources.put("tokens", new TokensRoutes(book, () -> SessionTables.prices(home.settings()), budgets::now));
        resources.put(
                "capture",
                new CaptureRoutes(
                        settings,
                        raw::status,
                        () -> CaptureRoutes.clear(raw, proxy.exchanges()::forgetTexts, levers::note, channel)));
        resources.put("clients", new ClientsRoutes(home.clients(), this::clientChanged, channel));
        resources.put("keys", new KeysRoutes(tokens, levers::note, channel));
        resources.put("exchanges", new TrafficRoutes(proxy.exchanges()));
        resources.put("proposals", home.patches().proposals(way));
        resources.put("workspaces", home.patches().workspaces(way));
        resources.put("versions", home.patches().workspaces(way));
        resources.put("config", new ConfigRoutes(settings, (setting, value) -> levers.set(setting, value, channel)));
        return new Routing(resources);
    }

    /// Who asks for an exchange right after its end shall not be told that its raw text is not kept.
    private OwnerRoutes audit() {
        AuditRoutes audit = new AuditRoutes(home.reader(), home.texts(), home.index()::rebuild);
        return request -> {
            if (request.parameter("exchange").isPresent()) {
                raw.settle(RAW_PATIENCE);
            }
            return audit.handle(request);
        };
    }

    private void clientChanged(SystemEvent event) {
        port.applyPolicy();
        levers.note(event);
    }

    private static Instant midnight(Clock clock) {
        return LocalDate.now(clock).atStartOfDay(clock.getZone()).toInstant();
    }

    private void tell(String address) {
        HomeLock lock = home.lock();
        if (lock != null) {
            lock.tell(address);
        }
    }

    Desk desk(String channel) {
        return new RunningDesk(this, channel);
    }

    RawTexts raw() {
        return raw;
    }

    OpenHome home() {
        return home;
    }

    ProxyServer proxy() {
        return proxy;
    }

    PortState port() {
        return port.state();
    }

    Levers levers() {
        return levers;
    }

    ModelServersView servers() {
        return scan.view();
    }

    Budgets budgets() {
        return budgets;
    }

    long correctionsToday() {
        return corrections.number();
    }

    @Override
    public void close() {
        watch.close();
        agents.close();
        if (sweep != null) {
            sweep.close();
        }
        housekeeping.close();
        scan.close();
        servers.close();
        try {
            proxy.close(Duration.ofSeconds(home.settings().number(Setting.DRAIN)));
        } finally {
            catcher.close();
            sessions.close();
            metrics.close();
            tracing.close();
            raw.close();
            choice.close();
            levers.note(new SystemEvent.Stopped("asked to stop"));
            home.close();
        }
    }
}
