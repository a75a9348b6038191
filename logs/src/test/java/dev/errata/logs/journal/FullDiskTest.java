package dev.errata.logs.journal;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FullDiskTest {
    @TempDir
    Path folder;

    private final FailingDisk disk = new FailingDisk();
    private Home home;

    @BeforeEach
    void makeHome() {
        home = new Home(folder);
    }

    @Test
    void aLineWrittenInPartIsTakenBackAndTheNextBatchGoesOn() {
        try (FileJournal journal = home.open(JournalLimits.DEFAULTS, disk)) {
            Home.append(journal, Home.numbered(1));
            disk.space.set(100);
            assertThatThrownBy(() -> Home.append(journal, Home.numbered(2)))
                    .hasCauseInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("No space left");
            assertThat(journal.status().failure()).contains("No space left");
            assertThat(journal.status().lastSeq()).isEqualTo(1);
            assertThat(home.records()).hasSize(1);

            disk.space.set(Long.MAX_VALUE);
            assertThat(Home.append(journal, Home.numbered(3)).seq()).isEqualTo(2);
            assertThat(journal.status().writable()).isTrue();
        }
        assertIntact(2);
    }

    @Test
    void aDiskThatDoesNotEvenCutIsCutLater() throws IOException {
        try (FileJournal journal = home.open(JournalLimits.DEFAULTS, disk)) {
            Home.append(journal, Home.numbered(1));
            long good = Files.size(home.segments().getFirst());
            disk.space.set(100);
            disk.truncates = false;
            assertThatThrownBy(() -> Home.append(journal, Home.numbered(2))).isInstanceOf(RuntimeException.class);
            assertThat(home.segments().getFirst()).hasSize(good + 100);

            disk.space.set(Long.MAX_VALUE);
            assertThatThrownBy(() -> Home.append(journal, Home.numbered(3))).isInstanceOf(RuntimeException.class);
            disk.truncates = true;
            assertThat(Home.append(journal, Home.numbered(4)).seq()).isEqualTo(2);
        }
        assertThat(home.segments()).hasSize(1);
        assertIntact(2);
    }

    @Test
    void aSegmentThatCannotBeBegunFailsTheBatchOnly() {
        disk.opens = false;
        try (FileJournal journal = home.open(JournalLimits.DEFAULTS, disk)) {
            assertThatThrownBy(() -> Home.append(journal, Home.numbered(1))).hasMessageContaining("Read-only");
            disk.opens = true;
            assertThat(Home.append(journal, Home.numbered(2)).seq()).isEqualTo(1);
        }
        assertIntact(1);
    }

    @Test
    void aFailedFsyncIsToldAndAnchorsNothing() {
        disk.syncs = false;
        var journal = home.open(JournalLimits.DEFAULTS, disk);
        assertThat(Home.append(journal, Home.numbered(1)).seq()).isEqualTo(1);
        Eventually.that(() -> !journal.status().writable());
        assertThat(journal.status().failure()).contains("fsync failed");
        journal.close();
        assertThat(home.anchor.read()).isEmpty();
        assertThat(home.reader().verify()).isEqualTo(new Verification.NoAnchor(1));
    }

    @Test
    void whatSomebodyElseAddsIsNeitherCutNorWrittenOver() throws IOException {
        try (FileJournal journal = home.open()) {
            Home.append(journal, Home.numbered(1));
            Files.writeString(home.segments().getFirst(), "a stranger's line\n", APPEND);
            assertThat(Home.append(journal, Home.numbered(2)).seq()).isEqualTo(2);
        }
        assertThat(Files.readString(home.segments().getFirst())).endsWith("a stranger's line\n");
        assertThat(home.records()).extracting(JournalRecord::seq).containsExactly(1L, 2L);
        assertThat(home.reader().verify())
                .isInstanceOfSatisfying(
                        Verification.Broken.class,
                        broken -> assertThat(broken)
                                .extracting(Verification.Broken::line, Verification.Broken::seq)
                                .containsExactly(2, 2L));
    }

    @Test
    void aSegmentThatIsTakenAwayIsMissedByTheCheckAndByNoLaterRecord() throws IOException {
        try (FileJournal journal = home.open()) {
            Home.append(journal, Home.numbered(1));
            Files.delete(home.segments().getFirst());
            Files.deleteIfExists(home.logs());
            assertThat(Home.append(journal, Home.numbered(2)).seq()).isEqualTo(2);
        }
        assertThat(home.records()).extracting(JournalRecord::seq).containsExactly(2L);
        assertThat(home.reader().verify())
                .isInstanceOfSatisfying(
                        Verification.Broken.class,
                        broken -> assertThat(broken.seq()).isEqualTo(1));
    }

    private void assertIntact(long records) {
        assertThat(home.reader().verify())
                .isInstanceOfSatisfying(
                        Verification.Intact.class,
                        intact -> assertThat(intact.records()).isEqualTo(records));
    }
}
