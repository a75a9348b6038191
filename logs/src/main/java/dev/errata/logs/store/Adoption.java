package dev.errata.logs.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Takes over rows from tables that Errata's own schema did not make: the old four-column tables, or any that bear
/// our names.
///
/// In a file the old table is first renamed (so that the schema can be made), and copied and dropped after; both
/// steps are transactions of their own, and a process that dies between them finds the renamed table at its next
/// start.
final class Adoption {
    /// The row's id if it can be kept: a whole number, and the first of its kind.
    private static final String KEPT_ID = """
        CASE WHEN CAST(CAST(id AS INTEGER) AS TEXT) = CAST(id AS TEXT)
          AND row_number() OVER (PARTITION BY CAST(id AS TEXT)) = 1
        THEN CAST(id AS INTEGER) END AS kept_id\
        """;

    private Adoption() {}

    /// The name under which an old table waits.
    static String waitingName(String table) {
        return table + "_before_errata";
    }

    static void rename(Connection connection, List<String> tables) throws SQLException {
        Transactions.run(connection, "BEGIN IMMEDIATE", it -> {
            try (Statement statement = it.createStatement()) {
                for (String table : tables) {
                    statement.execute("ALTER TABLE main." + table + " RENAME TO " + waitingName(table));
                }
            }
            return tables;
        });
    }

    /// Copies the rows of all waiting tables and drops them.
    ///
    /// @return how many rows each table gave
    static Map<String, Integer> takeOver(Connection connection, List<String> tables) throws SQLException {
        return Transactions.run(connection, "BEGIN IMMEDIATE", it -> {
            List<String> present = Inspection.tables(it);
            var counts = new LinkedHashMap<String, Integer>();
            try (Statement statement = it.createStatement()) {
                for (String table : tables) {
                    if (present.contains(waitingName(table))) {
                        counts.put(table, copy(it, "main", waitingName(table), table));
                        statement.execute("DROP TABLE main." + waitingName(table));
                    }
                }
            }
            return counts;
        });
    }

    /// Copies the columns that both tables have. An id that is a whole number and not yet used is kept, any other row
    /// gets a new one; NULL in a column that must not be NULL becomes the empty text, so that the row can be shown
    /// with its fault.
    ///
    /// @return how many rows were copied
    static int copy(Connection connection, String fromSchema, String from, String to) throws SQLException {
        Map<String, Boolean> wanted = columns(connection, "main", to);
        Map<String, Boolean> given = columns(connection, fromSchema, from);
        List<String> shared =
                wanted.keySet().stream().filter(given::containsKey).toList();
        if (shared.isEmpty()) {
            return 0;
        }
        boolean withId = shared.contains("id");
        String values = shared.stream()
                .map(name -> value(name, wanted.getOrDefault(name, false)))
                .collect(Collectors.joining(", "));
        String source = fromSchema + "." + from;
        String sql = "INSERT INTO main." + to + " ("
                + String.join(", ", shared.stream().map(Adoption::quoted).toList())
                + ") SELECT " + values + " FROM "
                + (withId
                        ? "(SELECT *, " + KEPT_ID + " FROM " + source + ") ORDER BY kept_id IS NULL, kept_id"
                        : source);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql); // its result would count the rows that triggers write, too
            try (ResultSet row = statement.executeQuery("SELECT changes()")) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private static String value(String column, boolean required) {
        if (column.equals("id")) {
            return "kept_id";
        }
        return required ? "coalesce(" + quoted(column) + ", '')" : quoted(column);
    }

    /// Names of a table's columns, in their order, with whether NULL is forbidden.
    private static Map<String, Boolean> columns(Connection connection, String schema, String table)
            throws SQLException {
        var columns = new LinkedHashMap<String, Boolean>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA " + schema + ".table_info(" + table + ")")) {
            while (rows.next()) {
                columns.put(rows.getString("name"), rows.getBoolean("notnull"));
            }
        }
        return columns;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
