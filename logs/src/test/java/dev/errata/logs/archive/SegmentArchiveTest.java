package dev.errata.logs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.archive.SegmentArchive.Round;
import dev.errata.logs.journal.FileJournal;
import dev.errata.logs.journal.Home;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sixteen records in four segments, one for each of four days; then time passes.
final class SegmentArchiveTest {
    private static final Retention PACK = new Retention(10, 0);
    private static final Retention PACK_AND_REMOVE = new Retention(10, 30);

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void fill() {
        home = new Home(folder);
        for (int day = 0; day < 4; day++) {
            home.setClock(Home.START.plus(Duration.ofDays(day)));
            home.fill(4, 4);
        }
    }

    @Test
    void packsSealedSegmentsButTheNewestAndStillProvesAndReadsAll() throws IOException {
        List<String> before = lines();
        Round round = run(20, PACK);

        assertThat(round).isEqualTo(new Round(2, 0, null));
        assertThat(archive("20261121")).isRegularFile();
        assertThat(archive("20261122")).isRegularFile();
        assertThat(home.logs().resolve("audit-20261121-000001.jsonl")).doesNotExist();
        assertThat(home.segments()).hasSize(3);
        assertThat(lines()).startsWith(before.toArray(String[]::new)).hasSize(18);
        assertThat(intact().records()).isEqualTo(18);
        assertThat(intact().notices()).containsExactly("2 segments were read from the archive.");
        assertThat(home.records().get(16).body().path("type").asString()).isEqualTo("journal.archived");
        assertThat(home.reader().newest(JournalQuery.ALL, 7, 9))
                .extracting(JournalRecord::seq)
                .containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(run(20, PACK).archived()).isEqualTo(1); // its own records have begun a newer segment
        assertThat(run(20, PACK)).isEqualTo(new Round(0, 0, null));
    }

    @Test
    void theNextStartFindsTheChainWhole() {
        run(20, PACK);
        home.fill(2, 4);
        assertThat(intact().records()).isEqualTo(20);
    }

    @Test
    void doesNothingBeforeItsTimeOrIfNothingIsWanted() throws IOException {
        assertThat(run(9, PACK)).isEqualTo(new Round(0, 0, null));
        assertThat(run(999, Retention.FOR_EVER)).isEqualTo(new Round(0, 0, null));
        assertThat(home.segments()).hasSize(4);
    }

    @Test
    void whatWasRemovedIsSaidAndTheRestIsProved() {
        run(20, PACK);
        Round round = run(30, PACK_AND_REMOVE);

        assertThat(round).isEqualTo(new Round(1, 1, null));
        assertThat(archive("20261121")).doesNotExist();
        assertThat(intact().records()).isEqualTo(16);
        assertThat(intact().lastSeq()).isEqualTo(20);
        assertThat(intact().notices().getFirst())
                .isEqualTo("Records 1 to 4 were removed because of their age, as record 20 says; of these the end hash"
                        + " is proved, not the content.");
        assertThat(home.records()).extracting(JournalRecord::seq).startsWith(5L).hasSize(16);
    }

    @Test
    void aRemovalThatACrashLeftHalfDoneIsDoneAgain() throws IOException {
        run(20, PACK);
        byte[] kept = Files.readAllBytes(archive("20261121"));
        run(30, PACK_AND_REMOVE);
        Files.write(archive("20261121"), kept);

        assertThat(intact().records()).isEqualTo(20);
        assertThat(run(30, PACK_AND_REMOVE).removed()).isEqualTo(1);
        assertThat(intact().records()).isEqualTo(18);
    }

    @Test
    void aSegmentInBothPlacesAfterACrashIsReadOnceAndPackedAgain() throws IOException {
        Path live = home.logs().resolve("audit-20261121-000001.jsonl");
        byte[] bytes = Files.readAllBytes(live);
        run(20, PACK);
        Files.write(live, bytes);
        Files.write(archive("20261121"), new byte[] {1, 2, 3});

        assertThat(intact().records()).isEqualTo(18);
        assertThat(run(20, PACK).archived()).isEqualTo(2);
        assertThat(live).doesNotExist();
        assertThat(intact().records()).isEqualTo(20);
    }

    @Test
    void moreMissingThanWasRemovedIsNamed() throws IOException {
        run(20, PACK);
        run(30, PACK_AND_REMOVE);
        Files.delete(archive("20261122"));

        assertThat(verify()).isInstanceOfSatisfying(Verification.Broken.class, broken -> {
            assertThat(broken.seq()).isEqualTo(5);
            assertThat(broken.reason()).isEqualTo("records 5 to 8 are missing");
        });
    }

    @Test
    void anArchiveThatIsGoneWithoutARecordIsNamed() throws IOException {
        run(20, PACK);
        Files.delete(archive("20261121"));

        assertThat(verify()).isInstanceOfSatisfying(Verification.Broken.class, broken -> {
            assertThat(broken.seq()).isEqualTo(1);
            assertThat(broken.reason()).isEqualTo("records 1 to 4 are missing");
        });
    }

    @Test
    void anArchiveThatIsDamagedIsNamed() throws IOException {
        run(20, PACK);
        byte[] bytes = Files.readAllBytes(archive("20261122"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive("20261122"), bytes);

        assertThat(verify()).isInstanceOfSatisfying(Verification.Broken.class, broken -> {
            assertThat(broken.segment()).isEqualTo("audit-20261122-000001.jsonl");
            assertThat(broken.seq()).isEqualTo(5);
        });
    }

    @Test
    void nothingIsRemovedFromAChainThatIsNotIntact() throws IOException {
        run(20, PACK);
        Path live = home.segments().getFirst();
        Files.writeString(live, Files.readString(live).replaceFirst("value", "VALUE"));

        Round round = run(30, PACK_AND_REMOVE);
        assertThat(round.removed()).isZero();
        assertThat(round.fault()).contains("not intact");
        assertThat(archive("20261121")).exists();
    }

    @Test
    void aCheckBesideARoundIsNeverWrong() throws InterruptedException {
        var wrong = new ArrayList<Verification>();
        Thread round = Thread.ofPlatform().start(() -> run(20, PACK));
        do {
            Verification found = verify();
            if (!(found instanceof Verification.Intact)) {
                wrong.add(found);
            }
        } while (round.isAlive());
        round.join();
        assertThat(wrong).isEmpty();
        assertThat(home.records())
                .extracting(JournalRecord::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 18).boxed().toList());
    }

    private Round run(int daysLater, Retention retention) {
        home.setClock(Home.START.plus(Duration.ofDays(daysLater)));
        try (FileJournal journal = home.open()) {
            return new SegmentArchive(folder, journal, home.reader(), home.anchor::read, home).run(retention);
        }
    }

    private Path archive(String day) {
        return home.logs().resolve("archive").resolve("audit-" + day + "-000001.jsonl.gz");
    }

    private List<String> lines() {
        return home.records().stream().map(JournalRecord::json).toList();
    }

    private Verification.Intact intact() {
        assertThat(verify()).isInstanceOf(Verification.Intact.class);
        return (Verification.Intact) verify();
    }

    private Verification verify() {
        return home.reader().verify();
    }
}
