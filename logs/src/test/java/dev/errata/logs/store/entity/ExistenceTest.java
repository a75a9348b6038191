package dev.errata.logs.store.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.logs.event.StateEvent;
import dev.errata.logs.event.SystemEvent.BreakerMoved;
import dev.errata.logs.journal.Home;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.state.Machine;
import dev.errata.logs.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Entities that begin and cease to be, also in processes that die over it.
@Timeout(60)
final class ExistenceTest {
    @TempDir
    Path folder;

    private WorkHome home;

    @BeforeEach
    void open() {
        home = new WorkHome(folder);
        home.resolve();
    }

    @AfterEach
    void close() {
        home.close();
    }

    private void restart() {
        home.close();
        home = new WorkHome(folder);
    }

    /// From now on the process is dead once an event of this kind is in the journal.
    private void dieAfter(Class<? extends StateEvent> kind) {
        home.afterAppend = event -> {
            if (kind.isInstance(event)) {
                throw new Death();
            }
        };
    }

    private List<String> told(Machine machine, String id) {
        return home.home.records().stream()
                .filter(record -> record.body().path("entity_id").asString("").equals(id)
                        && record.body().path("entity_type").asString("").equals(machine.entity()))
                .map(JournalRecord::type)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Machine.class)
    void whatBeginsOrEndsIsInTheJournalBeforeAnybodyCanSeeIt(Machine machine) {
        List<String> seen = new ArrayList<>();
        home.afterAppend = event -> {
            if (event instanceof StateEvent it && it.entityType().equals(machine.entity())) {
                seen.add(event.type() + " "
                        + home.state(machine, it.entityId()).orElse("none") + " "
                        + told(machine, it.entityId()).size());
            }
        };
        Entity entity = home.any(machine);
        String initial = machine.initial().name();
        assertThat(home.states.delete(machine, entity.id(), "not wanted", "ann"))
                .isEqualTo(new Saved.Done(1));
        assertThat(seen).containsExactly("state.created none 1", "state.deleted " + initial + " 2");
        assertThat(home.state(machine, entity.id())).isEmpty();
        assertThat(home.states.delete(machine, entity.id(), "", null)).isEqualTo(new Saved.Missing());
    }

    @Test
    void aRecordTellsWhatBeganAndWhatWentWithWhatEnded() {
        RunRow run = home.run();
        WorkstreamRow stream = home.workstream(run);
        TaskRow task = home.task(stream);
        PatchRow patch = home.patch(stream);
        GateRow gate = home.gate(task, patch);
        UetWorkerRow unit = home.uetWorker(task);
        assertThat(home.states.delete(Machine.WORKSTREAM, stream.id(), "", null))
                .isInstanceOf(Saved.Done.class);

        JournalRecord created = home.home.records().stream()
                .filter(record -> record.body().path("entity_id").asString("").equals(task.id()))
                .findFirst()
                .orElseThrow();
        assertThat(created.body().path("metadata").path("payload").asString()).isEqualTo("héllo\n");
        assertThat(created.body().path("context").path("run").asString()).isEqualTo(run.id());
        JournalRecord deleted = home.home.records().getLast();
        assertThat(deleted.type()).isEqualTo("state.deleted");
        assertThat(deleted.body().path("along").values())
                .extracting(each -> each.asString(""))
                .containsExactlyInAnyOrder("task/" + task.id(), "patch/" + patch.id(), "test_gate/" + gate.id());
        assertThat(home.state(Machine.UET_WORKER, unit.id())).isPresent();
        assertThat(home.state(Machine.RUN, run.id())).isPresent();
    }

    @Test
    void withoutTheJournalNothingBeginsAndNothingEnds() {
        RunRow run = home.run();
        home.refusal = "the disk is full";
        assertThatThrownBy(() -> home.run())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the disk is full")
                .hasMessageContaining("no run was made");
        assertThatThrownBy(() -> home.states.delete(Machine.RUN, run.id(), "", null))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the run was not deleted");
        assertThat(home.entities.runs().list(10, 0)).containsExactly(run);
    }

