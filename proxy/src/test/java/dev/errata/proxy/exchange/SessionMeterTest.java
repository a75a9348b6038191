package dev.errata.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.SessionEvent.TokensCounted;
import dev.errata.logs.store.SqliteDatabase;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.MemoryJournal;
import dev.errata.rules.session.BudgetLimits;
import dev.errata.rules.session.Budgets;
import dev.errata.rules.session.SessionBook;
import dev.errata.rules.session.SessionBook.Filter;
import dev.errata.rules.session.SessionLimits;
import dev.errata.rules.session.TokenUse;
import dev.errata.rules.session.TokenUse.Source;
import dev.errata.rules.store.RuleSchema;
import dev.errata.rules.store.SqliteSessionBook;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionMeterTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    private final MemoryJournal journal = new MemoryJournal();
    private SqliteDatabase database;
    private SessionBook book;
    private Budgets budgets;
    private SessionMeter meter;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(folder.resolve("errata.db"), List.of(RuleSchema.MIGRATIONS), CLOCK);
        book = new SqliteSessionBook(database, journal, CLOCK, () -> SessionLimits.USUAL);
        budgets = Budgets.open(
                book, () -> new BudgetLimits(1_000, -1, -1, true), () -> SessionLimits.USUAL, journal, CLOCK);
        meter = new SessionMeter(book, budgets, journal);
    }

    @AfterEach
    void close() {
        meter.close();
        database.close();
    }

    private static ExchangeEnd end(String id, int status, boolean inspected, Phase phase, TokenCount tokens) {
        var snapshot = new ExchangeSnapshot(
                id,
                1,
                Instant.now(),
                "ide",
                "POST",
                "/v1/chat/completions",
                "openai-chat",
                "qwen",
                "s",
                status,
                phase,
                1,
                1,
                10,
                1,
                0,
                0,
                true,
                inspected,
                "");
        var lane = new ExchangeDetail.LaneText("0/text", "x".repeat(40), "", List.of(), List.of());
        var call = new ExchangeDetail.LaneText(
                "0/tool/0", "{\"file_path\":\"a.py\",\"new_string\":\"漢字\"}", "", List.of(), List.of());
        var reads = new ExchangeDetail.LaneText("0/tool/1", "{\"file_path\":\"b.py\"}", "", List.of(), List.of());
        String request =
                "{\"model\":\"qwen\",\"messages\":[{\"role\":\"user\",\"content\":\"" + "y".repeat(76) + "\"}]}";
        return new ExchangeEnd(
                snapshot,
                0,
                0,
                List.of(),
                List.of(),
                tokens,
                new Conversation("work", ""),
                TraceParent.NONE,
                () -> new ExchangeDetail(snapshot, request, List.of(lane, call, reads), false),
                true);
    }

    private TokenUse counted(ExchangeEnd end) {
        meter.ended(end);
        Bench.await(() -> !book.exchanges("work", 1).isEmpty());
        return book.exchanges("work", 1).getFirst().tokens();
    }

    @Test
    void takesTheServersCounts() {
        assertThat(counted(end("e1", 200, true, Phase.COMPLETED, new TokenCount(7, 5, 3, 2))))
                .isEqualTo(new TokenUse(7, 5, 3, 2, Source.SERVER));
        assertThat(book.find("work").orElseThrow().session().files())
                .as("edited, not read")
                .containsExactly("a.py");
        Bench.await(() -> budgets.usedToday() == 12);
        assertThat(journal.events).contains(new TokensCounted("e1", "work", "qwen", 7, 5, "server"));
    }

    @Test
    void estimatesWhatTheServerDoesNotTell() {
        assertThat(counted(end("e1", 200, true, Phase.COMPLETED, TokenCount.UNKNOWN)))
                .isEqualTo(new TokenUse(20, 26, 0, 0, Source.ESTIMATE));
    }

    @Test
    void estimatesTheOutputOfAnAnswerThatBrokeOff() {
        assertThat(counted(end("e1", 200, true, Phase.CLIENT_CLOSED, new TokenCount(500, 1))))
                .isEqualTo(new TokenUse(500, 26, 0, 0, Source.ESTIMATE));
    }

    @Test
    void leavesOutWhatGotNoTextOfAModel() {
        meter.ended(end("e1", 500, true, Phase.COMPLETED, TokenCount.UNKNOWN));
        meter.ended(end("e2", 200, false, Phase.COMPLETED, TokenCount.UNKNOWN));
        counted(end("e3", 200, true, Phase.COMPLETED, new TokenCount(1, 1)));
        assertThat(book.list(Filter.ALL, null, 10).sessions())
                .singleElement()
                .satisfies(stored -> assertThat(stored.session().exchanges()).isEqualTo(1));
    }

    @Test
    void asksTheBudgets() {
        assertThat(meter.ask("ide", new Conversation("work", ""))).isInstanceOf(Budgets.Allowed.class);
        counted(end("e1", 200, true, Phase.COMPLETED, new TokenCount(999, 1)));
        Bench.await(() -> meter.ask("ide", new Conversation("work", "")) instanceof Budgets.Spent);
    }

    @Test
    void handsOnWhatHasEndedBeforeItCloses() {
        for (int i = 0; i < 50; i++) {
            meter.ended(end("e" + i, 200, true, Phase.COMPLETED, new TokenCount(1, 1)));
        }
        meter.close();
        database.close();
        try (var again = SqliteDatabase.open(folder.resolve("errata.db"), List.of(RuleSchema.MIGRATIONS), CLOCK)) {
            var reader = new SqliteSessionBook(again, journal, CLOCK, () -> SessionLimits.USUAL);
            assertThat(reader.find("work").orElseThrow().session().exchanges()).isEqualTo(50);
        }
    }

    @Test
    void asksTheServersTokenizerForWhatItHasNotCounted() {
        List<String> asked = new CopyOnWriteArrayList<>();
        meter.close();
        meter = new SessionMeter(book, budgets, journal, (server, text) -> {
            asked.add(server + ": " + text.length());
            return text.length() / 2;
        });
        TokenUse use = counted(end("e1", 200, true, Phase.COMPLETED, TokenCount.UNKNOWN));
        assertThat(use.source()).isEqualTo(Source.TOKENIZER);
        assertThat(use.input()).isEqualTo(("user".length() + 1 + 76) / 2);
        assertThat(use.output()).isPositive();
        assertThat(asked).hasSize(2).allMatch(each -> each.startsWith("s: "));
    }

    @Test
    void estimatesWhereTheTokenizerDoesNotAnswer() {
        meter.close();
        meter = new SessionMeter(book, budgets, journal, (server, text) -> TokenCounter.UNKNOWN);
        assertThat(counted(end("e1", 200, true, Phase.COMPLETED, TokenCount.UNKNOWN)).source())
                .isEqualTo(Source.ESTIMATE);
    }
}
