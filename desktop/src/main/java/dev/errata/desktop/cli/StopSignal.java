package dev.errata.desktop.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The wish that a long-running command ends: from the operating system, from the API, or from a test.
///
/// **Thread:** any.
public final class StopSignal {
    private final CountDownLatch latch = new CountDownLatch(1);

    /// Asks for the end; returns at once.
    public void request() {
        latch.countDown();
    }

    /// Waits until the end is asked for; an interrupt counts as such.
    public void await() {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for a while, and says whether the end was asked for.
    public boolean within(Duration patience) {
        try {
            return latch.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
