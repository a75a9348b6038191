package dev.errata.rules.work;

import dev.errata.logs.state.Machine;
import dev.errata.logs.state.Move;
import dev.errata.logs.state.Severity;
import dev.errata.logs.store.entity.Column;
import dev.errata.logs.store.entity.Entities;
import dev.errata.logs.store.entity.GateRow;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.StuckWork;
import dev.errata.logs.store.entity.TaskRow;
import dev.errata.logs.store.entity.Values;
import dev.errata.logs.store.entity.Wish;
import dev.errata.logs.store.entity.WorkerRow;
import dev.errata.logs.store.entity.WorkstreamRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds what follows from what, and moves it. It holds nothing that matters: each look begins from the tables.
///
/// **Thread:** one at a time.
final class Scheduler {
    private static final int ALL = Integer.MAX_VALUE;

    private final States states;
    private final Entities entities;
    private final InstantSource clock;
    private final Cancelling cancelling;
    private final WorkLimits limits;
    private final Patches patches;
    /// What was warned of already, so that nothing is said at each look.
    private final Set<String> warned = new HashSet<>();

    private boolean open;
    private Instant looked;

    Scheduler(States states, InstantSource clock, Cancelling cancelling, WorkLimits limits) {
        this.states = states;
        this.entities = states.entities();
        this.clock = clock;
        this.cancelling = cancelling;
        this.limits = limits;
        this.patches = new Patches(entities);
        this.looked = clock.instant();
    }

    /// Looks once at everything.
    ///
    /// @return whether something moved, so that more may follow from it
    boolean tick() {
        boolean moved = workers();
        Set<String> runs = new LinkedHashSet<>();
        for (String state : Cancelling.OPEN_STREAMS) {
            for (WorkstreamRow stream : entities.workstreams().byState(state, ALL, 0)) {
                runs.add(stream.runId());
            }
        }
        entities.runs().byState("running", ALL, 0).forEach(run -> runs.add(run.id()));
        open = !runs.isEmpty();
        for (String run : runs) {
            moved |= run(run);
        }
        warnOfStuck();
        return moved;
    }

    /// Whether a run was under way at the last look.
    boolean open() {
        return open;
    }

    private boolean run(String id) {
        boolean running = entities.runs()
                .get(id)
                .filter(run -> run.state().equals("running"))
                .isPresent();
        if (!running) {
            return false;
        }
        boolean moved = false;
        for (WorkstreamRow stream : entities.workstreams().byParent(Column.RUN_ID, id)) {
            if (Cancelling.OPEN_STREAMS.contains(stream.state())) {
                moved |= stream(stream);
            }
        }
        return end(id, entities.workstreams().byParent(Column.RUN_ID, id)) || moved;
    }

    /// Ends a run whose workstreams say so.
    private boolean end(String run, List<WorkstreamRow> streams) {
        Optional<WorkstreamRow> broken = streams.stream()
                .filter(stream -> stream.critical() && stream.state().equals("failed"))
                .findFirst();
        if (broken.isPresent()) {
            return fail(run, "the critical workstream " + broken.get().name() + " failed");
        }
        if (streams.stream().anyMatch(stream -> Cancelling.OPEN_STREAMS.contains(stream.state()))) {
            return false;
        }
        List<String> bad = streams.stream()
                .filter(stream -> !List.of("completed", "skipped").contains(stream.state()))
                .map(stream -> stream.name() + " is " + stream.state())
                .toList();
        return bad.isEmpty()
                ? states.move(Wish.of(Machine.RUN, run, "succeeded")).made()
                : fail(run, String.join(", ", bad));
    }

    private boolean fail(String run, String why) {
        boolean failed = states.move(
                        Wish.of(Machine.RUN, run, "failed").because(why).with(error(why)))
                .made();
        if (failed) {
            cancelling.run(run, why);
        }
        return failed;
    }

