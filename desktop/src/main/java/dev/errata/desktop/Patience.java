package dev.errata.desktop;

import dev.errata.desktop.home.Home;
import dev.errata.desktop.home.HomeLock;
import dev.errata.desktop.home.HomeLock.Held;
import dev.errata.desktop.home.HomeLock.Taking;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Takes a home's lock, waiting a moment for somebody who holds it for a short piece of work only.
final class Patience {
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private Patience() {}

    static Taking take(Home home) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            Taking taking = HomeLock.take(home);
            // Who serves tells its address; who does not may be done in a moment.
            boolean brief = taking instanceof Held(var owner) && owner.address().isEmpty();
            if (!brief || System.nanoTime() > deadline) {
                return taking;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
