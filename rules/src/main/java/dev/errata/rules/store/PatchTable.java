package dev.errata.rules.store;

import dev.errata.rules.RuleSet.BehaviorPatch;
import dev.errata.rules.RuleSet.RejectedRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Table `behavior_patches`: its rows are checked, counted and shown, but nothing acts on them yet.
final class PatchTable {
    static final String NAME = "behavior_patches";

    private static final Set<String> TYPES = Set.of("prompt_modifier", "parameter", "output_filter", "validator");
    private static final Set<String> MODES = Set.of("shadow", "enforce", "off");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PatchTable() {}

    /// Adds each row to one of the two lists.
    static void read(Connection connection, List<BehaviorPatch> patches, List<RejectedRow> rejected)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, description, patch_type, payload_json, mode,"
                        + " priority FROM behavior_patches ORDER BY id")) {
            while (rows.next()) {
                read(rows, patches, rejected);
            }
        }
    }

    private static void read(ResultSet row, List<BehaviorPatch> patches, List<RejectedRow> rejected)
            throws SQLException {
        long id = row.getLong(1);
        var columns = new ColumnReader(row, 1);
        String description = columns.requiredText("description");
        String type = word(columns.text("patch_type"), "");
        String payload = columns.requiredText("payload_json");
        String mode = word(columns.text("mode"), "enforce");
        columns.whole("priority");
        if (!columns.faults().isEmpty()) {
            var fault = columns.faults().getFirst();
            rejected.add(new RejectedRow(NAME, id, description, fault.field(), -1, fault.message()));
        } else if (!TYPES.contains(type)) {
            rejected.add(new RejectedRow(
                    NAME,
                    id,
                    description,
                    "patch_type",
                    -1,
                    "'" + type + "' is no patch type; use prompt_modifier, parameter, output_filter or validator"));
        } else if (!MODES.contains(mode)) {
            rejected.add(new RejectedRow(
                    NAME, id, description, "mode", -1, "'" + mode + "' is no mode; use shadow, enforce or off"));
        } else {
            String fault = jsonFault(payload);
            if (fault.isEmpty()) {
                patches.add(new BehaviorPatch(id, description, type, payload, mode));
            } else {
                rejected.add(new RejectedRow(NAME, id, description, "payload_json", -1, fault));
            }
        }
    }

    private static String word(@Nullable String value, String absent) {
        return value == null ? absent : value.strip().toLowerCase(Locale.ROOT);
    }

    private static String jsonFault(String payload) {
        if (payload.isBlank()) {
            return "it is empty; it must be JSON, for instance {}";
        }
        try {
            var node = JSON.readTree(payload);
            return node.isMissingNode() ? "it is empty; it must be JSON, for instance {}" : "";
        } catch (JacksonException e) {
            return "it is not JSON: " + e.getOriginalMessage();
        }
    }
}