    private boolean stream(WorkstreamRow stream) {
        return switch (stream.state()) {
            case "planned", "blocked" -> prerequisites(stream);
            case "ready", "executing", "validating" -> work(stream);
            default -> false;
        };
    }

    private boolean prerequisites(WorkstreamRow stream) {
        List<WorkstreamRow> before = new ArrayList<>();
        stream.dependsOn().forEach(id -> entities.workstreams().get(id).ifPresent(before::add));
        boolean met = before.size() == stream.dependsOn().size()
                && before.stream()
                        .allMatch(each -> List.of("completed", "skipped").contains(each.state()));
        if (met) {
            return move(stream, "ready", "");
        }
        for (WorkstreamRow each : before) {
            if (List.of("failed", "cancelled").contains(each.state())) {
                return give(stream, "cancelled", "its prerequisite " + each.name() + " is " + each.state());
            }
        }
        return stream.state().equals("planned") && move(stream, "blocked", "");
    }

    private boolean work(WorkstreamRow stream) {
        boolean moved = false;
        List<TaskRow> before = tasks(stream);
        Map<String, TaskRow> byId = before.stream().collect(Collectors.toMap(TaskRow::id, Function.identity()));
        for (TaskRow task : before) {
            moved |= task(task, byId);
        }
        List<TaskRow> tasks = moved ? tasks(stream) : before;
        if (stream.state().equals("ready")) {
            return (Derived.begun(tasks) && move(stream, "executing", "")) || moved;
        }
        if (stream.state().equals("validating")) {
            return validate(stream) || moved;
        }
        return settle(stream, tasks) || moved;
    }

    /// An executing workstream follows its tasks.
    private boolean settle(WorkstreamRow stream, List<TaskRow> tasks) {
        Patches.Verdict verdict = patches.of(stream);
        if (verdict == Patches.Verdict.QUARANTINED) {
            return give(stream, "failed", "one of its patches is quarantined");
        }
        String derived = Derived.state(tasks);
        if (derived.equals("failed")) {
            return give(stream, "failed", "a critical task failed");
        }
        if (derived.equals("validating")) {
            return verdict == Patches.Verdict.GOOD && move(stream, "validating", "");
        }
        if (Derived.exhausted(tasks)) {
            return give(stream, "failed", "nothing in it can go on");
        }
        if (!derived.equals(stream.state())
                && Machine.WORKSTREAM.move(stream.state(), derived) instanceof Move.Refused refused
                && warned.add(stream.id() + derived)) {
            states.note(
                    Machine.WORKSTREAM, stream.id(), Severity.WARNING, "Its tasks say otherwise. " + refused.message());
        }
        return false;
    }

    private boolean validate(WorkstreamRow stream) {
        return switch (patches.of(stream)) {
            case GOOD -> move(stream, "completed", "");
            case QUARANTINED -> give(stream, "failed", "one of its patches is quarantined");
            case UNDER_WAY -> false;
        };
    }

    private boolean task(TaskRow task, Map<String, TaskRow> byId) {
        return switch (task.state()) {
            case "pending" -> pending(task, byId);
            case "blocked" ->
                completed(task, byId) && states.move(wish(task, "pending")).made();
            case "retrying" -> {
                Instant due = task.retryAt();
                boolean over = due == null || !clock.instant().isBefore(due);
                yield over && states.move(wish(task, "queued")).made();
            }
            case "validating" -> gates(task);
            default -> false;
        };
    }

    private boolean pending(TaskRow task, Map<String, TaskRow> all) {
        if (completed(task, all)) {
            return states.move(wish(task, "queued")).made();
        }
        for (String id : task.plan().dependsOn()) {
            TaskRow before = all.get(id);
            if (before == null || List.of("failed", "cancelled", "blocked").contains(before.state())) {
                return states.move(wish(task, "blocked").with(Values.none().with(Column.BLOCKED_BY, id)))
                        .made();
            }
        }
        return false;
    }

