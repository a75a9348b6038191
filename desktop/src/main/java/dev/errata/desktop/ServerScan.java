package dev.errata.desktop;

import dev.errata.desktop.desk.ModelServersView;
import dev.errata.desktop.desk.ModelServersView.ModelServer;
import dev.errata.desktop.desk.ModelServersView.State;
import dev.errata.proxy.upstream.probe.Finding;
import dev.errata.proxy.upstream.probe.UpstreamHealth;
import dev.errata.proxy.upstream.probe.UpstreamStatus;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Keeps a look-out for model servers that could be used instead of the current one.
///
/// It looks often while the current one is the practice server or away, and seldom otherwise: a real server in use is
/// not to
/// be talked out of.
///
/// **Thread:** one virtual thread looks; [#view] from any, without waiting.
final class ServerScan implements AutoCloseable {
    private static final Duration OFTEN = Duration.ofSeconds(3);
    private static final Duration SELDOM = Duration.ofSeconds(30);

    private final UpstreamChoice choice;
    private final UpstreamHealth health;
    private final Supplier<List<SeenServer>> seen;
    private final Supplier<List<Finding.Ready>> look;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile List<Finding.Ready> found = List.of();

    /// @param seen the servers in use, the standard one first
    ServerScan(
            UpstreamChoice choice,
            UpstreamHealth health,
            Supplier<List<SeenServer>> seen,
            Supplier<List<Finding.Ready>> look) {
        this.choice = choice;
        this.health = health;
        this.seen = seen;
        this.look = look;
        Thread.ofVirtual().name("errata-server-scan").start(this::watch);
    }

    ModelServersView view() {
        List<SeenServer> servers = seen.get();
        ModelServer current = shown(servers.getFirst());
        List<ModelServer> byModel =
                servers.stream().skip(1).map(this::shown).toList();
        List<ModelServer> offers = found.stream()
                .filter(one -> servers.stream()
                        .noneMatch(server -> server.upstream().base().equals(one.base())))
                .map(one -> new ModelServer(one.kind().title(), one.base(), State.UP, one.model(), false))
                .toList();
        return new ModelServersView(current, offers, byModel);
    }

    private ModelServer shown(SeenServer server) {
        State state = switch (server.status().state()) {
            case UNKNOWN -> State.UNKNOWN;
            case UP -> State.UP;
            case AWAY -> State.AWAY;
        };
        URI base = server.upstream().base();
        boolean practice = choice.isPractice(base);
        String name = practice ? "practice" : server.upstream().name();
        return new ModelServer(name, base, state, server.status().model(), practice, server.reason());
    }

    private void watch() {
        try {
            do {
                found = look.get();
            } while (!closed.await(pause().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause() {
        UpstreamStatus status = health.now();
        boolean settled = status.state() == UpstreamStatus.State.UP
                && !choice.isPractice(status.upstream().base());
        return settled ? SELDOM : OFTEN;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
