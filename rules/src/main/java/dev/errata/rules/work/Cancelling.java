package dev.errata.rules.work;

import dev.errata.logs.state.Machine;
import dev.errata.logs.store.entity.Column;
import dev.errata.logs.store.entity.Entities;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.TaskRow;
import dev.errata.logs.store.entity.Values;
import dev.errata.logs.store.entity.Wish;
import dev.errata.logs.store.entity.WorkstreamRow;
import java.util.List;

/// Ends what belongs to something that is over. Each step can be done again, so that a crash in the middle is finished
/// by the next start.
final class Cancelling {
    static final List<String> OPEN_STREAMS = List.of("planned", "ready", "blocked", "executing", "validating");
    private static final List<String> OPEN_TASKS =
            List.of("pending", "queued", "running", "validating", "retrying", "blocked");

    private final States states;
    private final Entities entities;
    private final Jobs jobs;

    Cancelling(States states, Jobs jobs) {
        this.states = states;
        this.entities = states.entities();
        this.jobs = jobs;
    }

    /// Cancels the workstreams of a run that are not over.
    void run(String run, String reason) {
        for (WorkstreamRow stream : entities.workstreams().byParent(Column.RUN_ID, run)) {
            if (OPEN_STREAMS.contains(stream.state())) {
                states.move(Wish.of(Machine.WORKSTREAM, stream.id(), "cancelled")
                        .because(reason)
                        .with(Values.none().with(Column.LAST_ERROR, reason)));
            }
            tasks(stream.id(), reason);
        }
    }

    /// Cancels the tasks of a workstream that are not over. One that is validating cannot be cancelled: it fails.
    void tasks(String stream, String reason) {
        for (TaskRow task : entities.tasks().byParent(Column.WORKSTREAM_ID, stream)) {
            if (!Derived.over(task)) {
                String to = task.state().equals("validating") ? "failed" : "cancelled";
                states.move(Wish.of(Machine.TASK, task.id(), to)
                        .because(reason)
                        .with(Values.none().with(Column.LAST_ERROR, reason)));
                jobs.stop(task.id());
            }
        }
    }

    /// Finishes what an earlier process began: open workstreams of runs that are over, open tasks of workstreams that
    /// are.
    void finish() {
        for (String state : OPEN_STREAMS) {
            for (WorkstreamRow stream : entities.workstreams().byState(state, Integer.MAX_VALUE, 0)) {
                boolean over = entities.runs()
                        .get(stream.runId())
                        .map(run -> !List.of("pending", "running").contains(run.state()))
                        .orElse(true);
                if (over) {
                    run(stream.runId(), "the run is over");
                }
            }
        }
        for (String state : OPEN_TASKS) {
            for (TaskRow task : entities.tasks().byState(state, Integer.MAX_VALUE, 0)) {
                boolean over = entities.workstreams()
                        .get(task.workstreamId())
                        .map(stream -> !OPEN_STREAMS.contains(stream.state()))
                        .orElse(true);
                if (over) {
                    tasks(task.workstreamId(), "the workstream is over");
                }
            }
        }
    }
}
