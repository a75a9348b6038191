package dev.errata.proxy.mcp;

import dev.errata.proxy.mcp.Tool.Progress;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/// Waits for what takes long, in steps that tell the client that its call lives, and never for too many at once.
///
/// **Thread:** any virtual one.
final class Waiting {

    /// How a wait ended.
    enum End {
        /// What was waited for is there.
        THERE,
        /// The time is over.
        LATER,
        /// Too many wait already: there was no wait.
        FULL
    }

    /// Waits for a while.
    @FunctionalInterface
    interface Step {

        /// Waits for what is waited for, and says whether it is there.
        boolean isThere(Duration atMost) throws InterruptedException;
    }

    private final McpLimits limits;
    private final Semaphore places;
    private final LongSupplier nanos;

    Waiting(McpLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.places = new Semaphore(limits.waits());
        this.nanos = nanos;
    }

    McpLimits limits() {
        return limits;
    }

    /// Waits; looks once without waiting before it takes a place.
    End until(Step step, Duration atMost, Progress progress) throws InterruptedException {
        if (step.isThere(Duration.ZERO)) {
            return End.THERE;
        }
        if (atMost.isZero()) {
            return End.LATER;
        }
        if (!places.tryAcquire()) {
            return End.FULL;
        }
        try {
            return steps(step, atMost, progress);
        } finally {
            places.release();
        }
    }

    private End steps(Step step, Duration atMost, Progress progress) throws InterruptedException {
        long begun = nanos.getAsLong();
        Duration next = limits.progress();
        while (true) {
            Duration waited = Duration.ofNanos(nanos.getAsLong() - begun);
            if (waited.compareTo(atMost) >= 0) {
                return End.LATER;
            }
            if (waited.compareTo(next) >= 0) {
                progress.tell(waited, atMost);
                next = waited.plus(limits.progress());
            }
            Duration soonest = next.compareTo(atMost) < 0 ? next : atMost;
            if (step.isThere(soonest.minus(waited))) {
                return End.THERE;
            }
        }
    }
}
