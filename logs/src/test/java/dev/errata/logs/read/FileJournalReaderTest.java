package dev.errata.logs.read;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.RewriteEntry;
import dev.errata.logs.event.RulesEvent;
import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.journal.FileJournal;
import dev.errata.logs.journal.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileJournalReaderTest {
    private static final Instant NEXT_DAY = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void makeHome() {
        home = new Home(folder);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 13, 500})
    void pagesFromTheNewestToTheOldest(int pageSize) {
        home.fill(50, 6);
        var seen = new ArrayList<Long>();
        var page = home.reader().newest(JournalQuery.ALL, Long.MAX_VALUE, pageSize);
        while (!page.isEmpty()) {
            page.forEach(record -> seen.add(record.seq()));
            page = home.reader().newest(JournalQuery.ALL, page.getLast().seq(), pageSize);
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 50).map(i -> 51 - i).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500})
    void followsFromTheOldestToTheNewest(int pageSize) {
        home.fill(50, 6);
        var seen = new ArrayList<Long>();
        var page = home.reader().after(JournalQuery.ALL, 3, pageSize);
        while (!page.isEmpty()) {
            page.forEach(record -> seen.add(record.seq()));
            page = home.reader().after(JournalQuery.ALL, page.getLast().seq(), pageSize);
        }
        assertThat(seen)
                .containsExactlyElementsOf(LongStream.rangeClosed(4, 50).boxed().toList());
    }

    @Test
    void namesTheLineWhereARecordStands() throws IOException {
        home.fill(10, 4);
        for (JournalRecord record : home.records()) {
            assertThat(Files.readAllLines(record.segment()).get(record.line() - 1))
                    .isEqualTo(record.json());
        }
    }

    @Test
    void findsRecordsAcrossTheBlocksOfALargeSegment() {
        String large = "y".repeat(100_000);
        try (FileJournal journal = home.open()) {
            for (int i = 0; i < 12; i++) {
                Home.append(journal, new SystemEvent.Stopped(i % 3 == 0 ? large : "small"));
            }
        }
        assertThat(home.reader().newest(JournalQuery.ALL, 8, 3))
                .extracting(JournalRecord::seq)
                .containsExactly(7L, 6L, 5L);
        assertThat(home.reader().after(JournalQuery.ALL, 9, 2))
                .extracting(JournalRecord::seq)
                .containsExactly(10L, 11L);
        assertThat(home.records().get(9).body().path("reason").asString()).isEqualTo(large);
    }

    @Test
    void readsNeitherATornTailNorALineThatIsNoRecord() throws IOException {
        home.fill(3, 100);
        Path segment = home.segments().getFirst();
        List<String> lines = Files.readAllLines(segment);
        Files.writeString(
                segment,
                "noise\n" + lines.get(0) + "\n\nnoise\n" + lines.get(1) + "\n" + lines.get(2) + "\n{\"seq\":4");
        byte[] before = Files.readAllBytes(segment);
        assertThat(home.records()).extracting(JournalRecord::seq).containsExactly(1L, 2L, 3L);
        assertThat(home.reader().newest(JournalQuery.ALL, 3, 9))
                .extracting(JournalRecord::seq)
                .containsExactly(2L, 1L);
        assertThat(home.reader().after(JournalQuery.ALL, 1, 1))
                .extracting(JournalRecord::seq)
                .containsExactly(2L);
        assertThat(segment).hasBinaryContent(before);
    }

    @Test
    void aHomeWithoutAJournalIsEmptyAndStaysSo() {
        assertThat(home.records()).isEmpty();
        assertThat(home.reader().newest(JournalQuery.ALL, Long.MAX_VALUE, 5)).isEmpty();
        assertThat(home.reader().verify()).isEqualTo(new Verification.Empty());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void filtersByWhatAQueryNames() {
        RewriteEntry rewrite = Home.rewrite("the \"quick\" Fox", "dog");
        try (FileJournal journal = home.open()) {
            Home.append(journal, Home.finished("01A", List.of(rewrite), List.of()));
            Home.append(journal, Home.finished("01B", List.of(), List.of(rewrite)));
            Home.append(journal, new RulesEvent.RuleChanged(7, "updated", "cli"));
            home.setClock(NEXT_DAY);
            Home.append(journal, new SystemEvent.Stopped("01A"));
            Home.append(journal, new RulesEvent.RulesLoaded(7, 1, 0));
        }
        assertFinds(query("exchange", null, null, null, null, null), 1, 2);
        assertFinds(query("exchange.finished", null, null, null, null, null), 1, 2);
        assertFinds(query("exchange.fin", null, null, null, null, null));
        assertFinds(query(null, NEXT_DAY, null, null, null, null), 4, 5);
        assertFinds(query(null, null, NEXT_DAY, null, null, null), 1, 2, 3);
        assertFinds(query(null, null, null, "01A", null, null), 1);
        assertFinds(query(null, null, null, null, 7L, null), 1, 2, 3);
        assertFinds(query(null, null, null, null, null, "\"QUICK\" fox"), 1, 2);
        assertFinds(query("rule", null, null, null, null, "updated"), 3);
        assertFinds(query(null, null, null, null, null, "nowhere"));
    }

    @Test
    void countsTheCorrectionsSinceAnInstantAndThenOnlyWhatIsNew() throws IOException {
        RewriteEntry rewrite = Home.rewrite("a", "b");
        var count = new CorrectionCount(home.reader());
        assertThat(count.since(Home.START)).isZero();
        try (FileJournal journal = home.open()) {
            Home.append(journal, Home.finished("A", List.of(rewrite, rewrite), List.of(rewrite)));
            assertThat(count.since(Home.START)).isEqualTo(2);
            home.setClock(NEXT_DAY);
            Home.append(journal, Home.finished("B", List.of(rewrite), List.of()));
            Home.append(journal, Home.numbered(1));
            assertThat(count.since(Home.START)).isEqualTo(3);
            assertThat(count.since(NEXT_DAY)).isEqualTo(1);
        }
        Files.writeString(home.segments().getLast(), "{\"seq\":", APPEND);
        assertThat(count.since(NEXT_DAY)).isEqualTo(1);
    }

    private static JournalQuery query(
            @Nullable String type,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String exchange,
            @Nullable Long rule,
            @Nullable String text) {
        return new JournalQuery(type, from, to, exchange, rule, text);
    }

    private void assertFinds(JournalQuery query, long... seqs) {
        var oldestFirst = LongStream.of(seqs).boxed().toList();
        assertThat(home.reader().after(query, 0, 100))
                .extracting(JournalRecord::seq)
                .isEqualTo(oldestFirst);
        assertThat(home.reader().newest(query, Long.MAX_VALUE, 100))
                .extracting(JournalRecord::seq)
                .isEqualTo(oldestFirst.reversed());
    }
}
