package dev.errata.rules.correction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.SystemEvent.CorrectionSwitched;
import dev.errata.logs.store.HomeState;
import dev.errata.logs.store.SqliteDatabase;
import dev.errata.rules.correction.Correction.Off;
import dev.errata.rules.correction.Correction.On;
import dev.errata.rules.correction.Correction.Paused;
import dev.errata.rules.store.FakeJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredCorrectionSwitchTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> time = new AtomicReference<>(NOON);
    private final InstantSource clock = time::get;
    private final FakeJournal journal = new FakeJournal();
    private Path file;
    private SqliteDatabase database;

    @BeforeEach
    void open() {
        file = folder.resolve("errata.db");
        database = SqliteDatabase.open(file, List.of(), clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isOnInANewHome() {
        assertThat(correction().now()).isEqualTo(new On());
    }

    @Test
    void isKeptOverARestartAndJournalled() {
        correction().set(new Off(), "cli");
        assertThat(correction().now()).isEqualTo(new Off());
        reopen();
        assertThat(correction().now()).isEqualTo(new Off());
        correction().set(new On(), "window");
        assertThat(correction().now()).isEqualTo(new On());
        assertThat(journal.events)
                .containsExactly(
                        new CorrectionSwitched("off", null, "cli"), new CorrectionSwitched("on", null, "window"));
    }

    @Test
    void aPauseThatHasRunOutReadsAsOn() {
        Instant end = NOON.plusSeconds(600);
        var correction = correction();
        correction.set(new Paused(end), "window");
        assertThat(journal.events).containsExactly(new CorrectionSwitched("paused", end, "window"));
        time.set(end.minusMillis(1));
        assertThat(correction.now()).isEqualTo(new Paused(end));
        reopen();
        assertThat(correction().now()).isEqualTo(new Paused(end));
        time.set(end);
        assertThat(correction.now()).isEqualTo(new On());
        assertThat(correction().now()).isEqualTo(new On());
    }

    @Test
    void switchesEvenIfTheDatabaseCannotBeWritten() throws Exception {
        database.close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        reopen();
        var correction = correction();
        correction.set(new Off(), "cli");
        assertThat(correction.now()).isEqualTo(new Off());
        assertThat(correction().now()).as("after a restart").isEqualTo(new On());
    }

    @Test
    void anUnreadableValueReadsAsOn() {
        new HomeState(database, clock).put("correction", "paused for ever");
        assertThat(correction().now()).isEqualTo(new On());
        new HomeState(database, clock).put("correction", "perhaps");
        assertThat(correction().now()).isEqualTo(new On());
    }

    private StoredCorrectionSwitch correction() {
        return new StoredCorrectionSwitch(new HomeState(database, clock), journal, clock);
    }

    private void reopen() {
        database.close();
        database = SqliteDatabase.open(file, List.of(), clock);
    }
}
