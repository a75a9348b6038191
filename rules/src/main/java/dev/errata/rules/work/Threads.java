package dev.errata.rules.work;

import java.time.Duration;

/// Waits for the end of a thread, not for ever: work that does not obey its interrupt must not keep the process.
final class Threads {
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private Threads() {}

    static void join(Thread thread) {
        try {
            boolean ended = thread.join(LONGEST);
            if (!ended) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
