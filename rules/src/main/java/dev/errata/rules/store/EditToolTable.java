package dev.errata.rules.store;

import dev.errata.rules.EditTool;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleSet.RejectedRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Table `edit_tools`: the user's own tools that edit files.
final class EditToolTable {
    static final String NAME = "edit_tools";

    private EditToolTable() {}

    /// Adds each row to one of the two lists.
    static void read(Connection connection, List<EditTool> tools, List<RejectedRow> rejected) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, tool, path, old, new, patch, note FROM edit_tools ORDER BY id")) {
            while (rows.next()) {
                long id = rows.getLong(1);
                var columns = new ColumnReader(rows, 1);
                String tool = columns.requiredText("tool");
                EditTool.Reading reading = EditTool.read(
                        tool,
                        orEmpty(columns.text("path")),
                        orEmpty(columns.text("old")),
                        orEmpty(columns.text("new")),
                        orEmpty(columns.text("patch")),
                        orEmpty(columns.text("note")));
                if (!columns.faults().isEmpty()) {
                    rejected.add(rejected(id, tool, columns.faults().getFirst()));
                } else {
                    switch (reading) {
                        case EditTool.Read(EditTool read) -> tools.add(read);
                        case EditTool.Unread(RuleFault fault) -> rejected.add(rejected(id, tool, fault));
                    }
                }
            }
        }
    }

    private static RejectedRow rejected(long id, String tool, RuleFault fault) {
        return new RejectedRow(NAME, id, tool, fault.field(), fault.position(), fault.message());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
