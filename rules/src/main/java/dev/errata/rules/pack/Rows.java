package dev.errata.rules.pack;

import dev.errata.rules.RuleRow;
import org.jspecify.annotations.Nullable;

/// Copies of a row with a column changed.
final class Rows {
    private Rows() {}

    static RuleRow withMode(RuleRow row, @Nullable String mode) {
        return copy(row, row.id(), mode, row.pack(), row.author(), row.version());
    }

    static RuleRow withId(RuleRow row, long id) {
        return copy(row, id, row.mode(), row.pack(), row.author(), row.version());
    }

    static RuleRow withOrigin(RuleRow row, String pack, @Nullable String author, String version) {
        return copy(row, row.id(), row.mode(), pack, author, version);
    }

    private static RuleRow copy(
            RuleRow row,
            long id,
            @Nullable String mode,
            @Nullable String pack,
            @Nullable String author,
            @Nullable String version) {
        return new RuleRow(
                id,
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
                pack,
                author,
                version,
                row.note(),
                row.createdAt(),
                row.updatedAt());
    }
}
