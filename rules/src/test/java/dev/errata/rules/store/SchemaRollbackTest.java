package dev.errata.rules.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.store.Opening;
import dev.errata.logs.store.Rollback;
import dev.errata.logs.store.RollbackResult.RolledBack;
import dev.errata.logs.store.SchemaStatus;
import dev.errata.logs.store.SchemaStatus.Checksum;
import dev.errata.logs.store.SqliteDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The way back of every migration that a home has.
@Timeout(120)
final class SchemaRollbackTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void fromEveryVersionEveryWayBackLeadsToWhatWasThere() throws Exception {
        Path file = folder.resolve("errata.db");
        migrate(file);
        SchemaStatus latest = rollback(file).status();
        assertThat(latest.steps()).allSatisfy(step -> {
            assertThat(step.wayBack()).as("a way back from " + step.script()).isTrue();
            assertThat(step.checksum()).as(step.script()).isEqualTo(Checksum.SAME);
        });
        List<String> whole = schema(file);
        List<List<String>> down = new ArrayList<>();
        for (SchemaStatus.Step step : latest.steps().reversed()) {
            down.add(schema(file));
            assertThat(rollback(file).to(step.version() - 1)).isInstanceOf(RolledBack.class);
            assertThat(schema(file))
                    .as("what " + step.script() + " made is gone")
                    .isNotEqualTo(down.getLast());
        }
        assertThat(schema(file)).allMatch(line -> line.contains("flyway_schema_history"));
        migrate(file);
        assertThat(schema(file)).isEqualTo(whole);
        for (SchemaStatus.Step step : latest.steps()) {
            assertThat(rollback(file).to(step.version() - 1)).isInstanceOf(RolledBack.class);
            migrate(file);
            assertThat(schema(file))
                    .as("down to " + (step.version() - 1) + " and up again")
                    .isEqualTo(whole);
        }
    }

    private static Rollback rollback(Path file) {
        return new Rollback(file, List.of(RuleSchema.MIGRATIONS), CLOCK);
    }

    private static void migrate(Path file) {
        try (var database = SqliteDatabase.open(file, List.of(RuleSchema.MIGRATIONS), CLOCK)) {
            assertThat(database.opening()).isInstanceOfAny(Opening.Created.class, Opening.Migrated.class);
        }
    }

    private static List<String> schema(Path file) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT type || ' ' || name || ' ' || tbl_name || ' '"
                        + " || coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                        + " ORDER BY 1")) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
