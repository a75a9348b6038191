package dev.errata.rules.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.store.SqliteDatabase;
import dev.errata.logs.store.entity.Entities;
import dev.errata.logs.store.entity.HistoryTable;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.Ulids;
import dev.errata.rules.store.FakeJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A real database with an orchestrator on it, and a clock that stands still until it is set.
final class WorkHouse implements InstantSource, AutoCloseable {
    final SqliteDatabase database;
    final FakeJournal journal = new FakeJournal();
    final Ulids ids = new Ulids(this, new Random(11));
    final States states;
    final Entities entities;
    final HistoryTable history;
    final Orchestrator orchestrator;
    private volatile Instant now;

    WorkHouse(Path folder, Instant now, Map<String, TaskWork> works) {
        this.now = now;
        database = SqliteDatabase.open(folder.resolve("errata.db"), List.of(), this);
        states = new States(database, journal, this, ids);
        entities = states.entities();
        history = new HistoryTable(database);
        orchestrator = new Orchestrator(states, ids, this, works, Set.of("java", "git"), WorkLimits.DEFAULTS);
        orchestrator.start();
    }

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
        orchestrator.nudge();
    }

    String run(String id) {
        return orchestrator.run(id).orElseThrow().state();
    }

    String task(String run, String name) {
        return orchestrator.tasks(run).stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow()
                .state();
    }

    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for: " + what).isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    void awaitRun(String id, String state) {
        await("the run to be " + state, () -> run(id).equals(state));
    }

    void awaitTask(String run, String name, String state) {
        await(name + " to be " + state, () -> task(run, name).equals(state));
    }

    @Override
    public void close() {
        orchestrator.close();
        database.close();
    }
}
