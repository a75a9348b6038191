package dev.errata.desktop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does a few things again and again on one platform thread: looks at `errata.toml`, counts today's corrections, gives
/// memory back.
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration STEP = Duration.ofMillis(400);

    private final List<Runnable> rounds;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    Watch(Runnable... rounds) {
        this.rounds = List.of(rounds);
        thread = Thread.ofPlatform().daemon().name("errata-watch").start(this::run);
    }

    private void run() {
        try {
            do {
                rounds.forEach(Watch::round);
            } while (!closed.await(STEP.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void round(Runnable round) {
        try {
            round.run();
        } catch (RuntimeException e) {
            LOG.warn("something done at regular times failed", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
