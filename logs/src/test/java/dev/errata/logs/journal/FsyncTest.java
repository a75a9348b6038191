package dev.errata.logs.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.read.Verification;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FsyncTest {
    private static final JournalLimits LIMITS = JournalLimits.DEFAULTS;

    @TempDir
    Path folder;

    private final FailingDisk disk = new FailingDisk();
    private Home home;

    @BeforeEach
    void makeHome() {
        home = new Home(folder);
    }

    @Test
    void eachBatchIsForcedToTheDiskBeforeItIsAnchored() {
        try (FileJournal journal = home.open(LIMITS, Fsync.BATCH, disk)) {
            for (int i = 1; i <= 3; i++) {
                int seq = i;
                int before = disk.forced.get();
                Home.append(journal, Home.numbered(i));
                Eventually.that(() ->
                        home.anchor.read().filter(head -> head.seq() == seq).isPresent());
                assertThat(disk.forced.get()).isGreaterThan(before);
            }
        }
    }

    @Test
    void anIntervalForcesLaterAndAnchorsNothingBefore() {
        var journal = home.open(LIMITS, new Fsync.Interval(Duration.ofHours(1)), disk);
        for (int i = 0; i < 5; i++) {
            Home.append(journal, Home.numbered(i));
        }
        assertThat(disk.forced).hasValue(0);
        assertThat(home.anchor.read()).isEmpty();
        assertThat(home.records()).hasSize(5);
        journal.close();
        assertThat(disk.forced).hasPositiveValue();
        assertIntact(5);
    }

    @Test
    void anIntervalIsCutShortWhereTooMuchIsNotForcedYet() {
        try (FileJournal journal = home.open(LIMITS, new Fsync.Interval(Duration.ofHours(1)), disk)) {
            String megabyte = "x".repeat(1 << 20);
            for (int i = 0; i < 40; i++) {
                Home.append(journal, new SystemEvent.Stopped(megabyte));
            }
            assertThat(disk.forced).hasPositiveValue();
        }
        assertIntact(40);
    }

    @Test
    void anIntervalIsKeptThoughNothingMoreCame() {
        try (FileJournal journal = home.open(LIMITS, new Fsync.Interval(Duration.ofMillis(20)), disk)) {
            Home.append(journal, Home.numbered(1));
            Eventually.that(() -> home.anchor.read().isPresent());
            assertThat(disk.forced).hasPositiveValue();
        }
        assertIntact(1);
    }

    @Test
    void anIntervalWhoseForcingFailsIsTriedAgainAndSaysSo() {
        disk.syncs = false;
        try (FileJournal journal = home.open(LIMITS, new Fsync.Interval(Duration.ofMillis(1)), disk)) {
            Home.append(journal, Home.numbered(1));
            Eventually.that(() -> !journal.status().writable());
            assertThat(home.anchor.read()).isEmpty();
            disk.syncs = true;
            Eventually.that(() -> home.anchor.read().isPresent());
        }
        assertIntact(1);
    }

    @Test
    void neverForcesNothingAndStillAnchors() {
        try (FileJournal journal = home.open(LIMITS, new Fsync.Never(), disk)) {
            Home.append(journal, Home.numbered(1));
            Eventually.that(() -> home.anchor.read().isPresent());
        }
        assertThat(disk.forced).hasValue(0);
        assertIntact(1);
    }

    private void assertIntact(long records) {
        assertThat(home.reader().verify())
                .isInstanceOfSatisfying(
                        Verification.Intact.class,
                        intact -> assertThat(intact.records()).isEqualTo(records));
    }
}
