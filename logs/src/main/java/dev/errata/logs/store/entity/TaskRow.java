package dev.errata.logs.store.entity;

import static dev.errata.logs.store.entity.Column.BLOCKED_BY;
import static dev.errata.logs.store.entity.Column.CAPABILITIES;
import static dev.errata.logs.store.entity.Column.COMPLETED_AT;
import static dev.errata.logs.store.entity.Column.CRITICAL;
import static dev.errata.logs.store.entity.Column.DEPENDS_ON;
import static dev.errata.logs.store.entity.Column.EXIT_CODE;
import static dev.errata.logs.store.entity.Column.KIND;
import static dev.errata.logs.store.entity.Column.LAST_ERROR;
import static dev.errata.logs.store.entity.Column.MAX_RETRIES;
import static dev.errata.logs.store.entity.Column.NAME;
import static dev.errata.logs.store.entity.Column.PAYLOAD;
import static dev.errata.logs.store.entity.Column.RETRY_AT;
import static dev.errata.logs.store.entity.Column.RETRY_COUNT;
import static dev.errata.logs.store.entity.Column.RETRY_OF;
import static dev.errata.logs.store.entity.Column.RUN_ID;
import static dev.errata.logs.store.entity.Column.STARTED_AT;
import static dev.errata.logs.store.entity.Column.TIMEOUT_SEC;
import static dev.errata.logs.store.entity.Column.WORKER_ID;
import static dev.errata.logs.store.entity.Column.WORKSTREAM_ID;

import dev.errata.logs.state.Machine;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task: one piece of work.
///
/// @param critical whether its workstream fails with it
/// @param plan what is to be done
/// @param workerId who does it now; null unless it is running
/// @param blockedBy id of the task that it waits for in vain
/// @param retryAt when a retry is due
public record TaskRow(
        Head head,
        String workstreamId,
        String runId,
        String name,
        boolean critical,
        Plan plan,
        @Nullable String workerId,
        @Nullable String blockedBy,
        int retryCount,
        @Nullable Instant retryAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Long exitCode,
        @Nullable String lastError,
        @Nullable String retryOf)
        implements Entity {

    static final Shape<TaskRow> SHAPE = new Shape<>(
            Machine.TASK,
            "tasks",
            List.of(
                    WORKSTREAM_ID,
                    RUN_ID,
                    NAME,
                    CRITICAL,
                    KIND,
                    PAYLOAD,
                    DEPENDS_ON,
                    CAPABILITIES,
                    MAX_RETRIES,
                    TIMEOUT_SEC,
                    WORKER_ID,
                    BLOCKED_BY,
                    RETRY_COUNT,
                    RETRY_AT,
                    STARTED_AT,
                    COMPLETED_AT,
                    EXIT_CODE,
                    LAST_ERROR,
                    RETRY_OF),
            List.of(WORKSTREAM_ID, RUN_ID, WORKER_ID),
            TaskRow::read,
            TaskRow::values);

    /// A task that nobody has begun.
    ///
    /// @param retryOf the task that it takes the place of, null if none
    public static TaskRow fresh(
            Head head, WorkstreamRow workstream, String name, boolean critical, Plan plan, @Nullable String retryOf) {
        return new TaskRow(
                head,
                workstream.id(),
                workstream.runId(),
                name,
                critical,
                plan,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                retryOf);
    }

    private static TaskRow read(Head head, Cells cells) throws SQLException {
        return new TaskRow(
                head,
                cells.text(WORKSTREAM_ID),
                cells.text(RUN_ID),
                cells.text(NAME),
                cells.flag(CRITICAL),
                new Plan(
                        cells.text(KIND),
                        cells.text(PAYLOAD),
                        cells.words(DEPENDS_ON),
                        cells.words(CAPABILITIES),
                        cells.small(MAX_RETRIES),
                        cells.small(TIMEOUT_SEC)),
                cells.maybe(WORKER_ID),
                cells.maybe(BLOCKED_BY),
                cells.small(RETRY_COUNT),
                cells.maybeInstant(RETRY_AT),
                cells.maybeInstant(STARTED_AT),
                cells.maybeInstant(COMPLETED_AT),
                cells.maybeNumber(EXIT_CODE),
                cells.maybe(LAST_ERROR),
                cells.maybe(RETRY_OF));
    }

    private Values values() {
        return Values.none()
                .with(WORKSTREAM_ID, workstreamId)
                .with(RUN_ID, runId)
                .with(NAME, name)
                .with(CRITICAL, critical)
                .with(KIND, plan.kind)
                .with(PAYLOAD, plan.payload)
                .with(DEPENDS_ON, plan.dependsOn)
                .with(CAPABILITIES, plan.capabilities)
                .with(MAX_RETRIES, (long) plan.maxRetries)
                .with(TIMEOUT_SEC, (long) plan.timeoutSec)
                .with(WORKER_ID, workerId)
                .with(BLOCKED_BY, blockedBy)
                .with(RETRY_COUNT, (long) retryCount)
                .with(RETRY_AT, retryAt)
                .with(STARTED_AT, startedAt)
                .with(COMPLETED_AT, completedAt)
                .with(EXIT_CODE, exitCode)
                .with(LAST_ERROR, lastError)
                .with(RETRY_OF, retryOf);
    }

    /// What is to be done, by whom and for how long.
    ///
    /// | limit | default | meaning |
    /// |---|---|---|
    /// | `maxRetries` | 3 | how often a failed task is tried again |
    /// | `timeoutSec` | 1800 | after which a task that still runs has failed |
    ///
    /// @param kind which work
    /// @param payload what that work is given
    /// @param dependsOn ids of the tasks that must be completed before
    /// @param capabilities that its worker must have
    public record Plan(
            String kind,
            String payload,
            List<String> dependsOn,
            List<String> capabilities,
            int maxRetries,
            int timeoutSec) {
        public static final int MAX_RETRIES_USUAL = 3;
        public static final int TIMEOUT_SEC_USUAL = 1800;

        public Plan {
            dependsOn = List.copyOf(dependsOn);
            capabilities = List.copyOf(capabilities);
            if (maxRetries < 0 || timeoutSec < 1) {
                throw new IllegalArgumentException(
                        "not a task's limits: " + maxRetries + " retries, " + timeoutSec + " s");
            }
        }

        /// Work with the usual limits that depends on nothing.
        public static Plan of(String kind, String payload) {
            return new Plan(kind, payload, List.of(), List.of(), MAX_RETRIES_USUAL, TIMEOUT_SEC_USUAL);
        }
    }
}
