package dev.errata.logs.store;

import static dev.errata.logs.store.Tables.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.store.RollbackResult.Impossible;
import dev.errata.logs.store.RollbackResult.NothingToDo;
import dev.errata.logs.store.RollbackResult.RolledBack;
import dev.errata.logs.store.SchemaStatus.Checksum;
import dev.errata.logs.store.SchemaStatus.Found;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class RollbackTest {
    private static final String SCHEMA = "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '')"
            + " FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY 1";
    private static final MigrationSet NOTES = Tables.set(
            Map.of("V102__notes.sql", Tables.NOTES, "U102__notes.sql", "DROP TABLE note_log; DROP TABLE note;"));
    private static final List<MigrationSet> ABOVE = List.of(NOTES);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void migrate() {
        file = folder.resolve("errata.db");
        SqliteDatabase.open(file, ABOVE, Tables.CLOCK).close();
    }

    private Rollback rollback() {
        return new Rollback(file, ABOVE, Tables.CLOCK);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 6, 101})
    void migrateRollBackMigrateGivesTheSameSchema(int to) throws Exception {
        List<String> whole = column(file, SCHEMA);
        assertThat(rollback().to(to)).isInstanceOf(RolledBack.class);
        assertThat(column(file, SCHEMA)).hasSizeLessThan(whole.size());
        assertThat(rollback().status().found()).isEqualTo(Found.OLDER);
        assertThat(column(file, "PRAGMA user_version")).containsExactly(Integer.toString(to));
        assertThat(column(file, "SELECT version FROM flyway_schema_history"))
                .allMatch(version -> Integer.parseInt(version) <= to);

        try (var again = SqliteDatabase.open(file, ABOVE, Tables.CLOCK)) {
            assertThat(again.opening()).isInstanceOf(Opening.Migrated.class);
        }
        assertThat(column(file, SCHEMA)).isEqualTo(whole);
        assertThat(rollback().status().found()).isEqualTo(Found.CURRENT);
    }

    @Test
    void theBackupHoldsWhatIsUndone() throws Exception {
        try (var database = SqliteDatabase.open(file, ABOVE, Tables.CLOCK)) {
            database.writeAndWait(it -> Tables.insert(it, "kept"));
        }
        RolledBack done = (RolledBack) rollback().to(101);
        assertThat(done.undone()).containsExactly("V102__notes.sql");
        assertThat(done.from()).isEqualTo(102);
        assertThat(column(done.backup(), "SELECT text FROM note")).containsExactly("kept");
        assertThat(column(file, "SELECT name FROM sqlite_schema WHERE name = 'note'"))
                .isEmpty();
    }

    @Test
    void aScriptThatFailsLeavesEverythingAsItWas() throws Exception {
        List<String> whole = column(file, SCHEMA);
        var broken = Tables.set(Map.of("V102__notes.sql", Tables.NOTES, "U102__notes.sql", "DROP TABLE note; oops;"));
        assertThat(new Rollback(file, List.of(broken), Tables.CLOCK).to(0)).isInstanceOf(Impossible.class);
        assertThat(column(file, SCHEMA)).isEqualTo(whole);
        assertThat(column(file, "SELECT count(*) FROM flyway_schema_history WHERE version = '102'"))
                .containsExactly("1");
    }

    @Test
    void withoutAWayBackNothingIsTouched() throws Exception {
        byte[] before = Files.readAllBytes(file);
        var none = Tables.set(Map.of("V102__notes.sql", Tables.NOTES));
        assertThat(new Rollback(file, List.of(none), Tables.CLOCK).to(5))
                .isInstanceOfSatisfying(
                        Impossible.class, it -> assertThat(it.reason()).contains("V102__notes.sql"));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aVersionThatIsNotThereIsRefused() {
        assertThat(rollback().to(102)).isEqualTo(new NothingToDo(102));
        assertThat(rollback().to(103)).isInstanceOf(Impossible.class);
        assertThat(rollback().to(-1)).isInstanceOf(Impossible.class);
        assertThat(new Rollback(folder.resolve("none.db"), ABOVE, Tables.CLOCK).to(0))
                .isInstanceOf(Impossible.class);
    }

    @Test
    void theStatusTellsWhatRanAndWhetherItIsTheSame() {
        SchemaStatus status = rollback().status();
        assertThat(status.version()).isEqualTo(102);
        assertThat(status.steps()).isNotEmpty().allSatisfy(step -> {
            assertThat(step.applied()).isTrue();
            assertThat(step.checksum()).as(step.script()).isEqualTo(Checksum.SAME);
            assertThat(step.wayBack()).as(step.script()).isTrue();
            assertThat(step.appliedAt()).isNotEmpty();
        });
        var other = Tables.set(Map.of("V102__notes.sql", "CREATE TABLE other (x);"));
        assertThat(new Rollback(file, List.of(other), Tables.CLOCK)
                        .status()
                        .steps()
                        .getLast()
                        .checksum())
                .isEqualTo(Checksum.CHANGED);
        assertThat(new Rollback(folder.resolve("none.db"), ABOVE, Tables.CLOCK)
                        .status()
                        .found())
                .isEqualTo(Found.NONE);
    }
}
