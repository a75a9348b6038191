package dev.errata.logs.journal;

import dev.errata.logs.chain.Seal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Commits the anchor a moment after a batch is on disk, on a thread of its own: the database may make it wait, and
/// no receipt waits with it. Heads that come in that moment are committed as one. The first is committed at once: a
/// chain without any anchor proves nothing.
final class AnchorKeeper {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_WAIT = Duration.ofSeconds(2);

    private final Anchor anchor;
    private final Seal seal;
    private final Duration delay;
    private final Thread thread;
    private final Object lock = new Object();

    // Guarded by the lock.
    private @Nullable Due due;
    private boolean closed;
    private boolean begun;

    private volatile @Nullable String failure;

    private record Due(long seq, String hash, long atNanos) {}

    AnchorKeeper(Anchor anchor, Seal seal, Duration delay) {
        this.anchor = anchor;
        this.seal = seal;
        this.delay = delay;
        thread = Thread.ofPlatform().daemon().name("errata-journal-anchor").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Says that all up to a record is on disk.
    void offer(long seq, String hash) {
        synchronized (lock) {
            long atNanos = System.nanoTime() + (begun ? delay.toNanos() : 0);
            begun = true;
            due = new Due(seq, hash, due == null ? atNanos : due.atNanos);
            lock.notifyAll();
        }
    }

    /// Why the anchor could not be committed; empty while all is well.
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /// Commits what is due now and ends. Waits for it, but not for ever.
    void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        boolean interrupted = false;
        long end = System.nanoTime() + LAST_WAIT.toNanos();
        for (long left = LAST_WAIT.toNanos(); left > 0 && thread.isAlive(); left = end - System.nanoTime()) {
            try {
                thread.join(Duration.ofNanos(left));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean more = true;
        while (more) {
            Due head = await();
            more = head != null && (commit(head) || again(head));
        }
    }

    /// Waits until a head is due; null at the end.
    private @Nullable Due await() {
        synchronized (lock) {
            while (true) {
                Due head = due;
                long waitNanos = head == null ? Long.MAX_VALUE : head.atNanos - System.nanoTime();
                if (head != null && (closed || waitNanos <= 0)) {
                    due = null;
                    return head;
                }
                if (closed) {
                    return null;
                }
                try {
                    if (head == null) {
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

    private boolean commit(Due head) {
        try {
            anchor.commit(new Anchor.Head(head.seq, head.hash, seal.anchorMac(head.seq, head.hash)));
            failure = null;
            return true;
        } catch (RuntimeException | Error e) {
            failure = "The journal's anchor could not be committed: " + e.getMessage()
                    + " Records are kept; a cut of their end would not be noticed until this works again.";
            return false;
        }
    }

    /// Puts a head back for later, unless a newer one has come; says whether there is a later.
    private boolean again(Due head) {
        synchronized (lock) {
            long atNanos = System.nanoTime() + RETRY.toNanos();
            due = due == null ? new Due(head.seq, head.hash, atNanos) : new Due(due.seq, due.hash, atNanos);
            return !closed;
        }
    }
}
