package dev.errata.rules.store;

import dev.errata.rules.RuleRow;
import org.jspecify.annotations.Nullable;

/// A row as a person would have edited it.
final class Edited {
    private Edited() {}

    static RuleRow mode(RuleRow row, String mode) {
        return edited(row, row.replacement(), mode);
    }

    static RuleRow replacement(RuleRow row, String replacement) {
        return edited(row, replacement, row.mode());
    }

    private static RuleRow edited(RuleRow r, @Nullable String replacement, @Nullable String mode) {
        return new RuleRow(
                r.id(), r.pattern(), r.type(), r.confidenceThreshold(), replacement, r.match(), r.caseSensitive(),
                r.scope(), r.language(), r.model(), r.client(), mode, r.priority(), r.window(), r.onError(),
                r.policy(), r.pack(), r.author(), r.version(), r.note(), r.createdAt(), r.updatedAt());
    }
}
