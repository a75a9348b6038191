package dev.errata.logs.store;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Tables of a floor above, and a foreign tool's hands, for tests.
final class Tables {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

    static final String NOTES = """
        CREATE TABLE note (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL, extra TEXT DEFAULT 'none');
        CREATE TABLE note_log (id INTEGER PRIMARY KEY, text TEXT);
        CREATE TRIGGER note_inserted AFTER INSERT ON note BEGIN
          INSERT INTO note_log (text) VALUES (NEW.text);
        END;
        """;

    private Tables() {}

    static MigrationSet notes() {
        return set(Map.of("V102__notes.sql", NOTES));
    }

    static MigrationSet set(Map<String, String> scripts) {
        return new MigrationSet(
                "test",
                scripts.keySet().stream()
                        .filter(name -> !name.startsWith("U"))
                        .sorted()
                        .toList(),
                List.of("note"),
                name -> {
                    String text = scripts.get(name);
                    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
                });
    }

    static SqliteDatabase open(Path file) {
        return SqliteDatabase.open(file, List.of(notes()), CLOCK);
    }

    /// What a foreign tool does: a connection of its own, driver defaults.
    static void sql(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    static List<String> column(Connection connection, String query) throws SQLException {
        var values = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
        }
        return values;
    }

    static List<String> column(Path file, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            return column(connection, query);
        }
    }

    static int insert(Connection connection, String text) throws SQLException {
        return column(connection, "INSERT INTO note (text) VALUES ('" + text + "') RETURNING id")
                .size();
    }
}
