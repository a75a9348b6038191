package dev.errata.logs.store.entity;

import dev.errata.logs.event.Event;
import dev.errata.logs.journal.FileJournal;
import dev.errata.logs.journal.Home;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.journal.JournalStatus;
import dev.errata.logs.state.Machine;
import dev.errata.logs.store.SqliteDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A home with a real database and a real journal, one entity of each kind at hand.
final class WorkHome implements AutoCloseable, Journal {
    final Home home;
    final SqliteDatabase database;
    final FileJournal journal;
    final Ulids ids;
    final Entities entities;
    final States states;
    final HistoryTable history;

    volatile Consumer<Event> beforeAppend = event -> {};
    volatile Consumer<Event> afterAppend = event -> {};
    volatile @Nullable String refusal;

    WorkHome(Path folder) {
        home = new Home(folder);
        database = SqliteDatabase.open(folder.resolve("errata.db"), List.of(), home);
        journal = home.open();
        ids = new Ulids(home, new Random(7));
        entities = new Entities(database);
        states = new States(database, this, home, ids);
        history = new HistoryTable(database);
    }

    @Override
    public CompletionStage<Receipt> append(Event event) {
        String why = refusal;
        if (why != null) {
            return CompletableFuture.failedStage(new UncheckedIOException(new IOException(why)));
        }
        beforeAppend.accept(event);
        return journal.append(event).thenApply(receipt -> {
            afterAppend.accept(event);
            return receipt;
        });
    }

    @Override
    public boolean pressed() {
        return journal.pressed();
    }

    @Override
    public JournalStatus status() {
        return journal.status();
    }

    int resolve() {
        return new Resolution(database, this, home.reader(), home, ids).run();
    }

    Entity.Head head(Machine machine) {
        return Entity.Head.fresh(machine, ids.next(), home.instant());
    }

    RunRow run() {
        return states.create(new RunRow(head(Machine.RUN), "a run", null, null, null, null));
    }

    WorkstreamRow workstream(RunRow run) {
        return states.create(new WorkstreamRow(
                head(Machine.WORKSTREAM), run.id(), "first", true, List.of("a", "b"), null, null, null, null));
    }

    TaskRow task(WorkstreamRow workstream) {
        return states.create(TaskRow.fresh(
                head(Machine.TASK),
                workstream,
                "do it",
                false,
                new TaskRow.Plan("echo", "héllo\n", List.of(), List.of("java", "git"), 3, 1800),
                null));
    }

    WorkerRow worker() {
        return states.create(new WorkerRow(
                head(Machine.WORKER),
                "w1",
                List.of("java"),
                1,
                head(Machine.WORKER).createdAt()));
    }

    UetWorkerRow uetWorker(TaskRow task) {
        return states.create(new UetWorkerRow(head(Machine.UET_WORKER), "u1", task.id(), 4711L, null));
    }

    PatchRow patch(WorkstreamRow workstream) {
        return states.create(new PatchRow(
                head(Machine.PATCH), workstream.id(), workstream.runId(), "W", "v1", "ab", 0, null, null, null));
    }

    GateRow gate(TaskRow task, PatchRow patch) {
        return states.create(new GateRow(
                head(Machine.TEST_GATE),
                task.id(),
                patch.id(),
                "lint",
                GateRow.Type.LINT,
                List.of(),
                "true",
                0,
                null,
                null));
    }

    BreakerRow breaker(String upstream) {
        return states.create(
                new BreakerRow(Entity.Head.fresh(Machine.CIRCUIT_BREAKER, upstream, home.instant()), null));
    }

    /// One new entity of a machine.
    Entity any(Machine machine) {
        RunRow run = run();
        WorkstreamRow workstream = workstream(run);
        return switch (machine) {
            case RUN -> run;
            case WORKSTREAM -> workstream;
            case TASK -> task(workstream);
            case WORKER -> worker();
            case UET_WORKER -> uetWorker(task(workstream));
            case PATCH -> patch(workstream);
            case TEST_GATE -> gate(task(workstream), patch(workstream));
            case CIRCUIT_BREAKER -> breaker("http://" + ids.next());
        };
    }

    /// Sets a state as a foreign tool would.
    void force(Machine machine, String id, String state) {
        String reason = machine == Machine.PATCH ? ", reason = 'forced'" : "";
        sql("UPDATE " + entities.of(machine).shape().table() + " SET state = ?" + reason + " WHERE id = ?", state, id);
    }

    int sql(String statement, String... values) {
        return database.writeAndWait(connection -> run(connection, statement, values));
    }

    private static int run(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    Optional<String> state(Machine machine, String id) {
        return entities.of(machine).get(id).map(Entity::state);
    }

    @Override
    public void close() {
        journal.close();
        database.close();
    }
}
