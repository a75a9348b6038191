package dev.errata.logs.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.logs.chain.JournalKey;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecoveryTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void makeHome() {
        home = new Home(folder);
    }

    @Test
    void cutsATornTailOffKeepsItsBytesAndRecordsIt() throws IOException {
        home.fill(3, 100);
        Path segment = home.segments().getFirst();
        long good = Files.size(segment);
        Files.writeString(segment, "{\"seq\":4,\"ts\":\"20", APPEND);

        home.fill(1, 100);

        assertThat(home.records())
                .extracting(JournalRecord::type)
                .containsExactly(
                        "setting.changed", "setting.changed", "setting.changed", "journal.repaired", "setting.changed");
        var repaired = home.records().get(3).body();
        assertThat(repaired.path("offset").asLong()).isEqualTo(good);
        assertThat(repaired.path("bytes").asInt()).isEqualTo(17);
        assertThat(home.logs().resolve(repaired.path("kept_in").asString())).hasContent("{\"seq\":4,\"ts\":\"20");
        assertThat(home.reader().verify()).isInstanceOfSatisfying(Verification.Intact.class, intact -> {
            assertThat(intact.lastSeq()).isEqualTo(5);
            assertThat(intact.notices()).singleElement().asString().contains("torn tail");
        });
    }

    @Test
    void keepsEachTornTailWhenTheyBeginAtTheSamePlace() throws IOException {
        home.fill(1, 100);
        Path segment = home.segments().getFirst();
        Path kept = segment.resolveSibling(segment.toFile().getName() + ".torn-" + Files.size(segment));
        Files.writeString(kept, "an earlier one");
        Files.writeString(segment, "a later one", APPEND);
        home.open().close();
        assertThat(kept).hasContent("an earlier one");
        assertThat(kept.resolveSibling(kept.toFile().getName() + "-2")).hasContent("a later one");
    }

    @Test
    void goesOnFromTheAnchorSoThatACutTailStaysVisible() throws IOException {
        home.fill(6, 100);
        rewrite(home.segments().getFirst(), lines -> lines.subList(0, 4));

        try (FileJournal journal = home.open()) {
            assertThat(journal.status().warning()).contains("the anchor names record 6, but the last one there is 4");
            assertThat(Home.append(journal, Home.numbered(9)).seq()).isEqualTo(8);
        }
        home.fill(1, 100); // and again: nobody is told twice, nothing heals

        assertThat(home.records()).extracting(JournalRecord::seq).containsExactly(1L, 2L, 3L, 4L, 7L, 8L, 9L);
        assertThat(home.segments()).hasSize(2);
        assertBroken(5, "records 5 to 6 are missing");
    }

    @Test
    void goesOnFromTheAnchorWhenAllSegmentsAreGone() throws IOException {
        home.fill(3, 2);
        for (Path segment : home.segments()) {
            Files.delete(segment);
        }
        home.fill(1, 100);
        assertThat(home.records()).extracting(JournalRecord::seq).containsExactly(4L, 5L);
        assertBroken(1, "records 1 to 3 are missing");
    }

    @Test
    void doesNotRepairAnEditAndGoesOnInANewSegment() throws IOException {
        home.fill(5, 100);
        rewrite(home.segments().getFirst(), lines -> {
            lines.set(2, lines.get(2).replace("value 0002", "value 9999"));
            return lines;
        });
        String damaged = Files.readString(home.segments().getFirst());

        try (FileJournal journal = home.open()) {
            assertThat(journal.status().warning()).contains("a record is not as it was written");
            assertThat(journal.status().writable()).isTrue();
            assertThat(Home.append(journal, Home.numbered(9)).seq()).isEqualTo(7);
        }
        assertThat(home.segments().getFirst()).hasContent(damaged);
        assertThat(home.records().get(5).body().path("segment").asString()).isEqualTo("audit-20261121-000001.jsonl");
        assertThat(home.records().get(5).body().path("line").asInt()).isEqualTo(3);
        assertBroken(3, "changed after it was written");
    }

    @Test
    void anEditedLastRecordKeepsItsNumber() throws IOException {
        home.fill(3, 100);
        rewrite(home.segments().getFirst(), lines -> {
            lines.set(2, lines.get(2).replace("value 0002", "value 9999"));
            return lines;
        });
        home.fill(1, 100);
        assertThat(home.records()).extracting(JournalRecord::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertBroken(3, "changed after it was written");
    }

    @Test
    void linesOfGarbageStayAndAreNamed() throws IOException {
        home.fill(3, 100);
        Files.writeString(home.segments().getFirst(), "garbage\nmore\n", APPEND);
        home.fill(1, 100);
        assertThat(home.records()).extracting(JournalRecord::seq).containsExactly(1L, 2L, 3L, 6L, 7L);
        assertBroken(4, "not a record");
    }

    @Test
    void aMissingSegmentBeforeTheLastIsFoundWhenOpening() throws IOException {
        home.fill(6, 2);
        Files.delete(home.segments().get(1));
        try (FileJournal journal = home.open()) {
            assertThat(journal.status().warning()).contains("does not follow");
        }
        assertBroken(3, "records 3 to 4 are missing");
    }

    @Test
    void aLastSegmentOfGarbageLeavesTheChainToTheAnchor() throws IOException {
        home.fill(6, 2);
        Files.writeString(home.segments().getLast(), "garbage\ngarbage\n");
        home.fill(1, 100);
        assertThat(home.records()).extracting(JournalRecord::seq).containsExactly(1L, 2L, 3L, 4L, 7L, 8L);
        assertBroken(5, "not a record");
    }

    @Test
    void refusesToGuessWhenNothingCanBeRead() throws IOException {
        home.fill(2, 100);
        home.anchor.set(null);
        Files.writeString(home.segments().getFirst(), "garbage\n");
        try (FileJournal journal = home.open()) {
            assertThat(journal.status().failure()).contains("No record").contains("elsewhere");
            assertThatThrownBy(() -> Home.append(journal, Home.numbered(1))).hasMessageContaining("No record");
        }
        assertThat(home.segments()).hasSize(1);
        assertThat(home.segments().getFirst()).hasContent("garbage\n");
    }

    @Test
    void anEmptyLastSegmentIsUsed() throws IOException {
        home.fill(2, 100);
        Files.createFile(home.logs().resolve("audit-20261121-000002.jsonl"));
        home.fill(1, 100);
        assertThat(home.segments()).hasSize(2);
        assertThat(home.reader().verify()).isInstanceOf(Verification.Intact.class);
        assertThat(home.records().getLast().segment()).hasFileName("audit-20261121-000002.jsonl");
    }

    @Test
    void aMissingAnchorIsRecordedAndMadeAgain() {
        home.fill(2, 100);
        home.anchor.set(null);
        assertThat(home.reader().verify()).isEqualTo(new Verification.NoAnchor(2));
        try (FileJournal journal = home.open()) {
            assertThat(journal.status().warning()).contains("no anchor");
        }
        assertThat(home.records().getLast().type()).isEqualTo("journal.anchor_missing");
        assertThat(home.reader().verify())
                .isInstanceOfSatisfying(
                        Verification.Intact.class,
                        intact -> assertThat(intact.notices())
                                .singleElement()
                                .asString()
                                .contains("no anchor"));
    }

    @Test
    void aForgedAnchorIsNotCoveredUpByTheNextOne() {
        home.fill(4, 100);
        JournalRecord second = home.records().get(1);
        home.anchor.set(new Anchor.Head(2, second.body().path("hash").asString(), "0".repeat(64)));
        home.fill(1, 100);
        assertBroken(5, "found damage");
    }

    @Test
    void anAnchorOfAnotherPastIsNotCoveredUpByTheNextOne() throws IOException {
        home.fill(2, 100);
        String hash = "1".repeat(64);
        String mac = JournalKey.read(folder).orElseThrow().seal().anchorMac(2, hash);
        home.anchor.set(new Anchor.Head(2, hash, mac));
        home.fill(1, 100);
        home.anchor.set(null);
        assertBroken(3, "found damage");
    }

    @Test
    void aMissingKeyBesideRecordsIsNeverReplacedAndSaysWhatToDo() throws IOException {
        home.fill(2, 100);
        Path key = folder.resolve(JournalKey.FILE);
        String text = Files.readString(key);
        Files.delete(key);

        try (FileJournal journal = home.open()) {
            assertThat(journal.status().failure()).contains("is missing").contains("Put the key back");
            assertThatThrownBy(() -> Home.append(journal, Home.numbered(1))).hasMessageContaining("Put the key back");
            assertThat(key).doesNotExist();

            Files.writeString(key, text);
            assertThat(Home.append(journal, Home.numbered(1)).seq()).isEqualTo(3);
            assertThat(journal.status().writable()).isTrue();
        }
        assertThat(home.reader().verify()).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void aDamagedKeyIsToldAndKept() throws IOException {
        Files.writeString(folder.resolve(JournalKey.FILE), "not a key");
        try (FileJournal journal = home.open()) {
            assertThat(journal.status().failure()).contains("damaged").contains("64 hex digits");
        }
        assertThat(folder.resolve(JournalKey.FILE)).hasContent("not a key");
    }

    @Test
    void aFolderThatCannotBeMadeIsToldAndTriedAgain() throws IOException {
        Files.writeString(home.logs(), "a file where the folder should be");
        try (FileJournal journal = home.open()) {
            assertThat(journal.status().writable()).isFalse();
            assertThatThrownBy(() -> Home.append(journal, Home.numbered(1))).isInstanceOf(RuntimeException.class);
            Files.delete(home.logs());
            assertThat(Home.append(journal, Home.numbered(2)).seq()).isEqualTo(1);
            assertThat(journal.status().writable()).isTrue();
        }
    }

    private void assertBroken(long seq, String reason) {
        assertThat(home.reader().verify()).isInstanceOfSatisfying(Verification.Broken.class, broken -> {
            assertThat(broken.seq()).isEqualTo(seq);
            assertThat(broken.reason()).contains(reason);
        });
    }

    private static void rewrite(Path segment, UnaryOperator<List<String>> change) throws IOException {
        List<String> lines = change.apply(new ArrayList<>(Files.readAllLines(segment)));
        Files.write(segment, (String.join("\n", lines) + "\n").getBytes(UTF_8));
    }
}
