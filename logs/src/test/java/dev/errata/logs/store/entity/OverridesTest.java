package dev.errata.logs.store.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.SystemEvent.BreakerMoved;
import dev.errata.logs.journal.Home;
import dev.errata.logs.state.Machine;
import dev.errata.logs.store.entity.MoveResult.Made;
import dev.errata.logs.store.entity.MoveResult.Missing;
import dev.errata.logs.store.entity.MoveResult.Refused;
import dev.errata.logs.store.entity.Overrides.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people do by hand, what is stuck, and the breakers, which move by themselves.
@Timeout(60)
final class OverridesTest {
    @TempDir
    Path folder;

    private WorkHome home;
    private Overrides overrides;

    @BeforeEach
    void open() {
        home = new WorkHome(folder);
        overrides = new Overrides(home.states, home.ids, home.home);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETE_TASK, running, completed, 2",
        "COMPLETE_TASK, blocked, completed, 5",
        "FAIL_TASK, running, failed, 1",
        "FAIL_TASK, pending, failed, 3",
        "RESET_TASK, blocked, pending, 1",
        "RESET_TASK, running, queued, 2",
        "FAIL_WORKSTREAM, executing, failed, 1",
        "VALIDATE_WORKSTREAM, validating, completed, 1",
        "VALIDATE_WORKSTREAM, executing, completed, 2",
        "ROLL_BACK_PATCH, committed, rolled_back, 1"
    })
    void walksByListedMovesOnly(Action action, String from, String to, int moves) {
        Entity entity = home.any(action.machine());
        home.force(action.machine(), entity.id(), from);
        MoveResult result = overrides.run(action, entity.id(), "ann", "it hung");
        assertThat(result).as(result.words()).isInstanceOf(Made.class);
        assertThat(home.state(action.machine(), entity.id())).contains(to);
        List<HistoryRow> history = home.history.byEntity(action.machine().entity(), entity.id(), 10, 0);
        assertThat(history).hasSize(moves).allSatisfy(row -> {
            assertThat(row.eventType()).isEqualTo("manual_override");
            assertThat(row.operator()).isEqualTo("ann");
            assertThat(row.reason()).isEqualTo("it hung");
            assertThat(row.severity()).isNotEqualTo("info");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETE_TASK, failed",
        "FAIL_TASK, completed",
        "FAIL_WORKSTREAM, skipped",
        "VALIDATE_WORKSTREAM, cancelled",
        "ROLL_BACK_PATCH, verified",
        "ROLL_BACK_PATCH, quarantined"
    })
    void whatIsOverIsNotChanged(Action action, String state) {
        Entity entity = home.any(action.machine());
        home.force(action.machine(), entity.id(), state);
        assertThat(overrides.run(action, entity.id(), "ann", "why")).isInstanceOf(Refused.class);
        assertThat(home.state(action.machine(), entity.id())).contains(state);
        assertThat(home.history.count()).isZero();
    }

    @Test
    void needsAReasonAndAName() {
        TaskRow task = home.task(home.workstream(home.run()));
        assertThat(overrides.run(Action.FAIL_TASK, task.id(), "ann", " ")).isInstanceOf(Refused.class);
        assertThat(overrides.run(Action.FAIL_TASK, task.id(), "", "why")).isInstanceOf(Refused.class);
        assertThat(overrides.run(Action.FAIL_TASK, "none", "ann", "why")).isInstanceOf(Missing.class);
        assertThat(home.history.count()).isZero();
    }

    @Test
    void resettingATaskThatIsOverMakesANewOneThatPointsBack() {
        TaskRow task = home.task(home.workstream(home.run()));
        home.force(Machine.TASK, task.id(), "failed");
        assertThat(overrides.run(Action.RESET_TASK, task.id(), "ann", "again")).isInstanceOf(Made.class);
        TaskRow fresh = home.entities.tasks().byState("pending", 10, 0).getFirst();
        assertThat(fresh.retryOf()).isEqualTo(task.id());
        assertThat(fresh.plan()).isEqualTo(task.plan());
        assertThat(home.state(Machine.TASK, task.id())).contains("failed");
        assertThat(home.history.byEntity("task", fresh.id(), 10, 0).getFirst().reason())
                .contains(task.id(), "ann", "again");
    }

    @Test
    void stuckIsWhatIsOverItsLimitAndNothingElse() {
        WorkstreamRow stream = home.workstream(home.run());
        TaskRow task = home.task(stream);
        WorkerRow worker = home.worker();
        home.states.move(Wish.of(Machine.WORKSTREAM, stream.id(), "ready"));
        home.states.move(Wish.of(Machine.WORKSTREAM, stream.id(), "executing"));
        home.states.move(Wish.of(Machine.TASK, task.id(), "queued"));
        home.states.move(Wish.of(Machine.TASK, task.id(), "running"));
        home.states.move(Wish.of(Machine.WORKER, worker.id(), "idle"));

        assertThat(stuckAfter(StuckWork.HEARTBEAT)).isEmpty();
        assertThat(stuckAfter(StuckWork.HEARTBEAT.plusMillis(1))).containsExactly(Machine.WORKER);
        assertThat(stuckAfter(StuckWork.TASK)).containsExactly(Machine.WORKER);
        assertThat(stuckAfter(StuckWork.TASK.plusMillis(1))).containsExactly(Machine.TASK, Machine.WORKER);
        assertThat(stuckAfter(StuckWork.WORKSTREAM.plusMillis(1)))
                .containsExactly(Machine.WORKSTREAM, Machine.TASK, Machine.WORKER);
        assertThat(home.state(Machine.TASK, task.id())).contains("running");
    }

    private List<Machine> stuckAfter(Duration time) {
        // The fixture's clock has a part of a second that rows keep to the millisecond.
        return StuckWork.find(home.entities, Home.START.plus(time)).stream()
                .map(StuckWork::machine)
                .toList();
    }

    @Test
    void aBreakersMovesAreKeptInTheirOrder() {
        var breakers = new BreakerJournal(home.journal, home.database, home.home, home.ids);
        home.breaker("http://old");
        breakers.forget();
        assertThat(home.entities.breakers().count()).isZero();
        String[] way = {"CLOSED", "OPEN", "HALF_OPEN", "OPEN", "HALF_OPEN", "CLOSED", "OPEN"};
        for (int i = 1; i < way.length; i++) {
            Home.append(breakers, new BreakerMoved("http://u:1/v1/", way[i - 1], way[i], "t", "r" + i));
        }
        home.journal.close(); // all receipts are given, so all changes are handed over
        assertThat(home.database.<Integer>writeAndWait(it -> 1)).isEqualTo(1);
        BreakerRow row = home.entities.breakers().get("u:1_v1").orElseThrow();
        assertThat(row.state()).isEqualTo("OPEN");
        assertThat(row.head().version()).isEqualTo(way.length);
        assertThat(row.lastError()).isEqualTo("r6");
        assertThat(home.history.byEntity("circuit_breaker", "u:1_v1", 10, 0))
                .extracting(HistoryRow::toState)
                .containsExactly("OPEN", "HALF_OPEN", "OPEN", "HALF_OPEN", "CLOSED", "OPEN");
        assertThat(home.history.list(1, 0).getFirst().severity()).isEqualTo("error");
        assertThat(home.history.list(1, 0).getFirst().journalSeq()).isPositive();
    }
}
