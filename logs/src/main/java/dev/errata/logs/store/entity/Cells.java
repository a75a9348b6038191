package dev.errata.logs.store.entity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of an answer, read by its columns' names.
record Cells(ResultSet row) {

    String text(Column column) throws SQLException {
        String value = row.getString(column.sql());
        return value == null ? "" : value;
    }

    @Nullable
    String maybe(Column column) throws SQLException {
        return row.getString(column.sql());
    }

    long number(Column column) throws SQLException {
        return row.getLong(column.sql());
    }

    int small(Column column) throws SQLException {
        return row.getInt(column.sql());
    }

    @Nullable
    Long maybeNumber(Column column) throws SQLException {
        long value = row.getLong(column.sql());
        return row.wasNull() ? null : value;
    }

    boolean flag(Column column) throws SQLException {
        return row.getInt(column.sql()) != 0;
    }

    Instant instant(Column column) throws SQLException {
        return Instant.parse(text(column));
    }

    @Nullable
    Instant maybeInstant(Column column) throws SQLException {
        String value = row.getString(column.sql());
        return value == null ? null : Instant.parse(value);
    }

    List<String> words(Column column) throws SQLException {
        String value = text(column);
        return value.isEmpty() ? List.of() : Arrays.asList(value.split(",", -1));
    }
}
