package dev.errata.rules.work;

import dev.errata.logs.state.Machine;
import dev.errata.logs.store.entity.Entities;
import dev.errata.logs.store.entity.Entity;
import dev.errata.logs.store.entity.EntityTable;
import dev.errata.logs.store.entity.RunRow;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.TaskRow;
import dev.errata.logs.store.entity.Wish;
import java.time.InstantSource;
import java.util.List;

/// Settles what a process that is gone left under way.
final class Leftovers {
    private static final String GONE = "the process ended while it was under way";

    private final States states;
    private final Entities entities;
    private final InstantSource clock;

    Leftovers(States states, InstantSource clock) {
        this.states = states;
        this.entities = states.entities();
        this.clock = clock;
    }

    void settle() {
        for (TaskRow task : entities.tasks().byState("running", Integer.MAX_VALUE, 0)) {
            Failing.fail(states, task, -1, GONE, clock.instant());
        }
        for (RunRow run : entities.runs().byState("pending", Integer.MAX_VALUE, 0)) {
            // Its plan may not be all there: it is begun in the same breath as its last task is put in.
            states.move(Wish.of(Machine.RUN, run.id(), "canceled").because("the process ended before it was begun"));
        }
        // The machine knows no way from initializing or busy to shutdown but through these.
        walk(Machine.WORKER, entities.workers(), "initializing", "idle", "shutdown");
        walk(Machine.WORKER, entities.workers(), "busy", "unresponsive", "shutdown");
        walk(Machine.WORKER, entities.workers(), "idle", "shutdown");
        walk(Machine.WORKER, entities.workers(), "unresponsive", "shutdown");
        for (String state : List.of("SPAWNING", "IDLE", "BUSY", "DRAINING")) {
            walk(Machine.UET_WORKER, entities.uetWorkers(), state, "TERMINATED");
        }
        walk(Machine.TEST_GATE, entities.gates(), "RUNNING", "FAILED");
    }

    private void walk(Machine machine, EntityTable<? extends Entity> table, String from, String... way) {
        for (Entity entity : table.byState(from, Integer.MAX_VALUE, 0)) {
            for (String to : way) {
                states.move(Wish.of(machine, entity.id(), to).because(GONE));
            }
        }
    }
}
