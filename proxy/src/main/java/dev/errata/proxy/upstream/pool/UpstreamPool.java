package dev.errata.proxy.upstream.pool;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Idle connections, kept per event loop and model server.
///
/// | limit | value | why |
/// |---|---|---|
/// | idle time | 3.5 s | llama-server closes after 5 s; a request on a closing connection is lost |
/// | idle time, if the server says `Keep-Alive: timeout=N` | 0.7 N s, if that is less | the same |
/// | requests, each connection | 100 | llama-server answers no more on one |
/// | idle connections, each server and loop | 32 | |
///
/// **Thread:** each method on the event loop whose connections are meant.
public final class UpstreamPool {

    private static final long IDLE_MILLIS = 3_500;
    private static final int IDLE_MOST = 32;
    private static final int USES_MOST = 100;

    private final FastThreadLocal<Map<ModelServer, ArrayDeque<UpstreamLink>>> idle = new FastThreadLocal<>() {
        @Override
        protected Map<ModelServer, ArrayDeque<UpstreamLink>> initialValue() {
            return new IdentityHashMap<>();
        }
    };

    /// Gives the user an idle link at once, or dials.
    ///
    /// @return the attempt, to be cancelled if the client leaves; null if the user has its link already
    public @Nullable Dial acquire(ModelServer server, EventLoop loop, LinkUser user) {
        ArrayDeque<UpstreamLink> links = idle.get().get(server);
        UpstreamLink link = links == null ? null : links.pollLast();
        while (link != null) {
            if (link.usable()) {
                link.use(user);
                user.connected(link);
                return null;
            }
            link = links == null ? null : links.pollLast();
        }
        return dial(server, loop, user);
    }

    /// Gives the user a new link, never an idle one.
    public Dial dial(ModelServer server, EventLoop loop, LinkUser user) {
        var dial = new Dial(server, loop, user);
        dial.start();
        return dial;
    }

    /// Takes a link back whose answer has ended as it should.
    public void release(UpstreamLink link, EventLoop loop) {
        ArrayDeque<UpstreamLink> links = idle.get().computeIfAbsent(link.server(), server -> new ArrayDeque<>());
        links.removeIf(other -> !other.usable());
        long rest = Math.min(IDLE_MILLIS, link.restMillis());
        if (!link.usable() || links.size() >= IDLE_MOST || link.uses() >= USES_MOST || rest <= 0) {
            link.close();
            return;
        }
        links.addLast(link);
        link.rest(loop.schedule(() -> evict(link), rest, TimeUnit.MILLISECONDS));
    }

    private void evict(UpstreamLink link) {
        Map<ModelServer, ArrayDeque<UpstreamLink>> all = idle.get();
        ArrayDeque<UpstreamLink> links = all.get(link.server());
        if (links != null && links.remove(link) && links.isEmpty()) {
            all.remove(link.server());
        }
        link.close();
    }
}
