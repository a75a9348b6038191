package dev.errata.rules.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.SessionEvent.BudgetReached;
import dev.errata.logs.store.SqliteDatabase;
import dev.errata.rules.session.Budgets.Allowed;
import dev.errata.rules.session.Budgets.Spent;
import dev.errata.rules.session.TokenUse.Source;
import dev.errata.rules.store.FakeJournal;
import dev.errata.rules.store.RuleSchema;
import dev.errata.rules.store.SqliteSessionBook;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BudgetsTest {
    @TempDir
    Path folder;

    private final FakeJournal journal = new FakeJournal();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private BudgetLimits limits = BudgetLimits.NONE;
    private SqliteDatabase database;
    private SessionBook book;
    private Budgets budgets;
    private int exchanges;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(folder.resolve("errata.db"), List.of(RuleSchema.MIGRATIONS), clock);
        book = new SqliteSessionBook(database, journal, clock, () -> SessionLimits.USUAL);
        reopen();
    }

    private void reopen() {
        budgets = Budgets.open(book, () -> limits, () -> SessionLimits.USUAL, journal, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void use(long tokens, String client) {
        Turn turn = turn(tokens, client);
        budgets.counted(turn, book.add(turn).toCompletableFuture().join());
    }

    private Turn turn(long tokens, String client) {
        return new Turn(
                "e" + exchanges++,
                now,
                now,
                client,
                "",
                "",
                "m",
                new TokenUse(tokens, 0, 0, 0, Source.SERVER),
                List.of());
    }

    private List<String> told() {
        return journal.events.stream()
                .filter(BudgetReached.class::isInstance)
                .map(BudgetReached.class::cast)
                .map(event -> event.budget() + " " + event.percent() + " " + event.then())
                .toList();
    }

    @Test
    void warnsAtSeventyAndNinetyPercentExactlyAndOnce() {
        limits = new BudgetLimits(10_000, -1, -1, false);
        use(6_999, "ide");
        assertThat(told()).as("69.99 %").isEmpty();
        use(1, "ide");
        assertThat(told()).as("70 %").containsExactly("day 2026-11-21 70 warned");
        use(1_999, "ide");
        assertThat(told()).as("89.99 %").hasSize(1);
        use(1, "ide");
        assertThat(told()).as("90 %").hasSize(2).last().isEqualTo("day 2026-11-21 90 warned");
        use(500, "ide");
        assertThat(told()).hasSize(2);
        use(500, "ide");
        assertThat(told()).last().isEqualTo("day 2026-11-21 100 warned");
        use(5_000, "ide");
        assertThat(told()).hasSize(3);
        assertThat(budgets.ask("ide", "", "")).as("nobody wants it to stop").isInstanceOf(Allowed.class);
    }

    @Test
    void warnsAgainInTheNextPeriodAndNotAfterARestart() {
        limits = new BudgetLimits(100, -1, -1, false);
        use(75, "ide");
        reopen();
        assertThat(budgets.usedToday()).isEqualTo(75);
        use(1, "ide");
        assertThat(told()).hasSize(1);
        now = now.plus(Duration.ofDays(1));
        assertThat(budgets.usedToday()).isZero();
        use(70, "ide");
        assertThat(told()).containsExactly("day 2026-11-21 70 warned", "day 2026-11-22 70 warned");
    }

    /// Clients name themselves.
    @Test
    void aFloodOfNamesSharesOneAccountInTheEnd() {
        limits = new BudgetLimits(-1, -1, 1_000_000, true);
        use(1, "ide");
        var session = book.list(SessionBook.Filter.ALL, null, 1).sessions().getFirst().session();
        for (int i = 0; i < 12_000; i++) {
            budgets.counted(turn(100, "name" + i), session);
        }
        budgets.counted(turn(5, "ide"), session);
        assertThat(budgets.now())
                .hasSize(10_001)
                .contains(
                        new Budget(BudgetScope.CLIENT, "ide", 6, 1_000_000),
                        new Budget(BudgetScope.CLIENT, "name9998", 100, 1_000_000),
                        new Budget(BudgetScope.CLIENT, "(others)", 200_100, 1_000_000));
        assertThat(budgets.ask("name11000", "", "")).isInstanceOf(Allowed.class);
        budgets.counted(turn(900_000, "name11000"), session);
        assertThat(budgets.ask("name11001", "", "")).isInstanceOf(Budgets.Spent.class);
        assertThat(budgets.ask("ide", "", "")).isInstanceOf(Allowed.class);
    }

    @Test
    void countsEachClientAndEachSessionForItself() {
        limits = new BudgetLimits(-1, 100, 200, true);
        use(100, "ide");
        use(99, "agent");
        assertThat(told())
                .containsExactly(
                        "session e0 70 warned",
                        "session e0 90 warned",
                        "session e0 100 stopped",
                        "session e1 70 warned",
                        "session e1 90 warned");
        assertThat(budgets.now())
                .containsExactlyInAnyOrder(
                        new Budget(BudgetScope.SESSION, "e0", 100, 100),
                        new Budget(BudgetScope.SESSION, "e1", 99, 100),
                        new Budget(BudgetScope.CLIENT, "ide", 100, 200),
                        new Budget(BudgetScope.CLIENT, "agent", 99, 200));
        assertThat(budgets.ask("ide", "", ""))
                .isEqualTo(new Spent(new Budget(BudgetScope.SESSION, "e0", 100, 100), null));
        assertThat(budgets.ask("ide", "another", "")).isInstanceOf(Allowed.class);
        assertThat(budgets.ask("agent", "", "")).isInstanceOf(Allowed.class);
        now = now.plus(Duration.ofHours(1));
        assertThat(budgets.ask("ide", "", "")).as("a new session").isInstanceOf(Allowed.class);
        use(100, "ide");
        assertThat(budgets.ask("ide", "another", "")).isInstanceOfSatisfying(Spent.class, spent -> {
            assertThat(spent.budget().scope()).isEqualTo(BudgetScope.CLIENT);
            assertThat(spent.until()).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
        });
    }

    @Test
    void stopsAtTheEdgeAndStartsAgainTheNextDay() {
        limits = new BudgetLimits(100, -1, -1, true);
        use(99, "ide");
        assertThat(budgets.ask("ide", "", "")).isInstanceOf(Allowed.class);
        use(1, "ide");
        assertThat(budgets.ask("ide", "", "")).isInstanceOf(Spent.class);
        now = Instant.parse("2026-11-22T00:00:00Z");
        assertThat(budgets.ask("ide", "", "")).isInstanceOf(Allowed.class);
    }

    @Test
    void aBudgetOfNothingAllowsNothing() {
        limits = new BudgetLimits(0, -1, -1, true);
        assertThat(budgets.ask("ide", "", "")).isInstanceOf(Spent.class);
        limits = new BudgetLimits(0, -1, -1, false);
        assertThat(budgets.ask("ide", "", "")).isInstanceOf(Allowed.class);
        use(1, "ide");
        use(1, "ide");
        assertThat(told()).containsExactly("day 2026-11-21 100 warned");
        limits = new BudgetLimits(-1, 0, -1, true);
        assertThat(budgets.ask("new", "", "")).isInstanceOf(Spent.class);
        limits = new BudgetLimits(-1, -1, 0, true);
        assertThat(budgets.ask("new", "", "")).isInstanceOf(Spent.class);
    }
}