    @Test
    void whatTheTablesRefuseIsTakenBack() {
        var orphan = new WorkstreamRow(
                home.head(Machine.WORKSTREAM), "no run", "n", true, List.of(), null, null, null, null);
        assertThatThrownBy(() -> home.states.create(orphan)).isInstanceOf(StoreException.class);
        RunRow run = home.run();
        home.beforeAppend = event -> {
            if (event instanceof StateEvent.Deleted) {
                home.beforeAppend = other -> {};
                var unused = home.workstream(run);
            }
        };
        assertThat(home.states.delete(Machine.RUN, run.id(), "", null)).isEqualTo(new Saved.Outdated(1));
        assertThat(home.state(Machine.RUN, run.id())).isPresent();
        assertThat(home.entities.workstreams().count()).isEqualTo(1);
        restart();
        assertThat(told(Machine.WORKSTREAM, orphan.id())).containsExactly("state.created", "state.unmade");
        assertThat(told(Machine.RUN, run.id())).containsExactly("state.created", "state.deleted", "state.unmade");
        assertThat(home.resolve()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Machine.class)
    void theNextStartMakesTheRowThatTheJournalTellsOf(Machine machine) {
        Entity parts = home.any(machine);
        Entity lost = again(parts, home.ids.next());
        dieAfter(StateEvent.Created.class);
        assertThatThrownBy(() -> home.states.create(lost)).isInstanceOf(Death.class);
        assertThat(home.state(machine, lost.id())).isEmpty();
        restart();
        assertThat(home.resolve()).isEqualTo(1);
        assertThat(home.entities.of(machine).get(lost.id()).orElseThrow()).isEqualTo(lost);
        restart();
        assertThat(home.resolve()).isZero();
    }

    /// The same entity under another id.
    private Entity again(Entity entity, String id) {
        Machine machine = Entities.shape(entity).machine();
        var head = Entity.Head.fresh(machine, id, home.home.instant());
        return switch (entity) {
            case RunRow it -> new RunRow(head, it.name(), null, null, null, it.retryOf());
            case WorkstreamRow it ->
                new WorkstreamRow(head, it.runId(), "n", it.critical(), it.dependsOn(), null, null, null, null);
            case TaskRow it ->
                TaskRow.fresh(
                        head,
                        home.entities.workstreams().get(it.workstreamId()).orElseThrow(),
                        "n",
                        true,
                        it.plan(),
                        null);
            case WorkerRow it -> new WorkerRow(head, "n", it.capabilities(), 2, it.heartbeatAt());
            case UetWorkerRow it -> new UetWorkerRow(head, "n", it.taskId(), 12L, null);
            case PatchRow it ->
                new PatchRow(head, it.workstreamId(), it.runId(), "w", null, "ab", 0, null, null, it.id());
            case GateRow it ->
                new GateRow(head, it.taskId(), it.patchId(), "n", it.type(), List.of("g"), "c", 1, null, null);
            case BreakerRow it -> new BreakerRow(head, "why");
        };
    }

    @ParameterizedTest
    @EnumSource(Machine.class)
    void theNextStartEndsWhatTheJournalSaysHasEnded(Machine machine) {
        Entity entity = home.any(machine);
        dieAfter(StateEvent.Deleted.class);
        assertThatThrownBy(() -> home.states.delete(machine, entity.id(), "", null))
                .isInstanceOf(Death.class);
        assertThat(home.state(machine, entity.id())).isPresent();
        restart();
        assertThat(home.resolve()).isEqualTo(1);
        assertThat(home.state(machine, entity.id())).isEmpty();
        restart();
        assertThat(home.resolve()).isZero();
    }

    @Test
    void whatAForeignProgramDidMeanwhileIsLeftAloneAndTheJournalSaysSo() {
        RunRow run = home.run();
        dieAfter(StateEvent.Deleted.class);
        assertThatThrownBy(() -> home.states.delete(Machine.RUN, run.id(), "", null))
                .isInstanceOf(Death.class);
        restart();
        var stream = new WorkstreamRow(
                home.head(Machine.WORKSTREAM), run.id(), "n", true, List.of(), null, null, null, null);
        dieAfter(StateEvent.Created.class);
        assertThatThrownBy(() -> home.states.create(stream)).isInstanceOf(Death.class);
        restart();
        home.sql("UPDATE runs SET id = 'another', version = 9");
        assertThat(home.resolve()).isZero();
        assertThat(home.entities.workstreams().count()).isZero();
        restart();
        assertThat(told(Machine.WORKSTREAM, stream.id())).containsExactly("state.created", "state.unmade");
        assertThat(home.resolve()).isZero();
    }

    @Test
    void aBreakersRowIsToldOnceAndForgottenInTheOpen() {
        var breakers = new BreakerJournal(home.journal, home.database, home.home, home.ids);
        String[] way = {"CLOSED", "OPEN", "HALF_OPEN", "CLOSED", "OPEN"};
        for (int i = 1; i < way.length; i++) {
            Home.append(breakers, new BreakerMoved("http://u:1/", way[i - 1], way[i], "t", "r"));
        }
        settleAndRestart();
        assertThat(home.resolve()).isZero();
        assertThat(told(Machine.CIRCUIT_BREAKER, "u:1")).containsExactly("state.created");
        var next = new BreakerJournal(home.journal, home.database, home.home, home.ids);
        next.forget();
        assertThat(home.entities.breakers().count()).isZero();
        Home.append(next, new BreakerMoved("http://u:1/", "CLOSED", "OPEN", "t", "r"));
        settleAndRestart();
        assertThat(told(Machine.CIRCUIT_BREAKER, "u:1"))
                .containsExactly("state.created", "state.deleted", "state.created");
        assertThat(home.resolve()).isZero();
        assertThat(home.state(Machine.CIRCUIT_BREAKER, "u:1")).contains("OPEN");
    }

    /// All receipts are given once the journal is closed, so all changes are handed to the database by then.
    private void settleAndRestart() {
        home.journal.close();
        assertThat(home.database.<Integer>writeAndWait(it -> 1)).isEqualTo(1);
        restart();
    }

    /// Random lives of runs, workstreams and tasks in processes that die at random: what a reader of the journal alone
    /// makes of it is what is in the tables after the next start.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theTablesAreWhatTheJournalTells(long seed) {
        var random = new Random(seed);
        int deaths = 0;
        for (int life = 0; life < 6; life++) {
            int last = 3 + random.nextInt(12);
            int[] left = {last};
            boolean before = random.nextBoolean();
            home.beforeAppend = event -> {
                if (before && left[0] == 1) {
                    left[0] = 0;
                    throw new Death();
                }
            };
            home.afterAppend = event -> {
                if (event instanceof StateEvent && --left[0] <= 0) {
                    throw new Death();
                }
            };
            try {
                for (int i = 0; i < 60; i++) {
                    step(random);
                }
            } catch (Death e) {
                deaths++;
            }
            restart();
            home.resolve();
            assertThat(states()).as("seed " + seed + ", life " + life).isEqualTo(journalled());
        }
        assertThat(deaths).as("seed " + seed).isPositive();
    }

