package dev.errata.logs.store.entity;

import static dev.errata.logs.store.entity.Column.CAPABILITIES;
import static dev.errata.logs.store.entity.Column.HEARTBEAT_AT;
import static dev.errata.logs.store.entity.Column.MAX_CONCURRENT_TASKS;
import static dev.errata.logs.store.entity.Column.NAME;

import dev.errata.logs.state.Machine;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// An orchestration worker, which takes tasks one after the other.
///
/// @param heartbeatAt when it was last heard of
public record WorkerRow(Head head, String name, List<String> capabilities, int maxConcurrentTasks, Instant heartbeatAt)
        implements Entity {
    public WorkerRow {
        capabilities = List.copyOf(capabilities);
    }

    static final Shape<WorkerRow> SHAPE = new Shape<>(
            Machine.WORKER,
            "workers",
            List.of(NAME, CAPABILITIES, MAX_CONCURRENT_TASKS, HEARTBEAT_AT),
            List.of(),
            WorkerRow::read,
            WorkerRow::values);

    private static WorkerRow read(Head head, Cells cells) throws SQLException {
        return new WorkerRow(
                head,
                cells.text(NAME),
                cells.words(CAPABILITIES),
                cells.small(MAX_CONCURRENT_TASKS),
                cells.instant(HEARTBEAT_AT));
    }

    private Values values() {
        return Values.none()
                .with(NAME, name)
                .with(CAPABILITIES, capabilities)
                .with(MAX_CONCURRENT_TASKS, (long) maxConcurrentTasks)
                .with(HEARTBEAT_AT, heartbeatAt);
    }
}
