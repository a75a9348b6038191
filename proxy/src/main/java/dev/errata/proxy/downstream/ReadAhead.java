package dev.errata.proxy.downstream;

import dev.errata.proxy.downstream.LocalPeer.Sight;
import dev.errata.proxy.transport.Transport;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How much of what a client sends may wait here while the model server does not take it.
///
/// Back-pressure needs little; but a client that leaves can be seen only behind everything that it has sent: its end
/// waits in its own kernel until that has been read. So an upload that is stuck is read on, as far as memory allows.
/// A still larger one is not read; whether its client has left is then asked of the kernel, where it can tell.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | waiting, each connection | 2 MiB | more is lent, as long as there is some |
/// | waiting, each connection, with what is lent | 16 MiB | not read until some has gone |
/// | lent, all connections together | 16 MiB | not read until some has gone |
///
/// **Thread:** its connection's event loop.
final class ReadAhead {

    private static final int OWN = 2 << 20;
    private static final int EACH = 16 << 20;
    private static final int STEP = 1 << 20;
    private static final long LOOK_MILLIS = 10;

    private final Channel channel;
    private final Budget budget;
    private int lent;
    private @Nullable Future<?> look;
    private boolean looking;
    private boolean stuck;

    /// What all connections share.
    static final class Budget {
        private static final long ALL = 16L << 20;
        private final AtomicLong lent = new AtomicLong();
        private volatile Supplier<List<String>> sockets = List::of;

        /// Where the kernel's table of sockets can be read from; read on virtual threads.
        void use(Supplier<List<String>> table) {
            sockets = table;
        }

        private boolean lend() {
            if (lent.addAndGet(STEP) <= ALL) {
                return true;
            }
            lent.addAndGet(-STEP);
            return false;
        }

        private void back(int bytes) {
            lent.addAndGet(-bytes);
        }
    }

    ReadAhead(Channel channel, Budget budget) {
        this.channel = channel;
        this.budget = budget;
    }

    /// Whether more may be read; if not, the client is watched by other means.
    ///
    /// @param waiting bytes that wait now
    boolean room(int waiting) {
        if (waiting < OWN && lent > 0) {
            giveBack();
        }
        while (waiting >= OWN + lent && OWN + lent < EACH && budget.lend()) {
            lent += STEP;
        }
        stuck = waiting >= OWN + lent;
        if (stuck) {
            lookLater();
        }
        return !stuck;
    }

    /// The connection is closed.
    void close() {
        giveBack();
        stuck = false;
        if (look != null) {
            look.cancel(false);
            look = null;
        }
    }

    private void giveBack() {
        budget.back(lent);
        lent = 0;
    }

    private void lookLater() {
        Optional<LocalPeer> peer = looking ? Optional.empty() : LocalPeer.of(channel);
        if (peer.isPresent()) {
            looking = true;
            look = channel.eventLoop().schedule(() -> look(peer.get()), LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look(LocalPeer peer) {
        look = null;
        Thread.ofVirtual().name("errata-peer").start(() -> {
            Sight sight = peer.look(budget.sockets.get());
            try {
                channel.eventLoop().execute(() -> saw(sight));
            } catch (RejectedExecutionException e) {
                // The proxy has closed, and the connection with it.
            }
        });
    }

    private void saw(Sight sight) {
        looking = false;
        if (!stuck || !channel.isActive()) {
            return;
        }
        if (sight == Sight.LEFT) {
            Transport.close(channel);
        } else {
            lookLater();
        }
    }
}
