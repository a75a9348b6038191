package dev.errata.logs.store.entity;

import static dev.errata.logs.store.entity.Column.COMPLETED_AT;
import static dev.errata.logs.store.entity.Column.LAST_ERROR;
import static dev.errata.logs.store.entity.Column.NAME;
import static dev.errata.logs.store.entity.Column.RETRY_OF;
import static dev.errata.logs.store.entity.Column.STARTED_AT;

import dev.errata.logs.state.Machine;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run: what somebody asked for as one.
///
/// @param retryOf id of the run that it takes the place of
public record RunRow(
        Head head,
        String name,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String lastError,
        @Nullable String retryOf)
        implements Entity {

    static final Shape<RunRow> SHAPE = new Shape<>(
            Machine.RUN,
            "runs",
            List.of(NAME, STARTED_AT, COMPLETED_AT, LAST_ERROR, RETRY_OF),
            List.of(),
            RunRow::read,
            RunRow::values);

    private static RunRow read(Head head, Cells cells) throws SQLException {
        return new RunRow(
                head,
                cells.text(NAME),
                cells.maybeInstant(STARTED_AT),
                cells.maybeInstant(COMPLETED_AT),
                cells.maybe(LAST_ERROR),
                cells.maybe(RETRY_OF));
    }

    private Values values() {
        return Values.none()
                .with(NAME, name)
                .with(STARTED_AT, startedAt)
                .with(COMPLETED_AT, completedAt)
                .with(LAST_ERROR, lastError)
                .with(RETRY_OF, retryOf);
    }
}
