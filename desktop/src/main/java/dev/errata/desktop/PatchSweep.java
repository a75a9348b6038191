package dev.errata.desktop;

import dev.errata.rules.patch.desk.Desk;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after proposals while Errata serves: what is over its time expires, what a client has written itself is closed.
final class PatchSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PatchSweep.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Desk desk;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    PatchSweep(Desk desk) {
        this.desk = desk;
        this.thread = Thread.ofVirtual().name("errata-patch-sweep").start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(EVERY.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    int changed = desk.sweep();
                    LOG.debug("{} proposals were settled", changed);
                } catch (RuntimeException e) {
                    LOG.warn("proposals could not be looked after: {}", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
