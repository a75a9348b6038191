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
    private final int pause;
    private long seen;
    private long collectedAt;
    private int quiet;
    private int since;

    /// @param work rises with everything that is done
    /// @param collection gives back what nobody needs
    /// @param rest looks without work, after which it is time
    /// @param pause looks between two collections at least: a model that thinks for long looks like rest
    SpareMemory(LongSupplier work, Runnable collection, int rest, int pause) {
        this.work = work;
        this.collection = collection;
        this.rest = rest;
        this.pause = pause;
        since = pause;
        seen = work.getAsLong();
        collectedAt = seen;
    }

    /// Looks once.
    @Override
    public void run() {
        long now = work.getAsLong();
        quiet = now == seen ? quiet + 1 : 0;
        seen = now;
        since++;
        if (quiet >= rest && since >= pause && collectedAt != now) {
            collectedAt = now;
            since = 0;
            collection.run();
        }
    }
}
