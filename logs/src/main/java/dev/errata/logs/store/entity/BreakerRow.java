package dev.errata.logs.store.entity;

import static dev.errata.logs.store.entity.Column.LAST_ERROR;

import dev.errata.logs.state.Machine;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A circuit breaker, as it last moved.
///
/// @param lastError why it last moved
public record BreakerRow(Head head, @Nullable String lastError) implements Entity {

    static final Shape<BreakerRow> SHAPE = new Shape<>(
            Machine.CIRCUIT_BREAKER,
            "circuit_breakers",
            List.of(LAST_ERROR),
            List.of(),
            BreakerRow::read,
            BreakerRow::values);

    private static BreakerRow read(Head head, Cells cells) throws SQLException {
        return new BreakerRow(head, cells.maybe(LAST_ERROR));
    }

    private Values values() {
        return Values.none().with(LAST_ERROR, lastError);
    }
}
