package dev.errata.logs.store.entity;

import static dev.errata.logs.store.entity.Column.COMMAND;
import static dev.errata.logs.store.entity.Column.DEPENDS_ON;
import static dev.errata.logs.store.entity.Column.DURATION_MILLIS;
import static dev.errata.logs.store.entity.Column.EXIT_CODE;
import static dev.errata.logs.store.entity.Column.EXPECTED_EXIT_CODE;
import static dev.errata.logs.store.entity.Column.NAME;
import static dev.errata.logs.store.entity.Column.OUTPUT;
import static dev.errata.logs.store.entity.Column.PATCH_ID;
import static dev.errata.logs.store.entity.Column.RETRY_OF;
import static dev.errata.logs.store.entity.Column.TASK_ID;
import static dev.errata.logs.store.entity.Column.TYPE;

import dev.errata.logs.state.Machine;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A test gate: a command whose exit code decides. A re-run is a new gate.
///
/// @param taskId the task that completes only when it has passed
/// @param patchId the patch that it tries
/// @param type LINT, UNIT, INTEGRATION or SECURITY
/// @param dependsOn ids of gates that must have passed before
/// @param result null while there is none
public record GateRow(
        Head head,
        @Nullable String taskId,
        @Nullable String patchId,
        String name,
        Type type,
        List<String> dependsOn,
        String command,
        long expectedExitCode,
        @Nullable Result result,
        @Nullable String retryOf)
        implements Entity {
    public GateRow {
        dependsOn = List.copyOf(dependsOn);
    }

    static final Shape<GateRow> SHAPE = new Shape<>(
            Machine.TEST_GATE,
            "test_gates",
            List.of(
                    TASK_ID,
                    PATCH_ID,
                    NAME,
                    TYPE,
                    DEPENDS_ON,
                    COMMAND,
                    EXPECTED_EXIT_CODE,
                    EXIT_CODE,
                    OUTPUT,
                    DURATION_MILLIS,
                    RETRY_OF),
            List.of(TASK_ID, PATCH_ID),
            GateRow::read,
            GateRow::values);

    private static GateRow read(Head head, Cells cells) throws SQLException {
        Long exitCode = cells.maybeNumber(EXIT_CODE);
        return new GateRow(
                head,
                cells.maybe(TASK_ID),
                cells.maybe(PATCH_ID),
                cells.text(NAME),
                Type.valueOf(cells.text(TYPE)),
                cells.words(DEPENDS_ON),
                cells.text(COMMAND),
                cells.number(EXPECTED_EXIT_CODE),
                exitCode == null ? null : new Result(exitCode, cells.text(OUTPUT), cells.number(DURATION_MILLIS)),
                cells.maybe(RETRY_OF));
    }

    private Values values() {
        return Values.none()
                .with(TASK_ID, taskId)
                .with(PATCH_ID, patchId)
                .with(NAME, name)
                .with(TYPE, type.name())
                .with(DEPENDS_ON, dependsOn)
                .with(COMMAND, command)
                .with(EXPECTED_EXIT_CODE, (Long) expectedExitCode)
                .with(EXIT_CODE, result == null ? null : (Long) result.exitCode)
                .with(OUTPUT, result == null ? null : result.output)
                .with(DURATION_MILLIS, result == null ? null : (Long) result.durationMillis)
                .with(RETRY_OF, retryOf);
    }

    /// What a gate looks at.
    public enum Type {
        LINT,
        UNIT,
        INTEGRATION,
        SECURITY
    }

    /// What came of it.
    public record Result(long exitCode, String output, long durationMillis) {}
}
