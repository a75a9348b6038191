package dev.errata.proxy.downstream;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Sets limits to a client that has begun a head or a body and does not go on with it.
///
/// **Thread:** its connection's event loop.
final class RequestWatch {

    private final Channel channel;
    private final Supplier<ClientTimes> times;
    private final Inbound inbound;
    private final BooleanSupplier headOpen;
    private final BooleanSupplier bodyOpen;
    private final BooleanSupplier answering;
    private boolean headWatched;
    private boolean bodyWatched;

    /// @param headOpen whether a head is being sent
    /// @param bodyOpen whether a body is being sent and could be taken
    /// @param answering whether a request is at hand, so that a head need not go on yet
    RequestWatch(
            Channel channel,
            Supplier<ClientTimes> times,
            Inbound inbound,
            BooleanSupplier headOpen,
            BooleanSupplier bodyOpen,
            BooleanSupplier answering) {
        this.channel = channel;
        this.times = times;
        this.inbound = inbound;
        this.headOpen = headOpen;
        this.bodyOpen = bodyOpen;
        this.answering = answering;
    }

    /// Begins to watch the head, if one is open and it is not watched yet.
    void head(Runnable late) {
        if (!headWatched && headOpen.getAsBoolean()) {
            headWatched = true;
            int begun = inbound.heads();
            later(times.get().head(), () -> {
                headWatched = false;
                if (headOpen.getAsBoolean() && inbound.heads() == begun && !answering.getAsBoolean()) {
                    late.run();
                } else {
                    head(late);
                }
            });
        }
    }

    /// The same for a body.
    void body(Runnable late) {
        if (!bodyWatched && bodyOpen.getAsBoolean()) {
            bodyWatched = true;
            int seen = inbound.pieces();
            later(times.get().pause(), () -> {
                bodyWatched = false;
                if (bodyOpen.getAsBoolean() && inbound.pieces() == seen) {
                    late.run();
                } else {
                    body(late);
                }
            });
        }
    }

    private void later(Duration time, Runnable task) {
        Future<?> unused = channel.eventLoop()
                .schedule(
                        () -> {
                            if (channel.isActive()) {
                                task.run();
                            }
                        },
                        time.toMillis(),
                        TimeUnit.MILLISECONDS);
    }
}
