package dev.errata.logs.store.entity;

import dev.errata.logs.event.StateEvent.Context;
import dev.errata.logs.state.Machine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is decided on when a state is to change.
///
/// @param critical whether it is a critical workstream or task
/// @param startedAt when it began, null if it did not
record Current(
        String state,
        long version,
        boolean critical,
        Context context,
        Instant createdAt,
        @Nullable Instant startedAt) {

    static Optional<Current> of(Connection connection, EntityTable<? extends Entity> table, String id)
            throws SQLException {
        return table.get(connection, id).map(Current::of);
    }

    static Current of(Entity entity) {
        return switch (entity) {
            case RunRow run -> made(entity, false, new Context(run.id(), null), run.startedAt());
            case WorkstreamRow it -> made(entity, it.critical(), new Context(it.runId(), it.id()), it.startedAt());
            case TaskRow it -> made(entity, it.critical(), new Context(it.runId(), it.workstreamId()), it.startedAt());
            case PatchRow it -> made(entity, false, new Context(it.runId(), it.workstreamId()), null);
            case WorkerRow it -> made(entity, false, Context.NONE, null);
            case UetWorkerRow it -> made(entity, false, Context.NONE, null);
            case GateRow it -> made(entity, false, Context.NONE, null);
            case BreakerRow it -> made(entity, false, Context.NONE, null);
        };
    }

    private static Current made(Entity entity, boolean critical, Context context, @Nullable Instant startedAt) {
        return new Current(
                entity.state(),
                entity.head().version(),
                critical,
                context,
                entity.head().createdAt(),
                startedAt);
    }

    /// What a change of state brings with it, so that nobody can forget it: a worker is set only while its task runs,
    /// and the times of begin and end are those of the moves.
    Values follow(Machine machine, String to, Values given, Instant now) {
        Values all = given.copy();
        boolean ends = machine.states().stream().anyMatch(state -> state.name().equals(to) && state.terminal());
        boolean begins = startedAt == null && (to.equals("running") || to.equals("executing"));
        switch (machine) {
            case TASK -> {
                if (!to.equals("running")) {
                    all.with(Column.WORKER_ID, (String) null);
                }
                if (to.equals("pending")) {
                    all.with(Column.BLOCKED_BY, (String) null);
                }
                times(all, begins, ends, now);
            }
            case RUN, WORKSTREAM -> times(all, begins, ends, now);
            case PATCH, WORKER, UET_WORKER, TEST_GATE, CIRCUIT_BREAKER -> {
                // They keep no times but that of their last move.
            }
        }
        return all;
    }

    /// A clock that was set back must not make an end come before its begin.
    private void times(Values all, boolean begins, boolean ends, Instant now) {
        Instant from = startedAt == null ? createdAt : startedAt;
        Instant at = now.isBefore(from) ? from : now;
        if (begins) {
            all.with(Column.STARTED_AT, at);
        }
        if (ends) {
            all.with(Column.COMPLETED_AT, at);
        }
    }
}
