package dev.errata.logs.store.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.logs.state.Machine;
import dev.errata.logs.state.State;
import dev.errata.logs.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
final class EntityTableTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:01.500Z");

    @TempDir
    Path folder;

    private WorkHome home;

    @BeforeEach
    void open() {
        home = new WorkHome(folder);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @ParameterizedTest
    @EnumSource(Machine.class)
    void aRowComesBackAsItWentIn(Machine machine) {
        Entity row = home.any(machine);
        assertThat(home.entities.of(machine).get(row.id()).map(Object.class::cast))
                .contains(row);
        assertThat(home.entities.of(machine).list(10, 0).stream().map(Object.class::cast))
                .contains(row);
        assertThat(home.entities.of(machine).get("none")).isEmpty();
        assertThat(home.states.delete(machine, row.id(), "", null)).isEqualTo(new Saved.Done(1));
        assertThat(home.states.delete(machine, row.id(), "", null)).isEqualTo(new Saved.Missing());
        assertThat(home.entities.of(machine).get(row.id())).isEmpty();
    }

    @Test
    void everyColumnOfItsOwnIsUpdated() {
        RunRow run = home.run();
        var newRun = new RunRow(run.head(), "b", AT, AT.plusSeconds(1), "e", "r");
        updated(home.entities.runs(), newRun);
        WorkstreamRow stream = home.workstream(run);
        updated(
                home.entities.workstreams(),
                new WorkstreamRow(stream.head(), run.id(), "n", false, List.of(), AT, AT, "e", "r"));
        TaskRow task = home.task(stream);
        WorkerRow worker = home.worker();
        updated(
                home.entities.tasks(),
                new TaskRow(
                        task.head(),
                        stream.id(),
                        run.id(),
                        "n",
                        true,
                        new TaskRow.Plan("k", "p", List.of("x"), List.of(), 9, 8),
                        null,
                        "b",
                        7,
                        AT,
                        AT,
                        AT,
                        -3L,
                        "e",
                        "r"));
        updated(home.entities.workers(), new WorkerRow(worker.head(), "n", List.of(), 2, AT));
        UetWorkerRow unit = home.uetWorker(task);
        updated(home.entities.uetWorkers(), new UetWorkerRow(unit.head(), "n", null, null, "e"));
        PatchRow patch = home.patch(stream);
        updated(home.entities.patches(), new PatchRow(patch.head(), null, null, "w", null, null, 3, "why", "e", "r"));
        GateRow gate = home.gate(task, patch);
        updated(
                home.entities.gates(),
                new GateRow(
                        gate.head(),
                        null,
                        null,
                        "n",
                        GateRow.Type.SECURITY,
                        List.of("g"),
                        "false",
                        1,
                        new GateRow.Result(1, "out", 12),
                        "r"));
        updated(
                home.entities.breakers(),
                new BreakerRow(home.breaker("http://u").head(), "e"));
    }

    private <R extends Entity> void updated(EntityTable<R> table, R row) {
        long version = row.head().version();
        assertThat(table.update(row)).isEqualTo(new Saved.Done(version + 1));
        R stored = table.get(row.id()).orElseThrow();
        assertThat(stored.head().version()).isEqualTo(version + 1);
        assertThat(stored)
                .usingRecursiveComparison()
                .ignoringFields("head.version")
                .isEqualTo(row);
        assertThat(table.update(row)).isEqualTo(new Saved.Outdated(version + 1));
        assertThat(home.states.delete(table.shape().machine(), row.id(), "", null))
                .isEqualTo(new Saved.Done(version + 1));
        assertThat(table.update(row)).isEqualTo(new Saved.Missing());
        assertThat(home.states.create(row)).isSameAs(row);
    }

    @Test
    void aRowBeginsInTheFirstStateOnly() {
        var head = new Entity.Head(home.ids.next(), "running", 1, AT, AT);
        assertThatThrownBy(() -> home.states.create(new RunRow(head, "r", null, null, null, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pending");
    }

    @Test
    void pagesStatesParentsAndCounts() {
        RunRow run = home.run();
        WorkstreamRow stream = home.workstream(run);
        WorkstreamRow other = home.workstream(run);
        List<TaskRow> tasks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tasks.add(home.task(stream));
        }
        TaskRow apart = home.task(other);
        home.force(Machine.TASK, tasks.get(1).id(), "queued");
        home.force(Machine.TASK, apart.id(), "queued");
        EntityTable<TaskRow> table = home.entities.tasks();

        assertThat(table.list(2, 1))
                .extracting(TaskRow::id)
                .containsExactly(tasks.get(1).id(), tasks.get(2).id());
        assertThat(table.list(10, 6)).isEmpty();
        assertThat(table.byState("queued", 10, 0))
                .extracting(TaskRow::id)
                .containsExactly(tasks.get(1).id(), apart.id());
        assertThat(table.byState("queued", 10, 1)).hasSize(1);
        assertThat(table.byParent(Column.WORKSTREAM_ID, stream.id())).hasSize(5);
        assertThat(table.byParent(Column.WORKSTREAM_ID, stream.id(), 2, 4)).containsExactly(tasks.get(4));
        assertThat(table.byParent(Column.RUN_ID, run.id())).hasSize(6);
        assertThat(table.count()).isEqualTo(6);
        assertThat(table.count("queued")).isEqualTo(2);
        assertThat(table.count("running")).isZero();
        assertThatThrownBy(() -> table.byParent(Column.NAME, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTouchLeavesTheVersionAndMayNotReachTheState() {
        WorkerRow worker = home.worker();
        assertThat(home.entities.workers().touch(worker.id(), Values.none().with(Column.HEARTBEAT_AT, AT)))
                .isTrue();
        WorkerRow stored = home.entities.workers().get(worker.id()).orElseThrow();
        assertThat(stored.heartbeatAt()).isEqualTo(AT);
        assertThat(stored.head()).isEqualTo(worker.head());
        for (Column guarded : Set.of(Column.STATE, Column.VERSION, Column.RUN_ID)) {
            assertThatThrownBy(() -> home.entities
                            .workers()
                            .touch(worker.id(), Values.none().with(guarded, "idle")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatBelongsToARunGoesWithItAndItsHistoryStays() {
        RunRow run = home.run();
        WorkstreamRow stream = home.workstream(run);
        TaskRow task = home.task(stream);
        PatchRow patch = home.patch(stream);
        home.gate(task, patch);
        UetWorkerRow unit = home.uetWorker(task);
        assertThat(home.states.move(Wish.of(Machine.TASK, task.id(), "queued")).made())
                .isTrue();
        assertThat(home.states.move(Wish.of(Machine.RUN, run.id(), "running")).made())
                .isTrue();

        assertThat(home.states.delete(Machine.RUN, run.id(), "", null)).isEqualTo(new Saved.Done(2));

        for (Machine machine : List.of(Machine.WORKSTREAM, Machine.TASK, Machine.PATCH, Machine.TEST_GATE)) {
            assertThat(home.entities.of(machine).count()).as(machine.entity()).isZero();
        }
        assertThat(home.entities.uetWorkers().get(unit.id()).orElseThrow().taskId())
                .isNull();
        assertThat(home.history.byRun(run.id(), 10, 0))
                .extracting(HistoryRow::entityType)
                .containsExactly("task", "run");
        assertThat(home.history.byEntity("task", task.id(), 10, 0)).hasSize(1);
        assertThat(home.history.count("task", task.id())).isEqualTo(1);
    }

    @Test
    void anOrphanIsRefused() {
        var stream = new WorkstreamRow(
                home.head(Machine.WORKSTREAM), "no run", "n", true, List.of(), null, null, null, null);
        assertThatThrownBy(() -> home.states.create(stream)).isInstanceOf(StoreException.class);
    }

    @ParameterizedTest
    @EnumSource(Machine.class)
    void theTableTakesEveryStateOfItsMachineAndNoOther(Machine machine) {
        Entity row = home.any(machine);
        for (State state : machine.states()) {
            home.force(machine, row.id(), state.name());
            assertThat(home.state(machine, row.id())).contains(state.name());
        }
        Set<String> own = Set.copyOf(machine.states().stream().map(State::name).toList());
        for (Machine other : Machine.values()) {
            for (State state : other.states()) {
                if (!own.contains(state.name())) {
                    assertThatThrownBy(() -> home.force(machine, row.id(), state.name()))
                            .as(state.name())
                            .isInstanceOf(StoreException.class)
                            .hasMessageContaining("CHECK");
                }
            }
        }
        assertThatThrownBy(() -> home.force(machine, row.id(), "asleep")).isInstanceOf(StoreException.class);
    }

    @Test
    void theInvariantsAreTheDatabasesToo() {
        TaskRow task = home.task(home.workstream(home.run()));
        WorkerRow worker = home.worker();
        for (String bad : List.of(
                "worker_id = '" + worker.id() + "'",
                "retry_count = 4",
                "retry_count = -1",
                "timeout_sec = 0",
                "started_at = '2020-01-01T00:00:00.000Z'",
                "completed_at = '2020-01-01T00:00:00.000Z'",
                "critical = 2")) {
            assertThatThrownBy(() -> home.sql("UPDATE tasks SET " + bad + " WHERE id = ?", task.id()))
                    .as(bad)
                    .hasMessageContaining("CHECK");
        }
        PatchRow patch = home.patch(home.workstream(home.run()));
        assertThatThrownBy(() ->
                        home.sql("UPDATE patch_ledger_entries SET state = 'quarantined' WHERE id = ?", patch.id()))
                .hasMessageContaining("CHECK");
    }

    @Test
    void theHistoryCanNeitherBeChangedNorCut() {
        RunRow run = home.run();
        home.states.move(Wish.of(Machine.RUN, run.id(), "running"));
        assertThatThrownBy(() -> home.sql("DELETE FROM state_transitions")).hasMessageContaining("never shortened");
        assertThatThrownBy(() -> home.sql("UPDATE state_transitions SET reason = 'x'"))
                .hasMessageContaining("never changed");
        HistoryRow only = home.history.list(10, 0).getFirst();
        assertThat(home.history.get(only.eventId())).contains(only);
        assertThat(home.history.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Machine.class)
    void everyQueryUsesAnIndex(Machine machine) {
        Shape<?> shape = home.entities.of(machine).shape();
        Queries queries = new Queries(shape);
        List<String> all = new ArrayList<>(
                List.of(queries.get(), queries.list(), queries.byState(), queries.count(), queries.countByState()));
        shape.parents().forEach(parent -> all.add(queries.byParent(parent)));
        all.add(queries.delete());
        all.add(queries.move(Set.of()));
        assertIndexed(all);
    }

    @Test
    void everyQueryOfTheHistoryUsesAnIndex() {
        assertIndexed(List.of(
                HistoryTable.GET,
                HistoryTable.LIST,
                HistoryTable.BY_ENTITY,
                HistoryTable.BY_RUN,
                HistoryTable.COUNT,
                HistoryTable.COUNT_OF_ENTITY,
                HistoryTable.LAST_ID));
    }

    private void assertIndexed(List<String> queries) {
        for (String query : queries) {
            @Nullable
            Object[] values =
                    query.chars().filter(c -> c == '?').mapToObj(c -> "1").toArray();
            List<String> plan = home.database.read(connection -> Statements.rows(
                    connection,
                    "EXPLAIN QUERY PLAN " + query,
                    cells -> cells.row().getString("detail"),
                    values));
            assertThat(plan)
                    .as(query)
                    .isNotEmpty()
                    .allSatisfy(step -> assertThat(step).contains("INDEX").doesNotContain("TEMP B-TREE"));
        }
    }
}
