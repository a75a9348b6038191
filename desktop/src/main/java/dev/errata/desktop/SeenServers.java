package dev.errata.desktop;

import dev.errata.proxy.ProxyServer;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.UpstreamCircuit;
import dev.errata.proxy.upstream.probe.UpstreamHealth;
import dev.errata.proxy.upstream.probe.UpstreamStatus;
import dev.errata.proxy.upstream.probe.UpstreamsHealth;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Watches the model servers in use: the standard one, and those that requests go to by their model.
///
/// It begins before the proxy is there, as a part of the proxy asks for it.
///
/// **Thread:** any, without waiting.
final class SeenServers implements AutoCloseable {
    private final AtomicReference<@Nullable ProxyServer> proxy = new AtomicReference<>();
    private final UpstreamHealth standard;
    private final UpstreamsHealth others;

    /// @param first the standard server to begin with
    SeenServers(Upstream first, Clock clock) {
        standard = new UpstreamHealth(
                () -> {
                    ProxyServer running = proxy.get();
                    return running == null ? first : running.upstream();
                },
                clock);
        others = new UpstreamsHealth(
                () -> circuits().stream()
                        .skip(1)
                        .map(UpstreamCircuit::upstream)
                        .toList(),
                clock);
    }

    /// The proxy is there.
    void of(ProxyServer running) {
        proxy.set(running);
    }

    UpstreamHealth standard() {
        return standard;
    }

    /// The breakers of the servers in use.
    List<UpstreamCircuit> circuits() {
        ProxyServer running = proxy.get();
        return running == null ? List.of() : running.circuits();
    }

    /// What was seen last, the standard server first.
    List<UpstreamStatus> statuses() {
        List<UpstreamStatus> all = new ArrayList<>();
        all.add(standard.now());
        all.addAll(others.now());
        return all;
    }

    /// The same, with what the breakers say.
    List<SeenServer> all() {
        List<UpstreamCircuit> circuits = circuits();
        return statuses().stream()
                .map(status -> SeenServer.of(status, circuits))
                .toList();
    }

    long started() {
        ProxyServer running = proxy.get();
        return running == null ? 0 : running.exchanges().started();
    }

    @Override
    public void close() {
        standard.close();
        others.close();
    }
}
