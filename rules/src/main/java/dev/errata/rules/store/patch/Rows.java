package dev.errata.rules.store.patch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs statements whose parameters are texts and numbers.
final class Rows {
    private Rows() {}

    /// Makes something of a row.
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> List<T> list(Connection connection, Reader<T> reader, String sql, @Nullable Object... values)
            throws SQLException {
        List<T> list = new ArrayList<>();
        try (PreparedStatement select = prepared(connection, sql, values);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                list.add(reader.read(rows));
            }
        }
        return list;
    }

    /// The first row; empty if there is none.
    static <T> Optional<T> one(Connection connection, Reader<T> reader, String sql, @Nullable Object... values)
            throws SQLException {
        return list(connection, reader, sql, values).stream().findFirst();
    }

    static int change(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement change = prepared(connection, sql, values)) {
            return change.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
