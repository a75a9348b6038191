package dev.errata.desktop.rules;

import dev.errata.rules.RuleRow;
import org.jspecify.annotations.Nullable;

/// Makes rows from rows.
final class Draft {
    private Draft() {}

    /// An empty row as the editor begins with it.
    static RuleRow fresh() {
        return new RuleRow(
                0,
                "",
                "pattern_match",
                null,
                "",
                "literal",
                true,
                "any",
                null,
                null,
                null,
                "enforce",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static RuleRow withMode(RuleRow row, String mode) {
        return new RuleRow(
                row.id(),
                row.pattern(),
                row.type(),
                row.confidenceThreshold(),
                row.replacement(),
                row.match(),
                row.caseSensitive(),
                row.scope(),
                row.language(),
                row.model(),
                row.client(),
                mode,
                row.priority(),
                row.window(),
                row.onError(),
                row.policy(),
                row.pack(),
                row.author(),
                row.version(),
                row.note(),
                row.createdAt(),
                row.updatedAt());
    }

    /// A text field's content as a column's value: blank is null.
    static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text.strip();
    }

    static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
