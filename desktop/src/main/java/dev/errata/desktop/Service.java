package dev.errata.desktop;

import dev.errata.desktop.api.AuditRoutes;
import dev.errata.desktop.api.ConfigRoutes;
import dev.errata.desktop.api.CorrectionRoutes;
import dev.errata.desktop.api.PacksRoutes;
import dev.errata.desktop.api.Routing;
import dev.errata.desktop.api.RulesRoutes;
import dev.errata.desktop.api.ServingRoutes;
import dev.errata.desktop.api.TrafficRoutes;
import dev.errata.desktop.cli.StopSignal;
import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.desk.ModelServersView;
import dev.errata.desktop.home.HomeLock;
import dev.errata.desktop.home.Tokens;
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
import dev.errata.proxy.metrics.ProxyMetrics;
import dev.errata.proxy.metrics.Readings;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.UpstreamPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// A home that serves: the proxy and all that watches over it. The window and the API each get a desk of it.
final class Service implements AutoCloseable {
    private static final Duration RAW_PATIENCE = Duration.ofSeconds(1);

    private final OpenHome home;
    private final UpstreamChoice choice;
    private final RawTexts raw;
    private final SeenServers servers;
    private final ProxyMetrics metrics;
    private final ProxyServer proxy;
    private final Levers levers;
    private final ServerScan scan;
    private final Watch watch;
    private final Housekeeping housekeeping;
    private volatile long correctionsToday;

    /// @param upstream the model server to begin with
    Service(OpenHome home, UpstreamChoice choice, Upstream upstream, Tokens tokens, Clock clock, StopSignal stop) {
        this.home = home;
        this.choice = choice;
        // The control plane is a part of the proxy and speaks of it: the routes are filled in once both are there.
        AtomicReference<OwnerRoutes> routes = new AtomicReference<>(new Routing(Map.of()));
        Settings settings = home.settings();
        servers = new SeenServers(upstream, clock);
        metrics = new ProxyMetrics(new Readings(
                servers::started, () -> home.journal().status().queued(), servers::circuits, servers::statuses));
        raw = raw(home);
        AtomicReference<HealthLook> look = new AtomicReference<>();
        proxy = new NettyProxyServer(
                choice.table(upstream, Set.of(settings.number(Setting.PORT))),
                () -> policy(settings),
                home.rules()::program,
                home.correction()::now,
                home.journal(),
                raw,
                metrics,
                clock,
                new ErrataControl(
                        new ControlTokens(tokens.owner(), tokens.agent()),
                        () -> look.get().now(),
                        (Request request) -> routes.get().handle(request),
                        metrics::scrape),
                null);
        servers.of(proxy);
        look.set(new HealthLook(proxy, servers::all, home));
        levers = new Levers(proxy, settings, choice, home.journal(), home.messages(), raw, this::tell);
        scan = new ServerScan(choice, servers.standard(), servers::all, () -> choice.found(levers.ownPorts()));
        routes.set(routes(clock, stop));
        housekeeping = new Housekeeping(home);
        CorrectionCount count = new CorrectionCount(home.reader());
        watch = new Watch(
                () -> {
                    home.settings().refresh();
                    levers.applySettings();
                },
                () -> correctionsToday = count.since(midnight(clock)));
    }

    private static UpstreamPolicy policy(Settings settings) {
        return new UpstreamPolicy(
                new Limits(
                        settings.number(Setting.BREAKER_FAILURES),
                        Duration.ofSeconds(settings.number(Setting.BREAKER_COOL_DOWN))),
                settings.number(Setting.CONNECT_RETRIES));
    }

    /// Raw texts are kept only in a home that this process owns.
    private static RawTexts raw(OpenHome home) {
        Settings settings = home.settings();
        return home.lock() == null
                ? RawTexts.NONE
                : RawTextFiles.open(
                        home.folder().folder(),
                        () -> new RawLimits(
                                settings.number(Setting.CAPTURE_RAW_TEXTS), settings.bytes(Setting.CAPTURE_RAW_BYTES)));
    }

    private OwnerRoutes routes(Clock clock, StopSignal stop) {
        Desk desk = desk("api");
        ServingRoutes serving = new ServingRoutes(desk, stop::request);
        Map<String, OwnerRoutes> resources = new HashMap<>();
        resources.put("status", serving);
        resources.put("listener", serving);
        resources.put("upstream", serving);
        resources.put("stop", serving);
        resources.put("rules", new RulesRoutes(home.rules(), home.texts(), "api"));
        resources.put("packs", new PacksRoutes(home.rules().packs(), "api"));
        resources.put("correction", new CorrectionRoutes(home.correction(), clock, "api"));
        resources.put("audit", audit());
        resources.put("exchanges", new TrafficRoutes(proxy.exchanges()));
        resources.put(
                "config", new ConfigRoutes(home.settings(), (setting, value) -> levers.set(setting, value, "api")));
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

    Levers levers() {
        return levers;
    }

    ModelServersView servers() {
        return scan.view();
    }

    long correctionsToday() {
        return correctionsToday;
    }

    @Override
    public void close() {
        watch.close();
        housekeeping.close();
        scan.close();
        servers.close();
        try {
            proxy.close(Duration.ofSeconds(home.settings().number(Setting.DRAIN)));
        } finally {
            metrics.close();
            raw.close();
            choice.close();
            levers.note(new SystemEvent.Stopped("asked to stop"));
            home.close();
        }
    }
}