    private void step(Random random) {
        List<RunRow> runs = home.entities.runs().list(100, 0);
        List<WorkstreamRow> streams = home.entities.workstreams().list(100, 0);
        List<TaskRow> tasks = home.entities.tasks().list(100, 0);
        int what = random.nextInt(10);
        if (what < 2 || runs.isEmpty()) {
            var unused = home.run();
        } else if (what < 4 || streams.isEmpty()) {
            var unused = home.workstream(runs.get(random.nextInt(runs.size())));
        } else if (what < 6 || tasks.isEmpty()) {
            var unused = home.task(streams.get(random.nextInt(streams.size())));
        } else if (what < 8) {
            TaskRow task = tasks.get(random.nextInt(tasks.size()));
            List<String> next = Machine.TASK.allowed(task.state());
            if (!next.isEmpty()) {
                home.states.move(Wish.of(Machine.TASK, task.id(), next.get(random.nextInt(next.size()))));
            }
        } else if (what == 8) {
            home.states.delete(
                    Machine.TASK, tasks.get(random.nextInt(tasks.size())).id(), "", null);
        } else {
            home.states.delete(
                    Machine.RUN, runs.get(random.nextInt(runs.size())).id(), "", null);
        }
    }

    private Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        for (Machine machine : List.of(Machine.RUN, Machine.WORKSTREAM, Machine.TASK)) {
            for (Entity each : home.entities.of(machine).list(1000, 0)) {
                states.put(machine.entity() + "/" + each.id(), each.state());
            }
        }
        return states;
    }

    private Map<String, String> journalled() {
        List<String> unmade = home.home.records().stream()
                .filter(record -> record.type().equals("state.unmade"))
                .map(record -> record.body().path("of").asString(""))
                .toList();
        Map<String, String> states = new TreeMap<>();
        for (JournalRecord record : home.home.records()) {
            var body = record.body();
            String key = body.path("entity_type").asString("") + "/"
                    + body.path("entity_id").asString("");
            if (unmade.contains(body.path("event_id").asString(""))) {
                continue;
            }
            switch (record.type()) {
                case "state.created" -> states.put(key, body.path("state").asString(""));
                case "state.moved" -> states.put(key, body.path("to_state").asString(""));
                case "state.deleted" -> {
                    states.remove(key);
                    body.path("along").forEach(each -> states.remove(each.asString("")));
                }
                default -> {
                    // tells of no state
                }
            }
        }
        return states;
    }

    /// The process ends here.
    private static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
