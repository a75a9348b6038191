package dev.errata.rules.work;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes all who wait for something to happen. Who has heard it `n` times waits for time `n + 1`, so that no ring
/// between looking and waiting is missed.
///
/// **Thread:** any; [#await] on one that may wait.
public final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private long rings;

    /// One that has not rung.
    public Bell() {}

    /// Wakes them.
    public void ring() {
        lock.lock();
        try {
            rings++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// How often it rang: to be asked before looking.
    public long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until it rang more often than `heard`, or a time is over.
    ///
    /// @return what is left of the time; nothing or less if it is over
    public Duration await(long heard, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (rings <= heard && left > 0) {
                left = rung.awaitNanos(left);
            }
            return Duration.ofNanos(left);
        } finally {
            lock.unlock();
        }
    }
}
