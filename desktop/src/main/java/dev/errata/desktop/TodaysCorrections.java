package dev.errata.desktop;

import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// How many corrections were made since midnight: once a day from the journal, which knows those of earlier runs too,
/// and from then on from the running count. To read the journal again and again would cost with every exchange.
///
/// **Thread:** [#run] one, since it reads files; [#number] any.
final class TodaysCorrections implements Runnable {
    private final ToLongFunction<Instant> journal;
    private final LongSupplier running;
    private final Supplier<Instant> midnight;
    private Instant day = Instant.MIN;
    private long before;
    private volatile long number;

    /// @param journal how many exchanges made that finished since an instant
    /// @param running the corrections since the start
    /// @param midnight when today began
    TodaysCorrections(ToLongFunction<Instant> journal, LongSupplier running, Supplier<Instant> midnight) {
        this.journal = journal;
        this.running = running;
        this.midnight = midnight;
    }

    long number() {
        return number;
    }

    @Override
    public void run() {
        Instant today = midnight.get();
        long sinceStart = running.getAsLong();
        if (!today.equals(day)) {
            long counted = journal.applyAsLong(today);
            number = counted;
            if (running.getAsLong() != sinceStart) {
                return; // an exchange ended in between and may stand in both; the next look tries again
            }
            before = counted - sinceStart;
            day = today;
        }
        number = before + sinceStart;
    }
}
