package dev.errata.rules.store;

import dev.errata.rules.RuleRow;
import dev.errata.rules.store.RuleBook.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Table `correction_patterns` and its history, in SQL.
final class RuleTable {
    private static final String COLUMNS = """
        pattern, type, confidence_threshold, replacement, match, case_sensitive, scope, language, model, client,
        mode, priority, window, on_error, policy, pack, author, version, note, created_at, updated_at\
        """;

    private static final String SELECT = "SELECT id, " + COLUMNS + " FROM correction_patterns";
    private static final String HISTORY =
            "SELECT history_id, change, changed_at, rule_id, " + COLUMNS + " FROM rule_history WHERE ";
    private static final int HISTORY_COLUMNS = 3;

    private RuleTable() {}

    static List<StoredRow> all(Connection connection) throws SQLException {
        var stored = new ArrayList<StoredRow>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SELECT + " ORDER BY id")) {
            while (rows.next()) {
                stored.add(read(rows, 0));
            }
        }
        return stored;
    }

    static Optional<StoredRow> one(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row, 0)) : Optional.empty();
            }
        }
    }

    /// Adds a row, under its id unless that is 0.
    ///
    /// @return its id
    static long insert(Connection connection, RuleRow row) throws SQLException {
        String sql =
                "INSERT INTO correction_patterns (id, " + COLUMNS + ") VALUES (" + "?, ".repeat(21) + "?) RETURNING id";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, row.id() == 0 ? null : row.id());
            bind(insert, 2, row);
            insert.setString(21, row.createdAt());
            insert.setString(22, null); // now, by the trigger
            try (ResultSet id = insert.executeQuery()) {
                id.next();
                return id.getLong(1);
            }
        }
    }

    /// Replaces a row; says whether it was there.
    static boolean update(Connection connection, RuleRow row) throws SQLException {
        String sql = """
            UPDATE correction_patterns SET (pattern, type, confidence_threshold, replacement, match,
              case_sensitive, scope, language, model, client, mode, priority, window, on_error, policy, pack,
              author, version, note)
              = (\
            """ + "?, ".repeat(18) + "?) WHERE id = ? RETURNING id";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            bind(update, 1, row);
            update.setLong(20, row.id());
            return answers(update);
        }
    }

    static boolean delete(Connection connection, long id) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM correction_patterns WHERE id = ? RETURNING id")) {
            delete.setLong(1, id);
            return answers(delete);
        }
    }

    static List<Version> history(Connection connection, long id) throws SQLException {
        var versions = new ArrayList<Version>();
        try (PreparedStatement select = connection.prepareStatement(HISTORY + "rule_id = ? ORDER BY history_id DESC")) {
            select.setLong(1, id);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    versions.add(version(rows));
                }
            }
        }
        return versions;
    }

    static Optional<Version> version(Connection connection, long id, long version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HISTORY + "rule_id = ? AND history_id = ?")) {
            select.setLong(1, id);
            select.setLong(2, version);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(version(row)) : Optional.empty();
            }
        }
    }

    /// The number of the newest entry of all histories, 0 if there is none.
    static long lastHistory(Connection connection) throws SQLException {
        return number(connection, "SELECT max(history_id) FROM rule_history");
    }

    /// The ids of the rules with an entry after one number, up to another.
    static List<Long> changedBetween(Connection connection, long after, long upTo) throws SQLException {
        var ids = new ArrayList<Long>();
        try (PreparedStatement select = connection.prepareStatement("SELECT DISTINCT rule_id FROM rule_history"
                + " WHERE history_id > ? AND history_id <= ? ORDER BY rule_id")) {
            select.setLong(1, after);
            select.setLong(2, upTo);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        return ids;
    }

    /// Gives a rule the form that it had after an entry of the history, copied inside SQLite so that a bad row comes
    /// back as it was; deletes it if it was not there. Says whether it was.
    static boolean asAt(Connection connection, long id, long entry) throws SQLException {
        Optional<Version> form = history(connection, id).stream()
                .filter(version -> version.version() <= entry)
                .findFirst();
        if (form.isEmpty() || form.get().change().equals("delete")) {
            delete(connection, id);
            return false;
        }
        boolean there = one(connection, id).isPresent();
        String sql = there
                ? "UPDATE correction_patterns SET (" + COLUMNS + ") = (SELECT " + COLUMNS
                        + " FROM rule_history WHERE history_id = ?) WHERE id = ?"
                : "INSERT INTO correction_patterns (id, " + COLUMNS + ") SELECT rule_id, " + COLUMNS
                        + " FROM rule_history WHERE history_id = ? AND rule_id = ?";
        try (PreparedStatement restore = connection.prepareStatement(sql)) {
            restore.setLong(1, form.get().version());
            restore.setLong(2, id);
            restore.executeUpdate();
        }
        return true;
    }

    /// Rises with every change of a rule or a behaviour patch, whoever made it.
    static long revision(Connection connection) throws SQLException {
        return number(connection, "SELECT number FROM rule_revision WHERE id = 1");
    }

    /// Changes when somebody changes the tables themselves; the triggers that count may have gone with them.
    static long schemaVersion(Connection connection) throws SQLException {
        return number(connection, "PRAGMA schema_version");
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /// Whether a statement that returns the rows it changed returned one. Counting them by the driver would count the
    /// triggers'.
    private static boolean answers(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                read(row, HISTORY_COLUMNS).row());
    }

    private static StoredRow read(ResultSet result, int before) throws SQLException {
        var columns = new ColumnReader(result, before + 1);
        var row = new RuleRow(
                result.getLong(before + 1),
                columns.requiredText("pattern"),
                columns.requiredText("type"),
                columns.real("confidence_threshold"),
                columns.text("replacement"),
                columns.text("match"),
                columns.flag("case_sensitive"),
                columns.text("scope"),
                columns.text("language"),
                columns.text("model"),
                columns.text("client"),
                columns.text("mode"),
                columns.whole("priority"),
                columns.whole("window"),
                columns.text("on_error"),
                columns.text("policy"),
                columns.text("pack"),
                columns.text("author"),
                columns.text("version"),
                columns.text("note"),
                columns.text("created_at"),
                columns.text("updated_at"));
        return new StoredRow(row, columns.faults());
    }

    /// Writes the defaults out, so that the table reads well in any tool.
    private static void bind(PreparedStatement statement, int first, RuleRow row) throws SQLException {
        Boolean caseSensitive = row.caseSensitive();
        @Nullable
        Object[] values = {
            row.pattern(),
            row.type(),
            orElse(row.confidenceThreshold(), 0.0),
            row.replacement(),
            orElse(row.match(), "literal"),
            caseSensitive == null || caseSensitive ? 1 : 0,
            orElse(row.scope(), "any"),
            row.language(),
            row.model(),
            row.client(),
            orElse(row.mode(), "enforce"),
            orElse(row.priority(), 0),
            row.window(),
            orElse(row.onError(), "open"),
            row.policy(),
            row.pack(),
            row.author(),
            row.version(),
            row.note()
        };
        for (int i = 0; i < values.length; i++) {
            statement.setObject(first + i, values[i]);
        }
    }

    private static <T> T orElse(@Nullable T value, T other) {
        return value == null ? other : value;
    }
}
