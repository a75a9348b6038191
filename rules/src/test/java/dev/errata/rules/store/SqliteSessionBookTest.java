package dev.errata.rules.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.SessionEvent;
import dev.errata.logs.store.SqliteDatabase;
import dev.errata.rules.session.Decision;
import dev.errata.rules.session.Session;
import dev.errata.rules.session.SessionBook;
import dev.errata.rules.session.SessionBook.By;
import dev.errata.rules.session.SessionBook.Filter;
import dev.errata.rules.session.SessionBook.Period;
import dev.errata.rules.session.SessionLimits;
import dev.errata.rules.session.TokenSum;
import dev.errata.rules.session.TokenUse;
import dev.errata.rules.session.Turn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteSessionBookTest {
    private static final Clock CLOCK = Clock.fixed(Turns.NOON, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final FakeJournal journal = new FakeJournal();
    private SessionLimits limits = new SessionLimits(Duration.ofMinutes(30), 3);
    private Path file;
    private SqliteDatabase database;
    private SessionBook book;

    @BeforeEach
    void open() {
        file = folder.resolve("errata.db");
        database = SqliteDatabase.open(file, List.of(RuleSchema.MIGRATIONS), CLOCK);
        book = new SqliteSessionBook(database, journal, CLOCK, () -> limits);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Session add(Turn turn) {
        return book.add(turn).toCompletableFuture().join();
    }

    private SessionBook.Stored find(String id) {
        return book.find(id).orElseThrow();
    }

    private List<String> ids(Filter filter) {
        return book.list(filter, null, 100).sessions().stream()
                .map(stored -> stored.session().id())
                .toList();
    }

    @Test
    void aClientsTurnsAreOneSessionUntilThePauseIsLongerThanTheGap() {
        add(Turns.at("e1", Turns.NOON));
        Session same = add(Turns.at("e2", Turns.NOON.plusSeconds(2 + 30 * 60)));
        Session other =
                add(Turns.at("e3", same.lastAt().plus(Duration.ofMinutes(30)).plusMillis(1)));

        assertThat(same.id()).isEqualTo("e1");
        assertThat(same.exchanges()).isEqualTo(2);
        assertThat(same.tokens()).isEqualTo(new TokenSum(200, 20, 10, 4, 0));
        assertThat(other.id()).isEqualTo("e3");
        assertThat(find("e1").session().endedAt()).isEqualTo(same.lastAt());
        assertThat(journal.events)
                .extracting(event -> event.type())
                .containsExactly("session.started", "session.ended", "session.started");
    }

    @Test
    void anotherClientOrWorkspaceIsAnotherSession() {
        add(Turns.at("e1", Turns.NOON));
        assertThat(add(Turns.of("e2", Turns.NOON, "agent", "", 1)).id()).isEqualTo("e2");
        var elsewhere = new Turn(
                "e3",
                Turns.NOON,
                Turns.NOON,
                "ide",
                "",
                "shop",
                null,
                new TokenUse(1, 1, 0, 0, TokenUse.Source.ESTIMATE),
                List.of("a.py"));
        Session there = add(elsewhere);
        assertThat(there.id()).isEqualTo("e3");
        assertThat(there.tokens().estimated()).isEqualTo(2);
        assertThat(there.files()).containsExactly("a.py");
        assertThat(ids(Filter.ALL)).containsExactlyInAnyOrder("e1", "e2", "e3");
    }

    @Test
    void aNamedSessionGoesOnHoweverLongItRests() {
        add(Turns.named("e1", "my work"));
        Session later = add(Turns.of("e2", Turns.NOON.plus(Duration.ofDays(9)), "other", "my work", 1));
        assertThat(later.id()).isEqualTo("my work");
        assertThat(later.exchanges()).isEqualTo(2);
    }

    @Test
    void isResumedAfterACrash() {
        add(Turns.at("e1", Turns.NOON));
        // Nothing is said when a process dies: another one opens the same file.
        var fresh = new FakeJournal();
        try (var second = SqliteDatabase.open(file, List.of(RuleSchema.MIGRATIONS), CLOCK)) {
            var again = new SqliteSessionBook(second, fresh, CLOCK, () -> limits);
            Session session = again.add(Turns.at("e2", Turns.NOON.plusSeconds(60)))
                    .toCompletableFuture()
                    .join();
            assertThat(session.id()).isEqualTo("e1");
            assertThat(session.exchanges()).isEqualTo(2);
        }
        assertThat(fresh.events)
                .singleElement()
                .isInstanceOfSatisfying(
                        SessionEvent.Started.class,
                        event -> assertThat(event.how()).isEqualTo("resumed"));
    }

    @Test
    void aTurnCountsOnce() {
        add(Turns.at("e1", Turns.NOON));
        assertThat(add(Turns.at("e1", Turns.NOON)).exchanges()).isEqualTo(1);
        assertThat(book.tokens(Period.ALL, By.DAY))
                .singleElement()
                .satisfies(sum -> assertThat(sum.exchanges()).isEqualTo(1));
    }

    @Test
    void keepsTheNewestOnesAndTheTokensOfAll() {
        for (int i = 0; i < 5; i++) {
            add(Turns.of("e" + i, Turns.NOON.plusSeconds(i), "client " + i, "", 100));
        }
        assertThat(ids(Filter.ALL)).containsExactly("e4", "e3", "e2");
        assertThat(book.tokens(Period.ALL, By.CLIENT)).hasSize(5);
        assertThat(journal.events)
                .filteredOn(SessionEvent.Deleted.class::isInstance)
                .extracting(event -> ((SessionEvent.Deleted) event).session())
                .containsExactly("e0", "e1");
    }

    @Test
    void listsByPagesWithoutLosingOrRepeatingOne() {
        limits = new SessionLimits(Duration.ofMinutes(30), 100);
        for (int i = 0; i < 23; i++) {
            add(Turns.of("e" + i, Turns.NOON.plusSeconds(i / 5), "client " + i, "", 1));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            SessionBook.Page page = book.list(Filter.ALL, cursor, 4);
            page.sessions().forEach(stored -> seen.add(stored.session().id()));
            cursor = page.cursor();
        } while (cursor != null);
        assertThat(seen).hasSize(23).doesNotHaveDuplicates().isEqualTo(ids(Filter.ALL));
    }

    @Test
    void isSearchedByWordsAndClient() {
        add(Turns.named("e1", "Refactor login"));
        add(Turns.of("e2", Turns.NOON, "agent", "payment", 1));
        assertThat(ids(new Filter(null, "LOGIN"))).containsExactly("Refactor login");
        assertThat(ids(new Filter("agent", ""))).containsExactly("payment");
        assertThat(ids(new Filter("agent", "login"))).isEmpty();
        assertThat(ids(new Filter(null, "%"))).as("no pattern").isEmpty();
    }

    @Test
    void savesOnlyWhatNobodyElseHasSavedMeanwhile() {
        Session first = add(Turns.at("e1", Turns.NOON));
        assertThat(book.save(first.with(SessionDecisionsTest.decision("yes"))))
                .isInstanceOfSatisfying(
                        SessionBook.Saved.class,
                        saved -> assertThat(saved.session().version()).isEqualTo(first.version() + 1));
        assertThat(book.save(first.with(SessionDecisionsTest.decision("no"))))
                .isInstanceOfSatisfying(
                        SessionBook.Stale.class,
                        stale -> assertThat(stale.now().decisions())
                                .extracting(Decision::proposal)
                                .containsExactly("yes"));
        assertThat(find("e1").intact()).isTrue();
        book.delete("e1", "cli");
        assertThat(book.save(first)).isEqualTo(new SessionBook.Gone("e1"));
    }

    @Test
    void deletesASessionAndKeepsItsTokens() {
        add(Turns.at("e1", Turns.NOON));
        assertThat(book.delete("e1", "cli")).isEqualTo(new SessionBook.Deleted("e1"));
        assertThat(book.delete("e1", "cli")).isEqualTo(new SessionBook.Gone("e1"));
        assertThat(book.find("e1")).isEmpty();
        assertThat(book.exchanges("e1", 10)).hasSize(1);
        assertThat(journal.events.getLast()).isEqualTo(new SessionEvent.Deleted("e1", "person", "cli"));
    }

    @Test
    void findsAndSaysDamageAndGoesOn() throws Exception {
        add(Turns.at("e1", Turns.NOON));
        add(Turns.named("e2", "mine"));
        add(Turns.of("e3", Turns.NOON, "whole", "", 1));
        RuleHome.sql(
                file,
                "UPDATE sessions SET input_tokens = 7 WHERE session = 'e1'",
                "UPDATE sessions SET files = '[' , started_at = 'when' WHERE session = 'mine'");

        assertThat(find("e1").damage()).contains("checksum");
        assertThat(find("mine").damage()).contains("started_at is no time").contains("files is no list");
        assertThat(find("e3").intact()).isTrue();
        assertThat(book.list(Filter.ALL, null, 10).sessions()).hasSize(3);

        assertThat(add(Turns.at("e4", Turns.NOON)).id()).as("a new one").isEqualTo("e4");
        assertThat(add(Turns.at("e5", Turns.NOON)).id()).isEqualTo("e4");
        assertThat(add(Turns.named("e6", "mine")).exchanges()).isEqualTo(1);
        assertThat(find("mine").intact()).isTrue();
        assertThat(find("mine (damaged, e6)").intact()).isFalse();
        assertThat(journal.events)
                .filteredOn(SessionEvent.Damaged.class::isInstance)
                .extracting(event -> ((SessionEvent.Damaged) event).keptIn())
                .containsExactly("e1", "mine (damaged, e6)");
    }

    @Test
    void everyChangedColumnIsFound() throws Exception {
        add(Turns.named("e1", "mine"));
        List<String> columns = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA table_info(sessions)")) {
            while (rows.next()) {
                columns.add(rows.getString("name"));
            }
        }
        columns.remove("session"); // its own name is its key; a changed one is found below
        assertThat(columns).hasSize(17);
        for (String column : columns) {
            String other = column.endsWith("_at") ? "'2020-01-01T00:00:00.000Z'" : column.equals("named") ? "0" : "'3'";
            RuleHome.sql(
                    file,
                    "CREATE TABLE kept AS SELECT * FROM sessions",
                    "UPDATE sessions SET " + column + " = " + other);
            assertThat(find("mine").intact()).as(column).isFalse();
            RuleHome.sql(file, "DELETE FROM sessions", "INSERT INTO sessions SELECT * FROM kept", "DROP TABLE kept");
            assertThat(find("mine").intact()).isTrue();
        }
        RuleHome.sql(file, "UPDATE sessions SET session = 'yours'");
        assertThat(find("yours").intact()).isFalse();
    }

    @Test
    void addsUpTokensByDayModelSessionAndClient() {
        add(Turns.of("e1", Turns.NOON.minus(Duration.ofDays(1)), "a", "", 100));
        add(Turns.of("e2", Turns.NOON, "a", "", 200));
        add(Turns.of("e3", Turns.NOON, "b", "", 300));
        assertThat(book.tokens(Period.ALL, By.DAY))
                .extracting(sum ->
                        sum.key() + " " + sum.exchanges() + " " + sum.tokens().input())
                .containsExactly("2026-11-20 1 100", "2026-11-21 2 500");
        assertThat(book.tokens(Period.ALL, By.MODEL))
                .singleElement()
                .satisfies(sum -> assertThat(sum.tokens()).isEqualTo(new TokenSum(600, 30, 15, 6, 0)));
        LocalDate today = LocalDate.of(2026, 11, 21);
        assertThat(book.tokens(new Period(today, today), By.CLIENT))
                .extracting(sum -> sum.key() + " " + sum.tokens().input())
                .containsExactly("a 200", "b 300");
        assertThat(book.tokens(new Period(null, today.minusDays(1)), By.SESSION))
                .extracting(SessionBook.Account::key)
                .containsExactly("e1");
    }

    @Test
    void failsTheTurnThatTheDatabaseWillNotTake() {
        database.close();
        assertThat(book.add(Turns.at("e1", Turns.NOON)).toCompletableFuture()).isCompletedExceptionally();
        assertThat(journal.events).isEmpty();
    }

    @Test
    void everyListedQueryUsesAnIndex() throws Exception {
        List<String> queries = new ArrayList<>(List.of(
                SessionTable.ONE,
                SessionTable.OPEN,
                SessionTable.LIST,
                SessionTable.LIST_OF_CLIENT,
                SessionTable.SINCE,
                SessionTable.BEYOND,
                SessionTable.DELETE,
                SessionTable.UPDATE,
                TokenTable.SESSION_OF,
                TokenTable.OF_SESSION));
        for (By by : By.values()) {
            queries.add(TokenTable.sums(by));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String query : queries) {
                List<String> plan = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + query)) {
                    while (rows.next()) {
                        plan.add(rows.getString("detail"));
                    }
                }
                assertThat(plan)
                        .as(query)
                        .anyMatch(step -> step.contains("INDEX"))
                        .noneMatch(step -> step.startsWith("SCAN") && !step.contains("INDEX"));
                boolean grouped = query.contains("GROUP BY");
                if (!grouped) {
                    assertThat(plan).as("sorted by the index: " + query).noneMatch(step -> step.contains("B-TREE"));
                }
            }
        }
    }

    @Test
    void theWayBackGivesTheSchemaBefore() throws Exception {
        String objects = "SELECT count(*) FROM sqlite_schema WHERE tbl_name IN ('sessions', 'exchange_tokens')";
        String up = script("V7__sessions.sql");
        String down = script("U7__sessions.sql");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            String before = schema(statement);
            statement.executeUpdate(down);
            try (ResultSet row = statement.executeQuery(objects)) {
                assertThat(row.getInt(1)).isZero();
            }
            statement.executeUpdate(up);
            assertThat(schema(statement)).isEqualTo(before);
        }
    }

    private static String script(String name) throws Exception {
        try (var in = RuleSchema.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(
                    java.util.Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static String schema(Statement statement) throws Exception {
        var schema = new StringBuilder();
        try (ResultSet rows = statement.executeQuery("SELECT type, name, sql FROM sqlite_schema"
                + " WHERE tbl_name IN ('sessions', 'exchange_tokens') ORDER BY name")) {
            while (rows.next()) {
                schema.append(rows.getString(1)).append(rows.getString(2)).append(rows.getString(3));
            }
        }
        return schema.toString();
    }
}
