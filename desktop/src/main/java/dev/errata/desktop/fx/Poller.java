package dev.errata.desktop.fx;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks down at intervals. A storm of events below costs one refresh here: while an update still waits for the FX
/// thread, no further look is taken.
///
/// **Thread:** looks run on two platform threads of its own (they may wait for SQLite), updates on the screen's
/// executor.
public final class Poller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("desk-look-", 0).factory());
    private final Executor screen;

    public Poller(Executor screen) {
        this.screen = screen;
    }

    /// Looks now and then again after each pause, until closed.
    public void every(Duration pause, Look look) {
        var waiting = new AtomicBoolean();
        ScheduledFuture<?> unused =
                clock.scheduleWithFixedDelay(() -> once(look, waiting), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void once(Look look, AtomicBoolean waiting) {
        if (waiting.get()) {
            return;
        }
        try {
            look.look().ifPresent(update -> {
                waiting.set(true);
                screen.execute(() -> {
                    try {
                        update.run();
                    } finally {
                        waiting.set(false);
                    }
                });
            });
        } catch (RuntimeException e) {
            // A look that fails once must not end all looking: the next one may succeed.
            LOG.warn("a look at the state failed", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
