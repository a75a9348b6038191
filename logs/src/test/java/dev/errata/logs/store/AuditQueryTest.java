package dev.errata.logs.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.journal.Home;
import dev.errata.logs.read.JournalQuery;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every statement that searches goes over an index in the order of the answer: none reads a table from its begin, and
/// none sorts.
final class AuditQueryTest {
    @TempDir
    Path folder;

    private SqliteDatabase database;

    @BeforeEach
    void open() {
        var home = new Home(folder);
        home.fill(3, 10);
        try (var journal = home.open()) {
            Home.append(journal, Home.finished("01A", List.of(Home.rewrite("a", "b")), List.of()));
        }
        database = SqliteDatabase.open(folder.resolve("errata.db"), List.of(), home);
        new AuditIndex(database).add(home.reader().placedAfter(0, 10));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyCombinationOfFiltersGoesOverAnIndexInOrder() {
        int statements = 0;
        for (int bits = 0; bits < 256; bits++) {
            var query = new JournalQuery(
                    on(bits, 0, "exchange"),
                    on(bits, 1, Home.START),
                    on(bits, 2, Home.START.plusSeconds(1)),
                    on(bits, 3, "01A"),
                    on(bits, 4, 7L),
                    on(bits, 5, "curl finished"),
                    on(bits, 6, "ti*"),
                    on(bits, 7, "curl"));
            for (boolean newest : new boolean[] {true, false}) {
                for (String plan : plans(query, newest)) {
                    statements++;
                    assertThat(plan)
                            .as("%s", query)
                            .doesNotContain("TEMP B-TREE")
                            .doesNotContainPattern("SCAN (r|x|s|y|audit_record|audit_rule)\\b")
                            .containsPattern("USING (INTEGER PRIMARY KEY|INDEX|PRIMARY KEY)|VIRTUAL TABLE INDEX");
                }
            }
        }
        assertThat(statements).isGreaterThanOrEqualTo(512);
    }

    private List<String> plans(JournalQuery query, boolean newest) {
        return database.read(connection -> {
            var plans = new ArrayList<String>();
            for (AuditQuery each : AuditQuery.of(query, new AuditQuery.Range(0, 99, 10, newest), connection)) {
                var explained = new AuditQuery("EXPLAIN QUERY PLAN " + each.sql(), each.values());
                var plan = new StringBuilder();
                try (PreparedStatement statement = explained.prepare(connection);
                        ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        plan.append(rows.getString("detail")).append('\n');
                    }
                }
                plans.add(plan.toString());
            }
            return plans;
        });
    }

    private static <T> @Nullable T on(int bits, int bit, T value) {
        return (bits >> bit & 1) == 1 ? value : null;
    }
}
