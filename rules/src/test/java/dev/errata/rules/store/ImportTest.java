package dev.errata.rules.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.store.Opening;
import dev.errata.rules.Rule;
import dev.errata.rules.store.RuleBook.Version;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The old database with four columns.
final class ImportTest {
    @TempDir
    Path folder;

    @Test
    void patternsKeepTheirIdsAndOnlyDetect() throws Exception {
        Path file = folder.resolve("errata.db");
        RuleHome.sql(
                file,
                "CREATE TABLE correction_patterns (id INTEGER PRIMARY KEY, pattern TEXT, type TEXT,"
                        + " confidence_threshold REAL)",
                "INSERT INTO correction_patterns VALUES (3, 'foo', 'invalid_path', 0.7), (9, 'bar', 'mine', NULL),"
                        + " (12, NULL, NULL, 1)",
                "CREATE TABLE behavior_patches (id INTEGER PRIMARY KEY, description TEXT,"
                        + " patch_type TEXT, payload_json TEXT)",
                "INSERT INTO behavior_patches VALUES (5, 'd', 'parameter', '{}')");
        try (var home = new RuleHome(folder)) {
            assertThat(home.database.opening()).isInstanceOfSatisfying(Opening.Imported.class, it -> {
                assertThat(it.patterns()).isEqualTo(3);
                assertThat(it.patches()).isEqualTo(1);
                assertThat(it.backup()).exists();
            });
            assertThat(home.rules().rules()).extracting(Rule::id).containsExactly(3L, 9L);
            assertThat(home.rules().rules()).extracting(Rule::replacement).containsOnlyNulls();
            assertThat(home.rules().rules().getFirst().confidenceThreshold()).isEqualTo(0.7);
            assertThat(home.rules().rejected())
                    .singleElement()
                    .satisfies(it -> assertThat(it.id()).isEqualTo(12));
            assertThat(home.rules().patches())
                    .singleElement()
                    .satisfies(it -> assertThat(it.id()).isEqualTo(5));
            assertThat(home.book.history(3)).extracting(Version::change).containsExactly("insert");
        }
    }

    @Test
    void anOldDatabaseOfPatchesAloneIsTakenOver() throws Exception {
        RuleHome.sql(
                folder.resolve("errata.db"),
                "CREATE TABLE behavior_patches (id TEXT, description TEXT, patch_type TEXT, payload_json TEXT)",
                "INSERT INTO behavior_patches VALUES ('p-1', 'd', 'parameter', '{}')");
        try (var home = new RuleHome(folder)) {
            assertThat(home.database.opening()).isInstanceOf(Opening.Imported.class);
            assertThat(home.rules().patches()).hasSize(1);
        }
    }
}
