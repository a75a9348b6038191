package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class TodaysCorrectionsTest {
    private static final Instant TODAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TOMORROW = TODAY.plus(Duration.ofDays(1));

    private final AtomicLong running = new AtomicLong();
    private final AtomicReference<Instant> midnight = new AtomicReference<>(TODAY);
    private final AtomicLong journal = new AtomicLong();
    private final List<Instant> asked = new ArrayList<>();

    @Test
    void countsTheJournalOnceAndThenWhatIsNew() {
        running.set(2);
        TodaysCorrections corrections = corrections(40, 0);
        corrections.run();
        assertThat(corrections.number()).isEqualTo(40);

        running.set(5);
        corrections.run();
        assertThat(corrections.number()).isEqualTo(43);
        assertThat(asked).containsExactly(TODAY);
    }

    @Test
    void aNewDayIsCountedAfresh() {
        TodaysCorrections corrections = corrections(40, 0);
        corrections.run();
        running.set(7);
        midnight.set(TOMORROW);
        journal.set(1);
        corrections.run();
        running.set(8);
        corrections.run();
        assertThat(corrections.number()).isEqualTo(2);
        assertThat(asked).containsExactly(TODAY, TOMORROW);
    }

    @Test
    void countsAgainWhereACorrectionCameWhileItCounted() {
        TodaysCorrections corrections = corrections(40, 1);
        corrections.run();
        corrections.run();
        corrections.run();
        assertThat(asked).hasSize(3);
    }

    /// @param counted in the journal
    /// @param during corrections that come while the journal is read
    private TodaysCorrections corrections(long counted, long during) {
        journal.set(counted);
        return new TodaysCorrections(
                day -> {
                    asked.add(day);
                    running.addAndGet(during);
                    return journal.get();
                },
                running::get,
                midnight::get);
    }
}
