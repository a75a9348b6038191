package dev.errata.rules.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.state.Machine;
import dev.errata.logs.store.entity.Column;
import dev.errata.logs.store.entity.Entity;
import dev.errata.logs.store.entity.GateRow;
import dev.errata.logs.store.entity.HistoryRow;
import dev.errata.logs.store.entity.MoveResult;
import dev.errata.logs.store.entity.Overrides;
import dev.errata.logs.store.entity.PatchRow;
import dev.errata.logs.store.entity.TaskRow;
import dev.errata.logs.store.entity.Wish;
import dev.errata.logs.store.entity.WorkerRow;
import dev.errata.logs.store.entity.WorkstreamRow;
import dev.errata.rules.work.RunPlan.Stream;
import dev.errata.rules.work.RunPlan.Task;
import dev.errata.rules.work.TaskWork.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class OrchestratorTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path folder;

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger failures = new AtomicInteger();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private WorkHouse house;

    private final Map<String, TaskWork> works = Map.of(
            "note",
                    assignment -> {
                        done.add(assignment.payload());
                        return Result.DONE;
                    },
            "wait",
                    assignment -> {
                        inside.countDown();
                        try {
                            boolean open = gate.await(60, TimeUnit.SECONDS);
                            return open ? Result.DONE : Result.failed("never opened");
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                            throw e;
                        }
                    },
            "fail",
                    assignment -> {
                        failures.incrementAndGet();
                        return new Result(7, "no luck");
                    },
            "second", assignment -> failures.incrementAndGet() < 2 ? Result.failed("not yet") : Result.DONE,
            "throw",
                    assignment -> {
                        throw new IllegalStateException("broken");
                    });

    @BeforeEach
    void open() {
        house = new WorkHouse(folder, START, works);
    }

    @AfterEach
    void close() {
        gate.countDown();
        house.close();
    }

    private static Task once(String name, String kind) {
        TaskRow.Plan plan = TaskRow.Plan.of(kind, name);
        return new Task(
                name, true, new TaskRow.Plan(plan.kind(), plan.payload(), List.of(), List.of(), 0, plan.timeoutSec()));
    }

    private WorkstreamRow stream(String run, String name) {
        return house.entities.workstreams().byParent(Column.RUN_ID, run).stream()
                .filter(stream -> stream.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tasksAndWorkstreamsRunInTheOrderOfTheirDependencies() {
        String run = house.orchestrator.submit(new RunPlan(
                "all",
                List.of(
                        new Stream("late", true, List.of("early"), List.of(Task.of("d", "note", "d"))),
                        Stream.of(
                                "early",
                                Task.of("c", "note", "c").after("a", "b"),
                                Task.of("b", "note", "b").after("a"),
                                Task.of("a", "note", "a")))));
        house.awaitRun(run, "succeeded");
        assertThat(done).containsExactly("a", "b", "c", "d");
        assertThat(house.orchestrator.tasks(run)).allSatisfy(task -> {
            assertThat(task.state()).isEqualTo("completed");
            assertThat(task.workerId()).isNull();
            assertThat(task.exitCode()).isZero();
        });
        assertThat(house.history.byEntity("workstream", stream(run, "late").id(), 20, 0))
                .extracting(HistoryRow::toState)
                .containsExactly("blocked", "ready", "executing", "validating", "completed");
        assertThat(house.history.byRun(run, 100, 0))
                .filteredOn(row -> row.entityType().equals("task"))
                .hasSize(4 * 4);
    }

    @Test
    void aFailedTaskIsTriedAgainAfterItsBackOff() {
        String run = house.orchestrator.submit(new RunPlan("r", List.of(Stream.of("s", Task.of("t", "second", "")))));
        house.awaitTask(run, "t", "retrying");
        TaskRow task = house.orchestrator.tasks(run).getFirst();
        assertThat(task.retryCount()).isEqualTo(1);
        assertThat(task.retryAt()).isEqualTo(START.plusSeconds(2));
        assertThat(task.lastError()).isEqualTo("not yet");
        house.pass(Duration.ofMillis(1999));
        assertThat(house.task(run, "t")).isEqualTo("retrying");
        house.pass(Duration.ofMillis(1));
        house.awaitRun(run, "succeeded");
        assertThat(failures.get()).isEqualTo(2);
    }

    @Test
    void whenRetriesAreUsedUpTheTaskItsWorkstreamAndTheRunFail() {
        String run = house.orchestrator.submit(new RunPlan(
                "r",
                List.of(
                        Stream.of(
                                "s",
                                once("t", "fail"),
                                Task.of("after", "note", "x").after("t")),
                        new Stream("next", true, List.of("s"), List.of(Task.of("u", "note", "y"))))));
        house.awaitRun(run, "failed");
        house.awaitTask(run, "u", "cancelled");
        assertThat(house.task(run, "t")).isEqualTo("failed");
        assertThat(house.task(run, "after")).isEqualTo("cancelled");
        assertThat(stream(run, "s").state()).isEqualTo("failed");
        assertThat(stream(run, "next").state()).isEqualTo("cancelled");
        assertThat(house.orchestrator.run(run).orElseThrow().lastError()).contains("s failed");
        assertThat(house.orchestrator.tasks(run).getFirst().exitCode()).isEqualTo(7);
        assertThat(done).isEmpty();
        assertThat(house.history.byEntity("workstream", stream(run, "s").id(), 20, 0))
                .last()
                .extracting(HistoryRow::severity)
                .isEqualTo("critical");
    }

    @Test
    void whatIsNotCriticalLetsTheRestGoOnButTheRunDidNotSucceed() {
        Task weak = new Task("weak", false, once("weak", "throw").work());
        String run = house.orchestrator.submit(new RunPlan(
                "r",
                List.of(
                        new Stream("s", false, List.of(), List.of(weak, Task.of("t", "note", "t"))),
                        Stream.of("other", Task.of("u", "note", "u")))));
        house.awaitRun(run, "failed");
        assertThat(done).containsExactlyInAnyOrder("t", "u");
        assertThat(stream(run, "other").state()).isEqualTo("completed");
        assertThat(house.orchestrator.run(run).orElseThrow().lastError()).isEqualTo("s is failed");
        assertThat(house.orchestrator.tasks(run))
                .anySatisfy(task -> assertThat(task.lastError()).contains("broken"));
    }

    @Test
    void aTaskThatTakesTooLongIsStopped() throws Exception {
        TaskRow.Plan plan = new TaskRow.Plan("wait", "", List.of(), List.of(), 0, 5);
        String run = house.orchestrator.submit(new RunPlan("r", List.of(Stream.of("s", new Task("t", true, plan)))));
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
        house.pass(Duration.ofSeconds(6));
        house.awaitRun(run, "failed");
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(house.orchestrator.tasks(run).getFirst().lastError()).contains("longer than 5 s");
    }

    @Test
    void cancellingARunStopsAllThatBelongsToIt() throws Exception {
        String run = house.orchestrator.submit(new RunPlan(
                "r",
                List.of(
                        Stream.of(
                                "s",
                                Task.of("t", "wait", ""),
                                Task.of("u", "note", "u").after("t")),
                        new Stream("next", true, List.of("s"), List.of(Task.of("v", "note", "v"))))));
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
        MoveResult canceled = house.orchestrator.cancel(run, "ann", "changed my mind");
        assertThat(canceled.made()).as(canceled.words()).isTrue();
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(house.run(run)).isEqualTo("canceled");
        assertThat(house.orchestrator.tasks(run))
                .allSatisfy(task -> assertThat(task.state()).isEqualTo("cancelled"));
        assertThat(stream(run, "next").state()).isEqualTo("cancelled");
        assertThat(house.orchestrator.cancel(run, "ann", "again").made()).isFalse();
        String other = house.orchestrator.submit(new RunPlan("r", List.of(Stream.of("s", Task.of("t", "note", "n")))));
        house.awaitRun(other, "succeeded");
        assertThat(done).containsExactly("n");
    }

    @Test
    void thePoolGrowsWithTheQueueAndShrinksAfterIt() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            tasks.add(Task.of("t" + i, "wait", ""));
        }
        house.await("two workers", () -> house.orchestrator.workers() == 2);
        String run = house.orchestrator.submit(new RunPlan("r", List.of(new Stream("s", true, List.of(), tasks))));
        house.await("ten workers", () -> house.entities.tasks().count("running") == 10);
        assertThat(house.orchestrator.workers()).isEqualTo(10);
        assertThat(house.entities.workers().count("busy")).isLessThanOrEqualTo(10);
        gate.countDown();
        house.awaitRun(run, "succeeded");
        house.await("ten idle workers", () -> house.entities.workers().count("idle") == 10);
        house.pass(Duration.ofSeconds(31));
        house.await("two workers again", () -> house.orchestrator.workers() == 2);
        assertThat(house.entities.workers().count("shutdown")).isEqualTo(8);
    }

    @Test
    void aTaskThatNobodyIsCapableOfWaits() {
        TaskRow.Plan plan = new TaskRow.Plan("note", "n", List.of(), List.of("cobol"), 0, 5);
        String run = house.orchestrator.submit(
                new RunPlan("r", List.of(Stream.of("s", new Task("t", true, plan), Task.of("u", "note", "u")))));
        house.awaitTask(run, "u", "completed");
        assertThat(house.task(run, "t")).isEqualTo("queued");
        String unknown = house.orchestrator.submit(new RunPlan("r", List.of(Stream.of("s", once("t", "juggle")))));
        house.awaitRun(unknown, "failed");
    }

    @Test
    void aRestartTriesAgainWhatRanAndGoesOnWithTheRest() throws Exception {
        String run = house.orchestrator.submit(new RunPlan(
                "r",
                List.of(Stream.of(
                        "s", Task.of("t", "wait", ""), Task.of("u", "note", "u").after("t")))));
        String lost = house.orchestrator.submit(new RunPlan("lost", List.of(Stream.of("s", once("x", "wait")))));
        house.awaitTask(lost, "x", "running");
        house.awaitTask(run, "t", "running");
        house.close();
        gate.countDown();
        house = new WorkHouse(folder, START.plusSeconds(60), works);

        house.awaitRun(lost, "failed");
        assertThat(house.task(run, "t")).isEqualTo("retrying");
        assertThat(house.orchestrator.tasks(run).getFirst().lastError()).contains("the process ended");
        house.pass(Duration.ofSeconds(2));
        house.awaitRun(run, "succeeded");
        assertThat(done).containsExactly("u");
        assertThat(house.entities.workers().count("busy")).isZero();
    }

    @Test
    void aTaskIsCompletedOnlyWhenItsGatesHavePassed() {
        String run = house.orchestrator.submit(
                new RunPlan("r", List.of(Stream.of("s", Task.of("t", "wait", ""), Task.of("u", "wait", "")))));
        house.awaitTask(run, "u", "running");
        GateRow first = gate(run, 0);
        GateRow second = gate(run, 1);
        gate.countDown();
        house.awaitTask(run, "t", "validating");
        house.awaitTask(run, "u", "validating");
        pass(first, "PASSED");
        house.awaitTask(run, "t", "completed");
        assertThat(house.task(run, "u")).isEqualTo("validating");
        pass(second, "FAILED");
        house.awaitRun(run, "failed");
        assertThat(house.task(run, "u")).isEqualTo("failed");
    }

    private GateRow gate(String run, int task) {
        return house.states.create(new GateRow(
                Entity.Head.fresh(Machine.TEST_GATE, house.ids.next(), house.instant()),
                house.orchestrator.tasks(run).get(task).id(),
                null,
                "unit",
                GateRow.Type.UNIT,
                List.of(),
                "true",
                0,
                null,
                null));
    }

    private void pass(GateRow row, String to) {
        house.states.move(Wish.of(Machine.TEST_GATE, row.id(), "RUNNING"));
        assertThat(house.states.move(Wish.of(Machine.TEST_GATE, row.id(), to)).made())
                .isTrue();
        house.orchestrator.nudge();
    }

    @Test
    void aQuarantinedPatchFailsItsWorkstream() {
        String run = house.orchestrator.submit(new RunPlan("r", List.of(Stream.of("s", Task.of("t", "wait", "")))));
        house.awaitTask(run, "t", "running");
        PatchRow patch = house.states.create(new PatchRow(
                Entity.Head.fresh(Machine.PATCH, house.ids.next(), house.instant()),
                stream(run, "s").id(),
                run,
                "W",
                null,
                null,
                0,
                null,
                null,
                null));
        gate.countDown();
        house.awaitTask(run, "t", "completed");
        assertThat(stream(run, "s").state()).isEqualTo("executing");
        house.states.move(Wish.of(Machine.PATCH, patch.id(), "quarantined").because("unsafe"));
        house.orchestrator.nudge();
        house.awaitRun(run, "failed");
        assertThat(stream(run, "s").lastError()).contains("quarantined");
    }

    @Test
    void whoIsNotHeardOfIsUnresponsiveAndThenGivenUp() {
        String run = house.orchestrator.submit(new RunPlan("r", List.of(Stream.of("s", Task.of("t", "wait", "")))));
        house.awaitTask(run, "t", "running");
        WorkerRow silent = house.states.create(new WorkerRow(
                Entity.Head.fresh(Machine.WORKER, house.ids.next(), house.instant()),
                "ghost",
                List.of(),
                1,
                house.instant()));
        house.states.move(Wish.of(Machine.WORKER, silent.id(), "idle"));
        house.pass(Duration.ofSeconds(121));
        house.await("unresponsive", () -> state(silent).equals("unresponsive"));
        house.pass(Duration.ofMinutes(3));
        house.await("shutdown", () -> state(silent).equals("shutdown"));
        assertThat(house.task(run, "t")).as("its worker lives").isEqualTo("running");
        gate.countDown();
        house.awaitRun(run, "succeeded");
    }

    private String state(WorkerRow worker) {
        return house.entities.workers().get(worker.id()).orElseThrow().state();
    }

    @Test
    void whatIsStuckIsWarnedOfOnceAndLeftAsItIs() {
        TaskRow.Plan plan = new TaskRow.Plan("wait", "", List.of(), List.of(), 0, 36_000);
        String run = house.orchestrator.submit(new RunPlan("r", List.of(Stream.of("s", new Task("t", true, plan)))));
        house.awaitTask(run, "t", "running");
        String task = house.orchestrator.tasks(run).getFirst().id();
        house.pass(Duration.ofMinutes(31));
        house.await("a warning", () -> warnings(task) == 1);
        house.pass(Duration.ofMinutes(1));
        house.orchestrator.nudge();
        gate.countDown();
        house.awaitRun(run, "succeeded");
        assertThat(warnings(task)).isEqualTo(1);
    }

    @Test
    void workWhoseTaskWasOverriddenIsStopped() throws Exception {
        String run = house.orchestrator.submit(new RunPlan("r", List.of(Stream.of("s", Task.of("t", "wait", "")))));
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
        String task = house.orchestrator.tasks(run).getFirst().id();
        new Overrides(house.states, house.ids, house).run(Overrides.Action.FAIL_TASK, task, "ann", "hopeless");
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        house.orchestrator.nudge();
        house.awaitRun(run, "failed");
    }

    private long warnings(String task) {
        return house.history.byEntity("task", task, 50, 0).stream()
                .filter(row -> row.eventType().equals("warning"))
                .count();
    }
}
