package dev.errata.desktop.rules;

import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One line of the rules table.
///
/// @param faults why the row is not a rule, empty if it is one
/// @param hits what it matched lately
record RuleLine(RuleRow row, List<RuleFault> faults, Hits hits) {
    RuleLine {
        faults = List.copyOf(faults);
    }

    long id() {
        return row.id();
    }

    String mode() {
        return word(row.mode(), "enforce");
    }

    String kind() {
        return word(row.match(), "literal");
    }

    String scope() {
        return word(row.scope(), "any");
    }

    boolean rejected() {
        return !faults.isEmpty();
    }

    boolean mentions(String lowerCase) {
        return has(row.pattern(), lowerCase)
                || has(row.type(), lowerCase)
                || has(row.replacement(), lowerCase)
                || has(row.pack(), lowerCase)
                || has(row.note(), lowerCase)
                || mode().contains(lowerCase)
                || (rejected() && "rejected".startsWith(lowerCase))
                || Long.toString(row.id()).equals(lowerCase);
    }

    private static boolean has(@Nullable String text, String lowerCase) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(lowerCase);
    }

    private static String word(@Nullable String value, String standard) {
        return value == null || value.isBlank() ? standard : value.strip().toLowerCase(Locale.ROOT);
    }
}