    /// Whether all that a task depends on is completed. What was reset counts by the task that took its place.
    private static boolean completed(TaskRow task, Map<String, TaskRow> all) {
        return task.plan().dependsOn().stream().allMatch(id -> {
            TaskRow before = all.get(id);
            return (before != null && before.state().equals("completed"))
                    || all.values().stream()
                            .anyMatch(each ->
                                    id.equals(each.retryOf()) && each.state().equals("completed"));
        });
    }

    /// A task completes only when all its gates have passed.
    private boolean gates(TaskRow task) {
        List<GateRow> gates = entities.gates().byParent(Column.TASK_ID, task.id());
        Set<String> again = new HashSet<>();
        gates.forEach(gate -> Optional.ofNullable(gate.retryOf()).ifPresent(again::add));
        List<GateRow> last =
                gates.stream().filter(gate -> !again.contains(gate.id())).toList();
        Optional<GateRow> failed =
                last.stream().filter(gate -> gate.state().equals("FAILED")).findFirst();
        if (failed.isPresent()) {
            String why = "the gate " + failed.get().name() + " failed";
            return states.move(wish(task, "failed").because(why).with(error(why)))
                    .made();
        }
        return last.stream().allMatch(gate -> gate.state().equals("PASSED"))
                && states.move(wish(task, "completed")).made();
    }

    /// Notes who was not heard of. After a leap of the clock (the machine slept) nobody can have been heard of: all
    /// get until the next look.
    private boolean workers() {
        Instant now = clock.instant();
        boolean leap = looked.plus(limits.heartbeat()).isBefore(now);
        looked = now;
        if (leap) {
            return false;
        }
        boolean moved = false;
        for (String state : List.of("idle", "busy")) {
            for (WorkerRow worker : entities.workers().byState(state, ALL, 0)) {
                if (silent(worker, now).compareTo(limits.unresponsive()) > 0) {
                    moved |= states.move(Wish.of(Machine.WORKER, worker.id(), "unresponsive"))
                            .made();
                }
            }
        }
        for (WorkerRow worker : entities.workers().byState("unresponsive", ALL, 0)) {
            if (silent(worker, now).compareTo(limits.shutdown()) > 0) {
                moved |= states.move(Wish.of(Machine.WORKER, worker.id(), "shutdown"))
                        .made();
                for (TaskRow task : entities.tasks().byParent(Column.WORKER_ID, worker.id())) {
                    moved |= Failing.fail(states, task, -1, "its worker was not heard of any more", now)
                            .made();
                }
            }
        }
        return moved;
    }

    private static Duration silent(WorkerRow worker, Instant now) {
        return Duration.between(worker.heartbeatAt(), now);
    }

    private void warnOfStuck() {
        Map<String, StuckWork> stuck = new HashMap<>();
        StuckWork.find(entities, clock.instant()).forEach(each -> stuck.put(each.id() + each.since(), each));
        stuck.forEach((key, each) -> {
            if (warned.add(key)) {
                states.note(each.machine(), each.id(), Severity.WARNING, each.words());
            }
        });
    }

    private List<TaskRow> tasks(WorkstreamRow stream) {
        return entities.tasks().byParent(Column.WORKSTREAM_ID, stream.id());
    }

    private boolean move(WorkstreamRow stream, String to, String why) {
        return states.move(Wish.of(Machine.WORKSTREAM, stream.id(), to)
                        .on(stream.head().version())
                        .because(why))
                .made();
    }

    /// Gives a workstream up, and what is not over in it.
    private boolean give(WorkstreamRow stream, String to, String why) {
        boolean given = states.move(Wish.of(Machine.WORKSTREAM, stream.id(), to)
                        .on(stream.head().version())
                        .because(why)
                        .with(error(why)))
                .made();
        if (given) {
            cancelling.tasks(stream.id(), why);
        }
        return given;
    }

    private static Wish wish(TaskRow task, String to) {
        return Wish.of(Machine.TASK, task.id(), to).on(task.head().version());
    }

    private static Values error(String why) {
        return Values.none().with(Column.LAST_ERROR, why);
    }
}
