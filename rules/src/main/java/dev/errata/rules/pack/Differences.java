package dev.errata.rules.pack;

import dev.errata.rules.RuleRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is different between two forms of a rule, column by column. A column that holds its default is the same as
/// one that holds nothing.
///
/// **Thread:** any.
public final class Differences {

    private Differences() {}

    /// One column in which two forms differ.
    ///
    /// @param before null where the column is empty
    /// @param after null where the column is empty
    public record Difference(String column, @Nullable String before, @Nullable String after) {}

    /// The columns that say what a rule is and does, in the order of a pack's file.
    public static List<Difference> content(RuleRow before, RuleRow after) {
        return between(columns(before), columns(after));
    }

    /// Those, and where the rule comes from.
    public static List<Difference> all(RuleRow before, RuleRow after) {
        return between(withOrigin(before), withOrigin(after));
    }

    private static List<Difference> between(Map<String, @Nullable String> before, Map<String, @Nullable String> after) {
        var differences = new ArrayList<Difference>();
        before.forEach((column, value) -> {
            String other = after.get(column);
            if (!Objects.equals(value, other)) {
                differences.add(new Difference(column, value, other));
            }
        });
        return List.copyOf(differences);
    }

    private static Map<String, @Nullable String> columns(RuleRow row) {
        var columns = new LinkedHashMap<String, @Nullable String>();
        columns.put("type", row.type());
        columns.put("match", orElse(row.match(), "literal"));
        columns.put("pattern", row.pattern());
        columns.put("replacement", row.replacement());
        Double threshold = row.confidenceThreshold();
        columns.put("confidence_threshold", threshold == null || threshold == 0 ? "0" : threshold.toString());
        Boolean caseSensitive = row.caseSensitive();
        columns.put("case_sensitive", caseSensitive == null || caseSensitive ? "true" : "false");
        columns.put("scope", orElse(row.scope(), "any"));
        columns.put("language", orElse(row.language(), null));
        columns.put("model", orElse(row.model(), null));
        columns.put("client", orElse(row.client(), null));
        columns.put("mode", orElse(row.mode(), "enforce"));
        columns.put("priority", row.priority() == null ? "0" : row.priority().toString());
        columns.put("window", row.window() == null ? null : row.window().toString());
        columns.put("on_error", orElse(row.onError(), "open"));
        columns.put("policy", orElse(row.policy(), null));
        columns.put("note", orElse(row.note(), null));
        return columns;
    }

    private static Map<String, @Nullable String> withOrigin(RuleRow row) {
        var columns = columns(row);
        columns.put("pack", orElse(row.pack(), null));
        columns.put("author", orElse(row.author(), null));
        columns.put("version", orElse(row.version(), null));
        return columns;
    }

    private static @Nullable String orElse(@Nullable String value, @Nullable String other) {
        return value == null || value.isBlank() ? other : value;
    }
}
