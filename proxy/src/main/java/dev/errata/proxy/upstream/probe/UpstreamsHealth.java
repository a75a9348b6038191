package dev.errata.proxy.upstream.probe;

import dev.errata.proxy.upstream.Upstream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Watches several upstreams, whichever they are: each has its own watcher, which ends when its upstream leaves.
///
/// **Thread:** any; a look reads what the watchers know.
public final class UpstreamsHealth implements AutoCloseable {
    private final Supplier<List<Upstream>> current;
    private final InstantSource clock;
    private final Map<Upstream, UpstreamHealth> watchers = new HashMap<>();
    private boolean closed;

    /// @param current the upstreams to watch; asked at each look
    public UpstreamsHealth(Supplier<List<Upstream>> current, InstantSource clock) {
        this.current = current;
        this.clock = clock;
    }

    /// How each of them was when it was last looked at, in their order.
    public synchronized List<UpstreamStatus> now() {
        if (closed) {
            return List.of();
        }
        List<Upstream> wanted = current.get();
        Set<Upstream> known = Set.copyOf(watchers.keySet());
        for (Upstream upstream : known) {
            if (!wanted.contains(upstream)) {
                UpstreamHealth left = watchers.remove(upstream);
                if (left != null) {
                    left.close();
                }
            }
        }
        List<UpstreamStatus> all = new ArrayList<>();
        for (Upstream upstream : wanted) {
            all.add(watchers.computeIfAbsent(upstream, fresh -> new UpstreamHealth(() -> fresh, clock))
                    .now());
        }
        return all;
    }

    @Override
    public synchronized void close() {
        closed = true;
        watchers.values().forEach(UpstreamHealth::close);
        watchers.clear();
    }
}
