package dev.errata.desktop;

import java.util.function.LongSupplier;

/// Gives memory back to the machine when work has come to rest.
///
/// The serial collector returns memory only when it collects, and without work it never does: what a thousand streams
/// needed for a minute would be held all day. One collection some seconds after the last exchange costs as much as a
/// request waits at a busy moment anyway, and comes when most probably nobody waits.
///
/// **Thread:** one.
final class SpareMemory implements Runnable {
    private final LongSupplier work;
    private final Runnable collection;
    private final int rest;
    private long seen;
    private long collectedAt;
    private int quiet;

    /// @param work rises with everything that is done
    /// @param collection gives back what nobody needs
    /// @param rest looks without work, after which it is time
    SpareMemory(LongSupplier work, Runnable collection, int rest) {
        this.work = work;
        this.collection = collection;
        this.rest = rest;
        seen = work.getAsLong();
        collectedAt = seen;
    }

    /// Looks once.
    @Override
    public void run() {
        long now = work.getAsLong();
        quiet = now == seen ? quiet + 1 : 0;
        seen = now;
        if (quiet >= rest && collectedAt != now) {
            collectedAt = now;
            collection.run();
        }
    }
}
