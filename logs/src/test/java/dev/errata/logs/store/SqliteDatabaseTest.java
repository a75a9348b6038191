package dev.errata.logs.store;

import static dev.errata.logs.store.Tables.column;
import static dev.errata.logs.store.Tables.open;
import static dev.errata.logs.store.Tables.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.logs.journal.Anchor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SqliteDatabaseTest {
    @TempDir
    Path folder;

    private Path file;
    private SqliteDatabase database;

    @BeforeEach
    void openIt() {
        file = folder.resolve("errata.db");
        database = open(file);
    }

    @AfterEach
    void closeIt() {
        database.close();
    }

    @Test
    void workThatFailsChangesNothing() {
        assertThatThrownBy(() -> database.writeAndWait(it -> {
                    Tables.insert(it, "half");
                    return Tables.column(it, "SELECT no_such_column FROM note");
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no_such_column");
        assertThatThrownBy(() -> database.writeAndWait(it -> {
                    Tables.insert(it, "half");
                    throw new IllegalStateException("broken promise");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(texts()).isEmpty();
        assertThat(database.fault()).isEmpty();
    }

    @Test
    void aReaderCannotWrite() {
        assertThatThrownBy(() -> database.read(it -> Tables.insert(it, "x"))).isInstanceOf(StoreException.class);
    }

    @Test
    void readersDoNotWaitForTheWriter() throws Exception {
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var written = database.write(it -> {
            Tables.insert(it, "slow");
            inside.countDown();
            await(goOn);
            return true;
        });
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(texts()).isEmpty();
        goOn.countDown();
        assertThat(written.toCompletableFuture().get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(texts()).containsExactly("slow");
    }

    @Test
    void manyReadWhileOneWrites() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reads = new ArrayList<CompletableFuture<Boolean>>();
            for (int i = 0; i < 300; i++) {
                String text = "n" + i;
                var unused = database.write(it -> Tables.insert(it, text) + Tables.insert(it, text));
                reads.add(CompletableFuture.supplyAsync(() -> texts().size() % 2 == 0, threads));
            }
            for (CompletableFuture<Boolean> even : reads) {
                assertThat(even.get(30, TimeUnit.SECONDS))
                        .as("a reader sees whole transactions")
                        .isTrue();
            }
        }
        assertThat(database.<Integer>writeAndWait(it -> texts(it).size())).isEqualTo(600);
    }

    @Test
    void workNeverRunsOnTheCallersVirtualThread() throws Exception {
        var seen = new CompletableFuture<List<Boolean>>();
        Thread.ofVirtual()
                .start(() -> seen.complete(List.of(
                        database.read(it -> Thread.currentThread().isVirtual()),
                        database.writeAndWait(it -> Thread.currentThread().isVirtual()))));
        assertThat(seen.get(10, TimeUnit.SECONDS)).containsExactly(false, false);
    }

    @Test
    void workThatWaitsForMoreWorkIsRefused() {
        assertThatThrownBy(() -> database.read(it -> database.read(SqliteDatabaseTest::texts)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void countsItsOwnChangesAndThoseOfOthers() throws Exception {
        long first = database.changeCounter();
        assertThat(database.changeCounter()).isEqualTo(first);
        database.writeAndWait(it -> Tables.insert(it, "own"));
        long second = database.changeCounter();
        assertThat(second).isNotEqualTo(first);
        sql(file, "INSERT INTO note (text) VALUES ('foreign')");
        assertThat(database.changeCounter()).isNotIn(first, second);
        assertThat(texts()).containsExactly("own", "foreign");
    }

    @Test
    void saysWhyItCannotBeWrittenAndRecovers() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> database.writeAndWait(it -> Tables.insert(it, "x")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Another program");
            assertThat(database.fault()).contains("Another program");
            lock.execute("ROLLBACK");
        }
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!database.fault().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(database.fault()).isEmpty();
    }

    @Test
    void aFileThatWasMovedAwayIsNoticed() throws Exception {
        Path away = folder.resolve("away.db");
        Files.move(file, away);
        long counter = database.changeCounter();
        assertThat(database.fault()).contains("moved, deleted or replaced");
        assertThatThrownBy(() -> database.writeAndWait(it -> Tables.insert(it, "lost")))
                .isInstanceOf(StoreException.class);
        Files.createFile(file);
        assertThat(database.changeCounter()).isEqualTo(counter);
        assertThat(database.fault()).isNotEmpty();
        Files.move(away, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(database.<Integer>writeAndWait(it -> Tables.insert(it, "found")))
                .isEqualTo(1);
        assertThat(database.fault()).isEmpty();
    }

    @Test
    void keepsNoLockBetweenWrites() throws Exception {
        database.writeAndWait(it -> Tables.insert(it, "own"));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
        }
    }

    @Test
    void afterItsCloseNothingIsTaken() {
        database.close();
        assertThatThrownBy(() -> database.writeAndWait(it -> Tables.insert(it, "late")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        assertThat(file.resolveSibling("errata.db-wal")).doesNotExist();
    }

    @Test
    void aFullQueueRefusesAtOnce() throws Exception {
        var goOn = new CountDownLatch(1);
        try (var threads = new WorkThreads("test-work", 1, 2)) {
            List<CompletableFuture<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(() -> await(goOn)));
            }
            assertThatThrownBy(() -> Waiting.on(all.get(3)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot keep up");
            goOn.countDown();
            assertThat(all.get(2).get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theAnchorSurvives() {
        var anchor = new DatabaseAnchor(database, Tables.CLOCK);
        assertThat(anchor.read()).isEmpty();
        anchor.commit(new Anchor.Head(1, "aa", "m1"));
        anchor.commit(new Anchor.Head(2, "bb", "m2"));
        database.close();
        database = open(file);
        assertThat(new DatabaseAnchor(database, Tables.CLOCK).read()).contains(new Anchor.Head(2, "bb", "m2"));
    }

    @Test
    void homeStateSurvives() {
        var state = new HomeState(database, InstantSource.fixed(Instant.EPOCH));
        assertThat(state.get("correction")).isEmpty();
        state.put("correction", "off");
        state.put("correction", "on");
        database.close();
        database = open(file);
        assertThat(new HomeState(database, Tables.CLOCK).get("correction"))
                .contains(new HomeState.Entry("on", Instant.EPOCH));
    }

    private List<String> texts() {
        return database.read(SqliteDatabaseTest::texts);
    }

    private static List<String> texts(Connection connection) throws SQLException {
        return column(connection, "SELECT text FROM note");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
