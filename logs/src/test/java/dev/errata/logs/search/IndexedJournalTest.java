package dev.errata.logs.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.Event;
import dev.errata.logs.event.RewriteEntry;
import dev.errata.logs.event.RulesEvent;
import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.event.TrafficEvent;
import dev.errata.logs.journal.FileJournal;
import dev.errata.logs.journal.Home;
import dev.errata.logs.journal.JournalLimits;
import dev.errata.logs.read.FileJournalReader;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Place;
import dev.errata.logs.store.AuditIndex;
import dev.errata.logs.store.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The index and the files must give the same answers, however far the index has come.
final class IndexedJournalTest {
    private static final List<String> TEXTS = List.of(
            "Sydney is the capital",
            "src/main/java/App.java",
            "café au lait",
            "日本語の文章",
            "a | b",
            "naïve_variable_name",
            "ＦＵＬＬ width",
            "...");
    private static final List<String> QUERIES = List.of(
            "sydney",
            "SYD cap",
            "\"the capital\"",
            "\"capital the\"",
            "main/java",
            "app.j",
            "cafe",
            "日本",
            "本語 文",
            "variable",
            "full",
            "finished",
            "nowhere",
            "|",
            "\"unfinished quote");

    @TempDir
    Path folder;

    private Home home;
    private SqliteDatabase database;
    private AuditIndex index;

