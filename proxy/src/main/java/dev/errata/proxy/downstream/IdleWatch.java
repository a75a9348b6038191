package dev.errata.proxy.downstream;

import dev.errata.proxy.transport.Transport;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Closes a connection on which nothing is asked for a long time. While a request is dealt with, however long that
/// takes and however silent it is, nothing is closed.
///
/// One task runs per connection, not one per request: it looks when the limit could have been reached.
///
/// **Thread:** its connection's event loop.
final class IdleWatch {

    private final Channel channel;
    private final Supplier<Duration> limit;
    private final BooleanSupplier speaking;
    private @Nullable Future<?> look;
    private long restSince;
    private boolean resting;

    /// @param limit asked when it begins to run; zero for none
    /// @param speaking whether a request has begun to come
    IdleWatch(Channel channel, Supplier<Duration> limit, BooleanSupplier speaking) {
        this.channel = channel;
        this.limit = limit;
        this.speaking = speaking;
    }

    /// Nothing is dealt with from now on.
    void rest() {
        resting = true;
        restSince = System.nanoTime();
        if (look == null) {
            lookIn(limit.get().toNanos());
        }
    }

    /// A request is dealt with.
    void busy() {
        resting = false;
    }

    /// The connection is closed.
    void close() {
        resting = false;
        if (look != null) {
            look.cancel(false);
            look = null;
        }
    }

    private void lookIn(long nanos) {
        if (nanos > 0) {
            look = channel.eventLoop().schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        look = null;
        if (!resting || !channel.isActive()) {
            return; // the next rest looks again
        }
        long left = limit.get().toNanos() - (System.nanoTime() - restSince);
        if (speaking.getAsBoolean()) {
            lookIn(limit.get().toNanos());
        } else if (left > 0) {
            lookIn(left);
        } else if (!limit.get().isZero()) {
            Transport.close(channel);
        }
    }
}
