package dev.errata.desktop;

import dev.errata.logs.archive.SegmentArchive;
import dev.errata.logs.archive.SegmentArchive.Round;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the owner of a home does in the background: keeps the journal's search index up, and puts old segments away
/// from
/// time to time. The latter has a platform thread of its own, since a round may take seconds. In a home that nobody can
/// own it does nothing.
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(1);

    private final OpenHome home;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final @Nullable Thread thread;

    Housekeeping(OpenHome home) {
        this.home = home;
        if (home.lock() == null) {
            thread = null;
            return;
        }
        home.index().start();
        thread = Thread.ofPlatform()
                .daemon()
                .name("errata-housekeeping")
                .priority(Thread.MIN_PRIORITY)
                .start(this::run);
    }

    private void run() {
        try {
            Duration pause = FIRST;
            while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                tidy(home.archive());
                pause = EVERY;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tidy(SegmentArchive archive) {
        try {
            Round round = archive.run(JournalSettings.retention(home.settings()));
            if (round.fault() != null) {
                LOG.warn("{}", round.fault());
            }
        } catch (RuntimeException e) {
            LOG.warn("old segments of the journal could not be put away", e);
        }
    }

    /// Ends after a round that is under way, which waits at most a moment for the anchor.
    @Override
    public void close() {
        closed.countDown();
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
