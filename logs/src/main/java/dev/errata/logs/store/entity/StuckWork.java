package dev.errata.logs.store.entity;

import dev.errata.logs.state.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Work that has been where it is for longer than it should. It is shown, never changed.
///
/// | what | longer than |
/// |---|---|
/// | a workstream that executes | 1 h |
/// | a task that runs | 30 min |
/// | a worker that was not heard of | 2 min |
///
/// @param since when it came to be so
public record StuckWork(Machine machine, String id, String state, Instant since, Duration limit) {
    /// How long a workstream may execute.
    public static final Duration WORKSTREAM = Duration.ofHours(1);
    /// How long a task may run.
    public static final Duration TASK = Duration.ofMinutes(30);
    /// How long a worker may be silent.
    public static final Duration HEARTBEAT = Duration.ofMinutes(2);

    private static final int MOST = 1000;

    /// What is stuck now, workstreams first.
    ///
    /// **Errors:** [dev.errata.logs.store.StoreException].
    public static List<StuckWork> find(Entities entities, Instant now) {
        List<StuckWork> stuck = new ArrayList<>();
        for (WorkstreamRow row : entities.workstreams().byState("executing", MOST, 0)) {
            add(stuck, Machine.WORKSTREAM, row, row.head().movedAt(), WORKSTREAM, now);
        }
        for (TaskRow row : entities.tasks().byState("running", MOST, 0)) {
            add(stuck, Machine.TASK, row, row.head().movedAt(), TASK, now);
        }
        for (String state : List.of("idle", "busy")) {
            for (WorkerRow row : entities.workers().byState(state, MOST, 0)) {
                add(stuck, Machine.WORKER, row, row.heartbeatAt(), HEARTBEAT, now);
            }
        }
        return stuck;
    }

    private static void add(
            List<StuckWork> stuck, Machine machine, Entity row, Instant since, Duration limit, Instant now) {
        if (Duration.between(since, now).compareTo(limit) > 0) {
            stuck.add(new StuckWork(machine, row.id(), row.state(), since, limit));
        }
    }

    /// What is wrong, for people.
    public String words() {
        String what = machine == Machine.WORKER ? "was not heard of" : "is " + state;
        return "The " + machine.entity() + " " + id + " " + what + " since " + since + ", longer than "
                + limit.toMinutes() + " min. Nothing was changed; look at it, or override its state.";
    }
}
