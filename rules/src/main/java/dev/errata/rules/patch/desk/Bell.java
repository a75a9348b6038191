package dev.errata.rules.patch.desk;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes all who wait for something to happen to a proposal.
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private long rings;

    void ring() {
        lock.lock();
        try {
            rings++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// How often it rang: to be asked before looking, so that no ring between looking and waiting is missed.
    long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until it rang more often than `heard`, or a time is over.
    ///
    /// @return what is left of the time
    long await(long heard, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (rings <= heard && left > 0) {
                left = rung.awaitNanos(left);
            }
            return left;
        } finally {
            lock.unlock();
        }
    }
}
