package dev.errata.logs.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Looks at a database file without changing a byte of it.
final class Inspection {
    /// Above this size the whole file is not read at each start: only its header and schema are.
    private static final long FULL_CHECK_BYTES = 64L << 20;

    /// Where Flyway notes what ran.
    static final String HISTORY = "flyway_schema_history";

    private final Schema schema;

    Inspection(Schema schema) {
        this.schema = schema;
    }

    /// What stands at a path.
    sealed interface Found {}

    /// No file.
    record Missing() implements Found {}

    /// Not a database, or one that SQLite cannot trust.
    record Damaged(String reason) implements Found {}

    /// It cannot be read at all.
    record Unreadable(String reason) implements Found {}

    /// Its schema is newer than ours.
    record Newer(int version) implements Found {}

    /// A database.
    ///
    /// @param version of its schema, 0 if Errata never made one there
    /// @param empty whether it holds no table at all
    /// @param taken tables that stand where ours shall be made
    /// @param waiting whether rows of earlier tables still wait to be taken over
    record Usable(int version, boolean empty, List<String> taken, boolean waiting) implements Found {
        boolean current(Schema schema) {
            return version == schema.latest() && !waiting;
        }
    }

    Found look(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Missing();
        }
        if (!Files.isRegularFile(file)) {
            return new Damaged("it is not a file");
        }
        try (Connection connection = open(file)) {
            return look(connection, Files.size(file));
        } catch (SQLException e) {
            return Damage.isDamage(e)
                    ? new Damaged(String.valueOf(e.getMessage()))
                    : new Unreadable(Damage.describe(e));
        } catch (IOException e) {
            return new Unreadable("It could not be read: " + e.getMessage());
        }
    }

    /// With no log beside it nobody writes at the moment; then it is read without making such files beside it.
    static Connection open(Path file) throws SQLException {
        return KeptFiles.alone(file) ? Connections.immutable(file) : Connections.readOnly(file);
    }

    private Found look(Connection connection, long bytes) throws SQLException {
        if (bytes <= FULL_CHECK_BYTES) {
            String verdict = text(connection, "PRAGMA quick_check(1)");
            if (!verdict.equalsIgnoreCase("ok")) {
                return new Damaged(verdict);
            }
        }
        List<String> tables = tables(connection);
        boolean ours = tables.contains(HISTORY);
        int version = ours
                ? number(
                        connection,
                        "SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM " + HISTORY + " WHERE success")
                : 0;
        if (ours || number(connection, "PRAGMA application_id") == Schema.APPLICATION_ID) {
            int stamped = number(connection, "PRAGMA user_version");
            if (Math.max(version, stamped) > schema.latest()) {
                return new Newer(Math.max(version, stamped));
            }
        }
        List<String> taken = ours
                ? List.of()
                : schema.adopted().stream().filter(tables::contains).toList();
        boolean waiting = schema.adopted().stream().map(Adoption::waitingName).anyMatch(tables::contains);
        return new Usable(version, tables.isEmpty(), taken, waiting);
    }

    static List<String> tables(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'"
                        + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
            while (rows.next()) {
                names.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Math.clamp(row.getLong(1), 0, Integer.MAX_VALUE) : 0;
        }
    }
}
