package dev.errata.logs.store.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs a statement with its values.
final class Statements {
    private Statements() {}

    static int change(Connection connection, String sql, List<@Nullable Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    static <T> List<T> rows(Connection connection, String sql, Reader<T> reader, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, Arrays.asList(values));
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(new Cells(rows)));
                }
            }
            return found;
        }
    }

    static <T> Optional<T> row(Connection connection, String sql, Reader<T> reader, @Nullable Object... values)
            throws SQLException {
        return rows(connection, sql, reader, values).stream().findFirst();
    }

    static long number(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        return row(connection, sql, cells -> cells.row().getLong(1), values).orElse(0L);
    }

    static int insert(Connection connection, String table, Values values) throws SQLException {
        Set<Column> columns = values.columns();
        List<@Nullable Object> bound = new ArrayList<>();
        columns.forEach(column -> bound.add(values.get(column)));
        String sql = "INSERT INTO " + table + " (" + names(List.copyOf(columns)) + ") VALUES ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
        return change(connection, sql, bound);
    }

    static String names(List<Column> columns) {
        return columns.stream().map(Column::sql).collect(Collectors.joining(", "));
    }

    private static void bind(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    interface Reader<T> {
        T read(Cells cells) throws SQLException;
    }
}
