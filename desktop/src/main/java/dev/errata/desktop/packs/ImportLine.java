package dev.errata.desktop.packs;

import dev.errata.desktop.fx.Words;
import dev.errata.rules.pack.Differences.Difference;
import dev.errata.rules.pack.ImportPlan.Item;
import dev.errata.rules.pack.ImportPlan.Kind;
import dev.errata.rules.pack.ImportWish.Decision;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One rule of a file as the preview shows it.
///
/// @param decision who wins, for a conflict
record ImportLine(Item item, Decision decision) {

    int number() {
        return item.number();
    }

    String kind() {
        return item.faults().isEmpty() ? item.kind().name().toLowerCase(Locale.ROOT) : "invalid";
    }

    String pattern() {
        return item.entry().row().pattern();
    }

    boolean conflict() {
        return item.kind() == Kind.CONFLICT;
    }

    boolean open() {
        return conflict() && decision == Decision.UNDECIDED;
    }

    /// What is here, column by column where the file differs.
    String here() {
        return side(Difference::before);
    }

    /// What the file has there, or why it is no rule.
    String inFile() {
        if (!item.faults().isEmpty()) {
            var fault = item.faults().getFirst();
            return Words.of("import.fault", fault.field(), fault.message());
        }
        if (!item.failed().isEmpty()) {
            return Words.of("import.testFails", item.failed().getFirst().test().input());
        }
        return item.mine() == null ? replacement(item.entry().row().replacement()) : side(Difference::after);
    }

    private String side(Function<Difference, @Nullable String> side) {
        return item.differences().stream()
                .map(difference -> Words.of("import.column", difference.column(), shown(side.apply(difference))))
                .collect(Collectors.joining("\n"));
    }

    private static String shown(@Nullable String value) {
        return value == null ? Words.of("import.nothing") : value;
    }

    private static String replacement(@Nullable String value) {
        if (value == null) {
            return Words.of("rules.detectOnly");
        }
        return value.isEmpty() ? Words.of("rules.removes") : "→ " + value;
    }
}
