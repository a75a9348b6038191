package dev.errata.logs.store.entity;

import static dev.errata.logs.store.entity.Column.COMPLETED_AT;
import static dev.errata.logs.store.entity.Column.CRITICAL;
import static dev.errata.logs.store.entity.Column.DEPENDS_ON;
import static dev.errata.logs.store.entity.Column.LAST_ERROR;
import static dev.errata.logs.store.entity.Column.NAME;
import static dev.errata.logs.store.entity.Column.RETRY_OF;
import static dev.errata.logs.store.entity.Column.RUN_ID;
import static dev.errata.logs.store.entity.Column.STARTED_AT;

import dev.errata.logs.state.Machine;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A workstream: the tasks of a run that belong together.
///
/// @param critical whether the run fails with it
/// @param dependsOn ids of the workstreams that must be completed before
public record WorkstreamRow(
        Head head,
        String runId,
        String name,
        boolean critical,
        List<String> dependsOn,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String lastError,
        @Nullable String retryOf)
        implements Entity {
    public WorkstreamRow {
        dependsOn = List.copyOf(dependsOn);
    }

    static final Shape<WorkstreamRow> SHAPE = new Shape<>(
            Machine.WORKSTREAM,
            "workstreams",
            List.of(RUN_ID, NAME, CRITICAL, DEPENDS_ON, STARTED_AT, COMPLETED_AT, LAST_ERROR, RETRY_OF),
            List.of(RUN_ID),
            WorkstreamRow::read,
            WorkstreamRow::values);

    private static WorkstreamRow read(Head head, Cells cells) throws SQLException {
        return new WorkstreamRow(
                head,
                cells.text(RUN_ID),
                cells.text(NAME),
                cells.flag(CRITICAL),
                cells.words(DEPENDS_ON),
                cells.maybeInstant(STARTED_AT),
                cells.maybeInstant(COMPLETED_AT),
                cells.maybe(LAST_ERROR),
                cells.maybe(RETRY_OF));
    }

    private Values values() {
        return Values.none()
                .with(RUN_ID, runId)
                .with(NAME, name)
                .with(CRITICAL, critical)
                .with(DEPENDS_ON, dependsOn)
                .with(STARTED_AT, startedAt)
                .with(COMPLETED_AT, completedAt)
                .with(LAST_ERROR, lastError)
                .with(RETRY_OF, retryOf);
    }
}
