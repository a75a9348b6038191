package dev.errata.logs.store.entity;

import static dev.errata.logs.store.entity.Column.LAST_ERROR;
import static dev.errata.logs.store.entity.Column.NAME;
import static dev.errata.logs.store.entity.Column.PROCESS_ID;
import static dev.errata.logs.store.entity.Column.TASK_ID;

import dev.errata.logs.state.Machine;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A unit-execution worker, which runs one test gate or command.
///
/// @param taskId the task it serves
/// @param processId of the process that it started
public record UetWorkerRow(
        Head head,
        String name,
        @Nullable String taskId,
        @Nullable Long processId,
        @Nullable String lastError) implements Entity {

    static final Shape<UetWorkerRow> SHAPE = new Shape<>(
            Machine.UET_WORKER,
            "uet_workers",
            List.of(NAME, TASK_ID, PROCESS_ID, LAST_ERROR),
            List.of(TASK_ID),
            UetWorkerRow::read,
            UetWorkerRow::values);

    private static UetWorkerRow read(Head head, Cells cells) throws SQLException {
        return new UetWorkerRow(
                head, cells.text(NAME), cells.maybe(TASK_ID), cells.maybeNumber(PROCESS_ID), cells.maybe(LAST_ERROR));
    }

    private Values values() {
        return Values.none()
                .with(NAME, name)
                .with(TASK_ID, taskId)
                .with(PROCESS_ID, processId)
                .with(LAST_ERROR, lastError);
    }
}
