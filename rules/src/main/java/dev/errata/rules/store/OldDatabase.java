package dev.errata.rules.store;

import dev.errata.rules.RuleRow;
import dev.errata.rules.pack.RuleFile.NoRules;
import dev.errata.rules.pack.RuleFile.Reading;
import dev.errata.rules.pack.RuleFile.Remark;
import dev.errata.rules.pack.RuleFile.Rules;
import dev.errata.rules.pack.RulePack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the rules of a classic database with the columns `id, pattern, type, confidence_threshold`. They only detect,
/// for the old table has no replacement.
///
/// The file is read as a copy, so that SQLite leaves no files beside it.
///
/// **Thread:** a platform thread that may block.
public final class OldDatabase {
    private static final String VERSION = "1.0.0";

    private OldDatabase() {}

    /// Reads a database file.
    ///
    /// @param name of the pack that its rules become
    public static Reading read(Path file, String name) {
        try {
            Path folder = Files.createTempDirectory("errata-import-");
            Path copy = folder.resolve("old.db");
            try {
                Files.copy(file, copy);
                return read("jdbc:sqlite:" + copy, name);
            } finally {
                Files.deleteIfExists(copy);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            return new NoRules("The file cannot be read: " + e.getMessage());
        } catch (SQLException e) {
            return new NoRules("It is no database with a table correction_patterns: " + e.getMessage());
        }
    }

    private static Reading read(String address, String name) throws SQLException {
        var entries = new ArrayList<RulePack.Entry>();
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT pattern, type, confidence_threshold FROM correction_patterns ORDER BY id")) {
            while (rows.next()) {
                var columns = new ColumnReader(rows, 0);
                entries.add(new RulePack.Entry(
                        row(
                                name,
                                columns.requiredText("pattern"),
                                columns.requiredText("type"),
                                columns.real("confidence_threshold")),
                        List.of()));
            }
        }
        return new Rules(
                new RulePack(name, VERSION, "", "", entries),
                List.of(new Remark(
                        "The old database",
                        false,
                        "its rules only detect, and its behavior_patches stay where they are.")));
    }

    private static RuleRow row(String pack, String pattern, String type, @Nullable Double threshold) {
        return new RuleRow(
                0, pattern, type, threshold, null, null, null, null, null, null, null, "enforce", null, null, null,
                null, pack, null, VERSION, null, null, null);
    }
}
