package dev.errata.logs.store;

import static dev.errata.logs.store.Tables.column;
import static dev.errata.logs.store.Tables.open;
import static dev.errata.logs.store.Tables.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every state in which a database can be found has its outcome.
final class OpeningTest {
    @TempDir
    Path folder;

    private Path home;
    private Path file;

    @BeforeEach
    void name() {
        home = folder.resolve("a home");
        file = home.resolve("errata.db");
    }

    @AfterEach
    void giveRightsBack() throws IOException {
        if (Files.exists(home)) {
            mode(home, "rwx------");
        }
    }

    @Test
    void createsFolderFileAndSchema() throws Exception {
        try (var database = open(file)) {
            assertThat(database.opening()).isEqualTo(new Opening.Created());
            assertThat(database.fault()).isEmpty();
            assertThat(database.<List<String>>read(it -> column(it, "SELECT name FROM sqlite_schema")))
                    .contains("anchor", "home_state", "note", "note_inserted");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(file.resolveSibling("errata.db-wal"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void opensAgainWithoutMigrating() throws Exception {
        open(file).close();
        try (var database = open(file)) {
            assertThat(database.opening()).isEqualTo(new Opening.Opened());
        }
        assertThat(names()).containsExactly("errata.db");
    }

    @Test
    void anEmptyFileBecomesADatabase() throws Exception {
        Files.createDirectories(home);
        Files.createFile(file);
        try (var database = open(file)) {
            assertThat(database.opening()).isEqualTo(new Opening.Created());
        }
    }

    @Test
    void backsUpBeforeItMigrates() throws Exception {
        try (var old = open(file)) {
            old.writeAndWait(it -> Tables.insert(it, "kept"));
        }
        var next = Tables.set(Map.of(
                "V102__notes.sql",
                Tables.NOTES,
                "V103__more.sql",
                "ALTER TABLE note ADD COLUMN colour TEXT DEFAULT 'red';"));
        try (var database = SqliteDatabase.open(file, List.of(next), Tables.CLOCK)) {
            Path backup = file.resolveSibling("errata.db.20261121T120000Z.bak");
            assertThat(database.opening()).isEqualTo(new Opening.Migrated("102", "103", backup));
            assertThat(database.<List<String>>read(it -> column(it, "SELECT text || colour FROM note")))
                    .containsExactly("keptred");
            assertThat(column(backup, "SELECT * FROM note")).hasSize(1);
            assertThat(column(backup, "SELECT name FROM pragma_table_info('note')"))
                    .doesNotContain("colour");
        }
    }

    @Test
    void aNewerSchemaIsLeftUntouched() throws Exception {
        var next = Tables.set(Map.of("V102__notes.sql", Tables.NOTES, "V109__far.sql", "CREATE TABLE far (x);"));
        SqliteDatabase.open(file, List.of(next), Tables.CLOCK).close();
        byte[] before = Files.readAllBytes(file);
        try (var database = open(file)) {
            assertThat(database.opening()).isEqualTo(new Opening.NewerSchema("109", "102"));
            assertThat(database.<List<String>>read(it -> column(it, "SELECT text FROM note")))
                    .isEmpty();
            assertThatThrownBy(() -> database.writeAndWait(it -> Tables.insert(it, "x")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("newer Errata");
            assertThat(database.fault()).contains("left alone");
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(names()).containsExactly("errata.db");
    }

    @Test
    void whatAKilledProcessLeftInItsLogIsThere() throws Exception {
        Path crashed = folder.resolve("crashed");
        Files.createDirectories(crashed);
        try (var database = open(file)) {
            database.writeAndWait(it -> Tables.insert(it, "kept"));
            for (String name : List.of("errata.db", "errata.db-wal")) {
                Files.copy(home.resolve(name), crashed.resolve(name));
            }
        }
        try (var database = open(crashed.resolve("errata.db"))) {
            assertThat(database.opening()).isEqualTo(new Opening.Opened());
            assertThat(database.<List<String>>read(it -> column(it, "SELECT text FROM note")))
                    .containsExactly("kept");
        }
    }

    @Test
    void aLogWithoutItsDatabaseDoesNotFlowIntoTheNewOne() throws Exception {
        Files.createDirectories(home);
        Files.writeString(home.resolve("errata.db-wal"), "left over");
        try (var database = open(file)) {
            assertThat(database.opening()).isEqualTo(new Opening.Created());
        }
        assertThat(home.resolve("errata.db.damaged-20261121T120000Z-wal")).hasContent("left over");
    }

    @Test
    void aRaisedVersionStampIsANewerSchemaToo() throws Exception {
        open(file).close();
        sql(file, "PRAGMA user_version = 777");
        try (var database = open(file)) {
            assertThat(database.opening()).isEqualTo(new Opening.NewerSchema("777", "102"));
        }
    }

    @Test
    void whatIsNoDatabaseIsKeptAside() throws Exception {
        Files.createDirectories(home);
        Files.writeString(file, "this is not a database, but somebody's text".repeat(100));
        Files.writeString(file.resolveSibling("errata.db-wal"), "its log");
        try (var database = open(file)) {
            assertThat(database.opening()).isInstanceOfSatisfying(Opening.SetAside.class, it -> {
                assertThat(it.keptAs())
                        .hasFileName("errata.db.damaged-20261121T120000Z")
                        .content()
                        .startsWith("this is");
                assertThat(it.reason()).isNotBlank();
            });
            assertThat(database.<Integer>writeAndWait(it -> Tables.insert(it, "works")))
                    .isEqualTo(1);
        }
        assertThat(file.resolveSibling("errata.db.damaged-20261121T120000Z-wal"))
                .hasContent("its log");
    }

    @Test
    void aMalformedDatabaseIsKeptAside() throws Exception {
        try (var database = open(file)) {
            for (int i = 0; i < 200; i++) {
                String text = "row " + i + " ".repeat(500);
                database.writeAndWait(it -> Tables.insert(it, text));
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length / 2; i < bytes.length; i++) {
            bytes[i] = (byte) 0xA5;
        }
        Files.write(file, bytes);
        try (var database = open(file)) {
            assertThat(database.opening()).isInstanceOf(Opening.SetAside.class);
            assertThat(database.<List<String>>read(it -> column(it, "SELECT text FROM note")))
                    .isEmpty();
        }
        assertThat(file.resolveSibling("errata.db.damaged-20261121T120000Z")).hasBinaryContent(bytes);
    }

    @Test
    void twoDamagedFilesInOneSecondAreBothKept() throws Exception {
        Files.createDirectories(home);
        for (String text : List.of("first", "second")) {
            Files.writeString(file, text.repeat(500));
            open(file).close();
        }
        assertThat(names()).contains("errata.db.damaged-20261121T120000Z", "errata.db.damaged-20261121T120000Z-2");
    }

    @Test
    void aFolderInItsPlaceIsKeptAside() throws Exception {
        Files.createDirectories(file.resolve("inside"));
        try (var database = open(file)) {
            assertThat(database.opening()).isInstanceOf(Opening.SetAside.class);
        }
        assertThat(file.resolveSibling("errata.db.damaged-20261121T120000Z")).isDirectory();
    }

    @Test
    void aReadOnlyFileIsServedReadOnly() throws Exception {
        try (var old = open(file)) {
            old.writeAndWait(it -> Tables.insert(it, "kept"));
        }
        mode(file, "r--------");
        try (var database = open(file)) {
            assertThat(database.opening()).isInstanceOf(Opening.ReadOnly.class);
            assertThat(database.fault()).contains("may not be written");
            assertThat(database.<List<String>>read(it -> column(it, "SELECT text FROM note")))
                    .containsExactly("kept");
            assertThat(database.changeCounter()).isEqualTo(database.changeCounter());
            assertThatThrownBy(() -> database.writeAndWait(it -> Tables.insert(it, "x")))
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aDatabaseInAReadOnlyFolderIsServedReadOnly() throws Exception {
        try (var old = open(file)) {
            old.writeAndWait(it -> Tables.insert(it, "kept"));
        }
        mode(home, "r-x------");
        try (var database = open(file)) {
            assertThat(database.opening()).isInstanceOf(Opening.ReadOnly.class);
            assertThat(database.<List<String>>read(it -> column(it, "SELECT text FROM note")))
                    .containsExactly("kept");
        }
    }

    @Test
    void anOldReadOnlyDatabaseIsServedFromACopy() throws Exception {
        Files.createDirectories(home);
        sql(file, "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)", "INSERT INTO note VALUES (7, 'old')");
        byte[] before = Files.readAllBytes(file);
        mode(file, "r--------");
        try (var database = open(file)) {
            assertThat(database.opening()).isInstanceOf(Opening.ReadOnly.class);
            assertThat(database.<List<String>>read(it -> column(it, "SELECT id || text || extra FROM note")))
                    .containsExactly("7oldnone");
            assertThatThrownBy(() -> database.writeAndWait(it -> Tables.insert(it, "x")))
                    .isInstanceOf(StoreException.class);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aReadOnlyFolderWithoutDatabaseLivesInMemory() throws Exception {
        Files.createDirectories(home);
        mode(home, "r-x------");
        try (var database = open(file)) {
            assertThat(database.opening()).isInstanceOf(Opening.InMemory.class);
            long before = database.changeCounter();
            assertThat(database.<Integer>writeAndWait(it -> Tables.insert(it, "for now")))
                    .isEqualTo(1);
            assertThat(database.changeCounter()).isNotEqualTo(before);
            assertThat(database.<List<String>>read(it -> column(it, "SELECT text FROM note_log")))
                    .containsExactly("for now");
            assertThat(database.fault()).contains("may not be written");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeLivesInMemory() {
        try (var database = open(Path.of("/proc/self/no-such-folder/errata.db"))) {
            assertThat(database.opening()).isInstanceOf(Opening.InMemory.class);
        }
    }

    @Test
    void takesOverTablesThatItDidNotMake() throws Exception {
        Files.createDirectories(home);
        sql(
                file,
                "CREATE TABLE note (id, text, whatever)",
                "INSERT INTO note VALUES (7, 'seven', 1), (7, 'again', 1), ('x', 'named', 1), (NULL, NULL, 1),"
                        + " ('3', 'three', 1)",
                "CREATE TABLE other (a)",
                "INSERT INTO other VALUES ('mine')");
        try (var database = open(file)) {
            assertThat(database.opening())
                    .isInstanceOfSatisfying(
                            Opening.Imported.class,
                            it -> assertThat(it.backup()).exists());
            List<String> rows = database.read(it -> column(it, "SELECT id || ' ' || text FROM note ORDER BY id"));
            assertThat(rows).startsWith("3 three", "7 seven").hasSize(5);
            assertThat(rows.subList(2, 5))
                    .extracting(row -> row.substring(row.indexOf(' ') + 1))
                    .containsExactlyInAnyOrder("again", "named", "");
            assertThat(database.<List<String>>read(it -> column(it, "SELECT a FROM other")))
                    .containsExactly("mine");
        }
        try (var database = open(file)) {
            assertThat(database.opening()).isEqualTo(new Opening.Opened());
        }
    }

    @Test
    void goesOnWithATakeOverThatBrokeOff() throws Exception {
        open(file).close();
        sql(
                file,
                "CREATE TABLE note_before_errata (id INTEGER, text TEXT)",
                "INSERT INTO note_before_errata VALUES (5, 'e')");
        try (var database = open(file)) {
            assertThat(database.opening()).isInstanceOf(Opening.Imported.class);
            assertThat(database.<List<String>>read(it -> column(it, "SELECT id || text FROM note")))
                    .containsExactly("5e");
        }
    }

    @Test
    void aMigrationThatFailsLeavesWhatWasThere() throws Exception {
        try (var old = open(file)) {
            old.writeAndWait(it -> Tables.insert(it, "kept"));
        }
        var broken = Tables.set(Map.of("V102__notes.sql", Tables.NOTES, "V103__bad.sql", "CREATE TABLE note (x);"));
        assertThatThrownBy(() -> SqliteDatabase.open(file, List.of(broken), Tables.CLOCK))
                .isInstanceOf(StoreException.class);
        assertThat(home.resolve("errata.db.20261121T120000Z.bak")).exists();
        assertThat(column(file, "SELECT text FROM note")).containsExactly("kept");
    }

    @Test
    void rowsThatCannotBeMigratedAreServedReadOnly() throws Exception {
        keepTwice();
        var strict = Tables.set(Map.of(
                "V102__notes.sql",
                Tables.NOTES,
                "V103__strict.sql",
                "INSERT INTO note_log (id) SELECT id FROM note_log;"));
        try (var database = SqliteDatabase.open(file, List.of(strict), Tables.CLOCK)) {
            assertThat(database.opening()).isInstanceOf(Opening.ReadOnly.class);
            assertThat(database.<List<String>>read(it -> column(it, "SELECT text FROM note")))
                    .containsExactly("kept", "kept");
        }
        assertThat(column(file, "SELECT text FROM note")).containsExactly("kept", "kept");
    }

    @Test
    void rowsThatCannotEvenBeCopiedAreLeftAlone() throws Exception {
        keepTwice();
        var strict = Tables.set(Map.of(
                "V102__notes.sql", Tables.NOTES, "V103__unique.sql", "CREATE UNIQUE INDEX one ON note_log (text);"));
        try (var database = SqliteDatabase.open(file, List.of(strict), Tables.CLOCK)) {
            assertThat(database.opening()).isInstanceOf(Opening.InMemory.class);
            assertThat(database.fault()).contains("left as it is");
        }
        assertThat(column(file, "SELECT text FROM note")).containsExactly("kept", "kept");
    }

    private void keepTwice() {
        try (var old = open(file)) {
            old.writeAndWait(it -> Tables.insert(it, "kept"));
            old.writeAndWait(it -> Tables.insert(it, "kept"));
        }
    }

    @Test
    void twoScriptsOfOneVersionAreRefused() {
        assertThatThrownBy(() -> SqliteDatabase.open(file, List.of(Tables.notes(), Tables.notes()), Tables.CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one version");
    }

    @Test
    void aScriptNeedsAProperName() {
        assertThatThrownBy(() -> Tables.set(Map.of("notes.sql", ""))).hasMessageContaining("notes.sql");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(home)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
