package dev.errata.logs.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.chain.JournalKey;
import dev.errata.logs.journal.Anchor;
import dev.errata.logs.journal.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Twelve records in three segments of four, and everything that somebody without the key can do to them.
final class TamperTest {
    private static final int RECORDS = 12;
    private static final int PER_SEGMENT = 4;

    @TempDir
    Path folder;

    private Home home;
    private final List<List<String>> segments = new ArrayList<>();

    @BeforeEach
    void fill() throws IOException {
        home = new Home(folder);
        home.fill(RECORDS, PER_SEGMENT);
        for (Path segment : home.segments()) {
            segments.add(new ArrayList<>(Files.readAllLines(segment)));
        }
        assertThat(segments).hasSize(3).allMatch(lines -> lines.size() == PER_SEGMENT);
        assertThat(verify()).isInstanceOfSatisfying(Verification.Intact.class, intact -> {
            assertThat(intact.records()).isEqualTo(RECORDS);
            assertThat(intact.lastSeq()).isEqualTo(RECORDS);
            assertThat(intact.at()).isEqualTo(Home.START);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 6, 12})
    void namesAnEditedRecord(int seq) throws IOException {
        edit(seq, line(seq).replace("value", "VALUE"));
        assertBroken(seq, seq, seq == 1 ? "first record was changed" : "changed after it was written");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 6, 12})
    void namesARecordWhoseNumberWasEdited(int seq) throws IOException {
        edit(seq, line(seq).replace("\"seq\":" + seq, "\"seq\":" + (seq + 1)));
        assertBroken(seq, seq, "changed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 6, 12})
    void namesARecordWhoseHashWasMadeWithoutTheKey(int seq) throws Exception {
        edit(seq, reforged(line(seq).replace("value", "VALUE"), seq == 1 ? "0".repeat(64) : hash(seq - 1)));
        assertBroken(seq, seq, "changed");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "4, 5, 1", "5, 5, 1", "6, 6, 2", "11, 11, 3"})
    void namesADeletedRecord(int seq, int where, int line) throws IOException {
        segment(seq).remove((seq - 1) % PER_SEGMENT);
        write();
        assertThat(verify()).isInstanceOfSatisfying(Verification.Broken.class, broken -> {
            assertThat(broken.seq()).isEqualTo(seq);
            assertThat(broken.line()).isEqualTo(line);
            assertThat(broken.segment()).isEqualTo(name(where));
            assertThat(broken.reason()).contains("record " + seq + " is missing");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 11})
    void namesTwoRecordsThatChangedPlaces(int seq) throws IOException {
        String first = line(seq);
        String second = line(seq + 1);
        segment(seq).set((seq - 1) % PER_SEGMENT, second);
        segment(seq + 1).set(seq % PER_SEGMENT, first);
        write();
        assertBroken(seq, seq, "is missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 7, 12})
    void namesAnInsertedRecord(int seq) throws IOException {
        segment(seq).add((seq - 1) % PER_SEGMENT, line(seq).replace("value", "VALUE"));
        write();
        assertBroken(seq, seq, "changed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 11})
    void namesADoubledRecord(int seq) throws IOException {
        segment(seq).add(seq % PER_SEGMENT, line(seq));
        write();
        assertBroken(seq + 1, seq + 1, "record " + seq + " stands here again");
    }

    @Test
    void namesADoubledLastRecord() throws IOException {
        segments.getLast().add(line(RECORDS));
        write();
        assertThat(verify()).isEqualTo(new Verification.Broken(name(12), 5, 13, "record 12 stands here again"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void namesTheFirstRecordOfATailThatWasCut(int cut) throws IOException {
        segments.getLast().subList(PER_SEGMENT - cut, PER_SEGMENT).clear();
        write();
        assertThat(verify()).isInstanceOfSatisfying(Verification.Broken.class, broken -> {
            assertThat(broken.seq()).isEqualTo(RECORDS - cut + 1);
            assertThat(broken.line()).isZero();
            assertThat(broken.reason()).contains("missing").contains("end of the journal was cut off");
        });
    }

    @Test
    void aLastLineWithoutItsEndIsACutIfTheAnchorNeedsIt() throws IOException {
        Files.writeString(home.segments().getLast(), String.join("\n", segments.getLast()));
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.Broken.class,
                        broken -> assertThat(broken.seq()).isEqualTo(RECORDS));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 5", "2, 9"})
    void namesTheFirstRecordOfAMissingFile(int index, int seq) throws IOException {
        Files.delete(home.segments().get(index));
        assertThat(verify()).isInstanceOfSatisfying(Verification.Broken.class, broken -> {
            assertThat(broken.seq()).isEqualTo(seq);
            assertThat(broken.reason()).contains("records " + seq + " to " + (seq + 3) + " are missing");
        });
    }

    @Test
    void namesTheFirstRecordWhenAllFilesAreGone() throws IOException {
        for (Path segment : home.segments()) {
            Files.delete(segment);
        }
        assertThat(verify())
                .isEqualTo(new Verification.Broken(
                        "", 0, 1, "records 1 to 12 are missing: the end of the journal was cut off"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 12})
    void namesTheBeginOfATailThatWasForgedWithoutTheKey(int from) throws Exception {
        String prev = from == 1 ? "0".repeat(64) : hash(from - 1);
        for (int seq = from; seq <= RECORDS; seq++) {
            String forged = reforged(line(seq).replace("value", "VALUE"), prev);
            segment(seq).set((seq - 1) % PER_SEGMENT, forged);
            prev = hash(seq);
        }
        write();
        assertBroken(from, from, "changed");
    }

    @Test
    void aGarbageLineAndABlankLineAreNotRecords() throws IOException {
        edit(6, "garbage");
        assertBroken(6, 6, "not a record");
        edit(6, "");
        assertBroken(6, 6, "not a record");
    }

    @Test
    void aTornEndOfAnEarlierSegmentIsDamage() throws IOException {
        Files.writeString(home.segments().getFirst(), "{\"seq\":", APPEND);
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.Broken.class,
                        broken -> assertThat(broken.line()).isEqualTo(5));
    }

    @Test
    void aTornTailBeyondTheAnchorIsAWriterAtWork() throws IOException {
        Files.writeString(home.segments().getLast(), "{\"seq\":13,\"ts\"", APPEND);
        assertThat(verify()).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void validRecordsBeyondTheAnchorAreAccepted() throws IOException {
        Anchor.Head early = home.anchor.read().orElseThrow();
        home.fill(3, PER_SEGMENT);
        home.anchor.set(early);
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.Intact.class,
                        intact -> assertThat(intact.lastSeq()).isEqualTo(15));
    }

    @Test
    void aMissingAnchorIsSaid() {
        home.anchor.set(null);
        assertThat(verify()).isEqualTo(new Verification.NoAnchor(RECORDS));
    }

    @Test
    void anAnchorThatFollowsACutTailNeedsTheKey() throws IOException {
        segments.getLast().removeLast();
        write();
        home.anchor.set(new Anchor.Head(11, hash(11), "0".repeat(64)));
        assertThat(verify())
                .isEqualTo(new Verification.Broken(name(12), 0, 11, "the anchor was not made by this journal"));
    }

    @Test
    void anAnchorOfAnotherRecordNamesTheRecord() throws Exception {
        String mac = JournalKey.read(folder).orElseThrow().seal().anchorMac(7, "1".repeat(64));
        home.anchor.set(new Anchor.Head(7, "1".repeat(64), mac));
        assertBroken(7, 7, "not the one that the anchor names");
    }

    @Test
    void anotherKeyOrNoneCannotCheck() throws IOException {
        Path key = folder.resolve("journal.key");
        Files.writeString(key, "ab".repeat(32));
        assertBroken(1, 1, "not the key");
        Files.delete(key);
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("key is missing"));
        assertThat(key).doesNotExist();
    }

    @Test
    void anAnchorThatCannotBeReadIsSaid() {
        var reader = new FileJournalReader(folder, () -> {
            throw new IllegalStateException("no database");
        });
        assertThat(reader.verify())
                .isInstanceOfSatisfying(
                        Verification.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("no database"));
    }

    private Verification verify() {
        return home.reader().verify();
    }

    /// @param where the record at whose old place the first bad one is
    private void assertBroken(int where, int seq, String reason) {
        assertThat(verify()).isInstanceOfSatisfying(Verification.Broken.class, broken -> {
            assertThat(broken.seq()).isEqualTo(seq);
            assertThat(broken.reason()).contains(reason);
            assertThat(broken.segment()).isEqualTo(name(where));
            assertThat(broken.line()).isEqualTo((where - 1) % PER_SEGMENT + 1);
        });
    }

    private static String name(int seq) {
        return "audit-20261121-00000%d.jsonl".formatted((seq - 1) / PER_SEGMENT + 1);
    }

    private List<String> segment(int seq) {
        return segments.get((seq - 1) / PER_SEGMENT);
    }

    private String line(int seq) {
        return segment(seq).get((seq - 1) % PER_SEGMENT);
    }

    private String hash(int seq) {
        String line = line(seq);
        return line.substring(line.length() - 66, line.length() - 2);
    }

    private void edit(int seq, String line) throws IOException {
        segment(seq).set((seq - 1) % PER_SEGMENT, line);
        write();
    }

    private void write() throws IOException {
        for (int i = 0; i < segments.size(); i++) {
            String text = segments.get(i).isEmpty() ? "" : String.join("\n", segments.get(i)) + "\n";
            Files.writeString(folder.resolve("logs").resolve(name(i * PER_SEGMENT + 1)), text);
        }
    }

    /// A line with a plain SHA-256 as its hash: the best that one without the key can do.
    private static String reforged(String line, String prev) throws Exception {
        int prevAt = line.lastIndexOf(",\"prev\"");
        String body = line.substring(0, prevAt) + ",\"prev\":\"" + prev + "\"";
        byte[] hash = MessageDigest.getInstance("SHA-256").digest((prev + "\n" + body).getBytes(UTF_8));
        return body + ",\"hash\":\"" + HexFormat.of().formatHex(hash) + "\"}";
    }
}