    @BeforeEach
    void open() {
        home = new Home(folder);
        database = SqliteDatabase.open(folder.resolve("errata.db"), List.of(), home);
        index = new AuditIndex(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void answersAsTheFilesDo() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var limits = new JournalLimits(9_000, 100, Duration.ZERO, 1 << 20);
        try (FileJournal journal = home.open(limits)) {
            for (int i = 0; i < 300; i++) {
                home.setClock(Home.START.plus(Duration.ofMinutes(random.nextInt(3 * 24 * 60))));
                Home.append(journal, event(random));
            }
        }
        FileJournalReader files = home.reader();
        for (int indexed : new int[] {0, 120, 300}) {
            if (indexed > 0) {
                index.add(files.placedAfter(
                        index.head().seq(), indexed - (int) index.head().seq()));
            }
            assertThat(index.head().seq()).isEqualTo(indexed);
            var journal = new IndexedJournal(files, () -> index);
            for (int i = 0; i < 80; i++) {
                JournalQuery query = query(random);
                long at = random.nextInt(320);
                int limit = 1 + random.nextInt(40);
                assertThat(journal.newest(query, at, limit))
                        .as("seed %d, %s before %d", seed, query, at)
                        .isEqualTo(files.newest(query, at, limit));
                assertThat(journal.after(query, at, limit))
                        .as("seed %d, %s after %d", seed, query, at)
                        .isEqualTo(files.after(query, at, limit));
            }
            for (String text : QUERIES) {
                var query = new JournalQuery(null, null, null, null, null, text);
                assertThat(journal.newest(query, Long.MAX_VALUE, 500))
                        .as("seed %d, %s", seed, text)
                        .isEqualTo(files.newest(query, Long.MAX_VALUE, 500));
            }
        }
    }

    @Test
    void findsWordsWithoutCaseAndAccentsAndWhileTheyAreTyped() {
        try (FileJournal journal = home.open()) {
            for (String text : TEXTS) {
                Home.append(journal, new SystemEvent.Stopped(text));
            }
        }
        keeper().catchUp();
        assertThat(search("SYD")).containsExactly(1L);
        assertThat(search("capital sydney")).containsExactly(1L);
        assertThat(search("\"capital sydney\"")).isEmpty();
        assertThat(search("ydney")).isEmpty();
        assertThat(search("java/App")).containsExactly(2L);
        assertThat(search("Cafe")).containsExactly(3L);
        assertThat(search("日本")).containsExactly(4L);
        assertThat(search("文章")).containsExactly(4L);
        assertThat(search("full")).containsExactly(7L);
        assertThat(search("...")).containsExactly(8L);
        assertThat(search("stopped")).hasSize(8);
    }

    @Test
    void pagesWithoutAGapOrADouble() {
        try (FileJournal journal = home.open()) {
            for (int i = 0; i < 50; i++) {
                Home.append(journal, new SystemEvent.Stopped(i % 2 == 0 ? "even" : "odd"));
            }
        }
        index.add(home.reader().placedAfter(0, 30));
        var query = new JournalQuery(null, null, null, null, null, "even");
        var journal = new IndexedJournal(home.reader(), () -> index);
        long before = Long.MAX_VALUE;
        var seen = new ArrayList<Long>();
        for (List<JournalRecord> page = journal.newest(query, before, 7);
                !page.isEmpty();
                page = journal.newest(query, before, 7)) {
            page.forEach(record -> seen.add(record.seq()));
            before = page.getLast().seq();
        }
        assertThat(seen)
                .hasSize(25)
                .isSortedAccordingTo((a, b) -> Long.compare(b, a))
                .doesNotHaveDuplicates();
    }

    @Test
    void goesOnWhereItStoodAndIsMadeAgainForAnotherJournal() throws IOException {
        home.fill(10, 4);
        keeper().catchUp();
        assertThat(index.head().seq()).isEqualTo(10);
        home.fill(5, 4);
        keeper().catchUp();
        assertThat(index.head().seq()).isEqualTo(15);
        assertThat(search("value")).hasSize(15);

        for (Path segment : home.segments()) {
            Files.delete(segment);
        }
        home.anchor.set(null);
        home.fill(3, 4);
        keeper().catchUp();
        assertThat(index.head().seq()).isEqualTo(3);
        assertThat(search("value")).hasSize(3);
    }

    @Test
    void canBeMadeAgainAtAnyTime() {
        home.fill(10, 4);
        IndexKeeper keeper = keeper();
        keeper.catchUp();
        keeper.rebuild();
        assertThat(index.head().seq()).isZero();
        assertThat(search("value")).hasSize(10);
        keeper.catchUp();
        assertThat(index.head().seq()).isEqualTo(10);
        assertThat(search("value")).hasSize(10);
    }

    @Test
    void isKeptUpInTheBackground() throws InterruptedException {
        try (IndexKeeper keeper = keeper()) {
            keeper.start();
            home.fill(10, 4);
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (index.head().seq() < 10 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(index.head().seq()).isEqualTo(10);
            assertThat(keeper.fault()).isEmpty();
        }
    }

    @Test
    void anIndexThatPointsElsewhereShowsNothingFalse() {
        home.fill(10, 4);
        index.add(home.reader().placedAfter(0, 10).stream()
                .map(placed -> new Place.Placed(
                        new Place(
                                placed.place().seq(),
                                placed.place().segment(),
                                placed.place().start() + 17),
                        placed.record()))
                .toList());
        assertThat(search("value")).containsExactly(10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    private List<Long> search(String text) {
        return new IndexedJournal(home.reader(), () -> index)
                .newest(new JournalQuery(null, null, null, null, null, text), Long.MAX_VALUE, 100).stream()
                        .map(JournalRecord::seq)
                        .toList();
    }

    private IndexKeeper keeper() {
        return new IndexKeeper(home.reader(), index);
    }

    private static Event event(Random random) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        RewriteEntry rewrite = new RewriteEntry("0/text", random.nextInt(4), "own", 0, text, "x", 1);
        return switch (random.nextInt(4)) {
            case 0 ->
                new TrafficEvent.ExchangeStarted(
                        "01A" + random.nextInt(5), "curl" + random.nextInt(3), "POST", "/v1", "w", "u", 1);
            case 1 ->
                new TrafficEvent.ExchangeFinished(
                        "01A" + random.nextInt(5),
                        "curl" + random.nextInt(3),
                        "w",
                        random.nextBoolean() ? "model-" + random.nextInt(3) : null,
                        200,
                        "completed",
                        true,
                        text,
                        "",
                        "",
                        List.of(rewrite),
                        List.of(),
                        1);
            case 2 -> new RulesEvent.RuleChanged(random.nextInt(4), "added", "cli");
            default -> new SystemEvent.Stopped(text);
        };
    }

    private static JournalQuery query(Random random) {
        return new JournalQuery(
                pick(random, "exchange", "exchange.finished", "rule", "system", "nothing"),
                random.nextInt(4) == 0 ? instant(random) : null,
                random.nextInt(4) == 0 ? instant(random) : null,
                pick(random, "01A0", "01A1", "01B"),
                random.nextInt(4) == 0 ? (Long) (long) random.nextInt(5) : null,
                random.nextBoolean() ? QUERIES.get(random.nextInt(QUERIES.size())) : null,
                pick(random, "model-1", "model-*", "none"),
                pick(random, "curl1", "c*2", "wget"));
    }

    private static Instant instant(Random random) {
        return Home.START.plus(Duration.ofSeconds(random.nextInt(3 * 24 * 3600)));
    }

    private static @Nullable String pick(Random random, String... words) {
        return random.nextInt(4) == 0 ? words[random.nextInt(words.length)] : null;
    }
}
