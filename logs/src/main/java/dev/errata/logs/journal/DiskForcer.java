package dev.errata.logs.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Forces to the disk what the writer has written, on a thread of its own: the next batch is written meanwhile, and no
/// receipt waits for the disk's own pace. What came while it was busy is forced together.
///
/// It opens the segment for itself, as a force is the file's and not the channel's, so the writer may close its own.
/// The writer forces a segment itself before it begins another.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | bytes written and not forced yet | 32 MiB | they are forced at once, and the writer waits for that |
final class DiskForcer {
    private static final long MOST_AHEAD = 32 << 20;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final ChainEnd.Disk disk;
    private final AnchorKeeper anchors;
    private final Thread thread;
    private final Object lock = new Object();

    // Guarded by the lock.
    private @Nullable Due due;
    private long forced;
    private boolean closed;

    private volatile @Nullable String failure;

    // Of the thread alone.
    private @Nullable Path opened;
    private @Nullable FileChannel channel;

    /// @param written bytes of the whole chain up to its end
    private record Due(Path segment, long seq, String hash, long written, long atNanos) {}

    DiskForcer(ChainEnd.Disk disk, AnchorKeeper anchors) {
        this.disk = disk;
        this.anchors = anchors;
        thread = Thread.ofPlatform().daemon().name("errata-journal-disk").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Says that the chain was written up to its end.
    ///
    /// @param delay how long that may wait for the disk
    void written(ChainEnd end, Duration delay) {
        synchronized (lock) {
            // Who would have to wait for the disk does not wait for the interval too.
            long atNanos = System.nanoTime() + (isTooFar(end) ? 0 : delay.toNanos());
            due = new Due(
                    end.file(),
                    end.seq(),
                    end.hash(),
                    end.written(),
                    due == null || due.atNanos - atNanos > 0 ? atNanos : due.atNanos);
            lock.notifyAll();
            while (isTooFar(end) && failure == null && !closed) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private boolean isTooFar(ChainEnd end) {
        return end.written() - forced > MOST_AHEAD;
    }

    /// Why it could not be forced; empty while all is well.
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /// Forces what is due, tries no more, and ends.
    void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (Due next = await(); next != null; next = await()) {
            try {
                force(next.segment);
                forced(next);
            } catch (IOException | RuntimeException | Error e) {
                failed(next, e);
            }
        }
        shut();
    }

    /// Waits until something is due; null at the end.
    private @Nullable Due await() {
        synchronized (lock) {
            while (true) {
                Due next = due;
                long waitNanos = next == null ? Long.MAX_VALUE : next.atNanos - System.nanoTime();
                if (next != null && (closed || waitNanos <= 0)) {
                    due = null;
                    return next;
                }
                if (closed) {
                    return null;
                }
                try {
                    if (next == null) {
                        lock.wait();
                    } else {
                        lock.wait(waitNanos / 1_000_000, (int) (waitNanos % 1_000_000));
                    }
                } catch (InterruptedException e) {
                    return null; // nobody interrupts this thread but a JVM that ends
                }
            }
        }
    }

    private void force(Path segment) throws IOException {
        try {
            if (channel == null || !segment.equals(opened)) {
                shut();
                channel = disk.open(segment, false);
                opened = segment;
            }
            channel.force(false);
        } catch (NoSuchFileException e) {
            // Somebody took the file away: there is nothing left to force, and a check will name it.
        }
    }

    private void forced(Due done) {
        synchronized (lock) {
            forced = done.written;
            failure = null;
            lock.notifyAll();
        }
        anchors.offer(done.seq, done.hash);
    }

    private void failed(Due again, Throwable cause) {
        shut();
        synchronized (lock) {
            failure = cause.getMessage() == null ? cause.toString() : cause.getMessage();
            if (!closed) {
                long atNanos = System.nanoTime() + AGAIN.toNanos();
                Due newer = due == null ? again : due;
                due = new Due(newer.segment, newer.seq, newer.hash, newer.written, atNanos);
            }
            lock.notifyAll();
        }
    }

    private void shut() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // What was forced is on the disk; there is nothing that closing could lose.
            }
            channel = null;
            opened = null;
        }
    }
}
