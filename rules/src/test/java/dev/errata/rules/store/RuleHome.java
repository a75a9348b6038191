package dev.errata.rules.store;

import dev.errata.logs.store.SqliteDatabase;
import dev.errata.rules.Rule;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleSet;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A home with its database and rule book, and a foreign tool's hands on its file.
final class RuleHome implements AutoCloseable {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

    final Path file;
    final FakeJournal journal = new FakeJournal();
    final SqliteDatabase database;
    final SqliteRuleBook book;

    RuleHome(Path folder) {
        file = folder.resolve("errata.db");
        database = SqliteDatabase.open(file, List.of(RuleSchema.MIGRATIONS), CLOCK);
        book = SqliteRuleBook.open(database, journal, CLOCK);
    }

    RuleSet rules() {
        return book.program().ruleSet();
    }

    /// The rules that no shipped pack brought.
    List<Rule> own() {
        return rules().rules().stream().filter(rule -> rule.pack() == null).toList();
    }

    /// Changes the file as any SQLite tool does.
    void sql(String... statements) throws SQLException {
        sql(file, statements);
    }

    static void sql(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    List<String> column(String query) throws SQLException {
        var values = new ArrayList<String>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
        }
        return values;
    }

    /// Waits until the snapshot in force is as wanted; says how long that took.
    Duration until(Predicate<RuleSet> wanted) {
        long begin = System.nanoTime();
        while (!wanted.test(rules())) {
            if (System.nanoTime() - begin > Duration.ofSeconds(20).toNanos()) {
                throw new AssertionError("not in force after 20 s: " + rules());
            }
            Thread.onSpinWait();
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    static RuleRow row(long id, String pattern, @Nullable String replacement) {
        return new RuleRow(
                id,
                pattern,
                "pattern_match",
                null,
                replacement,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    public void close() {
        book.close();
        database.close();
    }
}
