package dev.errata.rules.pack;

import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import dev.errata.rules.match.RuleCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes a pack of rules that stand in the table.
///
/// Its version is the highest that the rules have, its author the first one of that version; a pack of rules that have
/// none is `1.0.0`. A row that is no rule is left out: a file is for others to rely on.
///
/// **Thread:** any that may compile patterns.
public final class PackExport {
    private static final String FIRST_VERSION = "1.0.0";

    private PackExport() {}

    /// Which rules, and what the pack is called.
    ///
    /// @param pack the name; without ids also which rules: those of that pack
    /// @param ids the rules, empty for all that the name means
    /// @param fallback the name if no other is known, mostly the file's
    public record Wish(@Nullable String pack, Set<Long> ids, String fallback) {
        public Wish {
            ids = Set.copyOf(ids);
        }
    }

    /// What came of it.
    public sealed interface Result {}

    /// A pack.
    ///
    /// @param invalid ids of rows that were meant but are no rules
    /// @param packs names of the packs that the rules come from, if they are several or were renamed
    public record Made(RulePack pack, List<Long> invalid, List<String> packs) implements Result {
        public Made {
            invalid = List.copyOf(invalid);
            packs = List.copyOf(packs);
        }
    }

    /// There is nothing of that kind.
    public record Nothing(String reason) implements Result {}

    /// Makes the pack.
    ///
    /// @param faulty ids of rows whose columns hold what a row cannot
    public static Result make(List<RuleRow> rows, Set<Long> faulty, Map<Long, List<RuleTest>> tests, Wish wish) {
        List<Long> missing = wish.ids().stream()
                .filter(id -> rows.stream().noneMatch(row -> row.id() == id))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            return new Nothing("There is no rule " + missing.getFirst() + ".");
        }
        List<RuleRow> meant = rows.stream().filter(row -> isMeant(row, wish)).toList();
        if (meant.isEmpty()) {
            return new Nothing(
                    wish.pack() == null || !wish.ids().isEmpty()
                            ? "There are no rules."
                            : "No rule belongs to the pack " + wish.pack() + "; there are: "
                                    + String.join(", ", packs(rows)) + ".");
        }
        var invalid = new ArrayList<Long>();
        var good = new ArrayList<RuleRow>();
        for (RuleRow row : meant) {
            if (faulty.contains(row.id()) || !RuleCheck.check(row).isEmpty()) {
                invalid.add(row.id());
            } else {
                good.add(row);
            }
        }
        if (good.isEmpty()) {
            return new Nothing("None of these rows is a valid rule; correct them first.");
        }
        String name = name(good, wish);
        List<String> packs = packs(good).stream().filter(from -> !from.equals(name)).toList();
        return new Made(pack(name, good, tests), invalid, packs);
    }

    private static boolean isMeant(RuleRow row, Wish wish) {
        return wish.ids().isEmpty()
                ? wish.pack() == null || wish.pack().equals(row.pack())
                : wish.ids().contains(row.id());
    }

    private static String name(List<RuleRow> rows, Wish wish) {
        if (wish.pack() != null) {
            return wish.pack();
        }
        Set<Optional<String>> named =
                rows.stream().map(row -> Optional.ofNullable(row.pack())).collect(Collectors.toSet());
        Optional<String> common = named.size() == 1 ? named.iterator().next() : Optional.empty();
        return common.filter(pack -> !pack.isBlank()).orElse(wish.fallback());
    }

    private static SortedSet<String> packs(List<RuleRow> rows) {
        var packs = new TreeSet<String>();
        rows.stream()
                .flatMap(row -> Optional.ofNullable(row.pack()).stream())
                .filter(pack -> !pack.isBlank())
                .forEach(packs::add);
        return packs;
    }

    private static RulePack pack(String name, List<RuleRow> rows, Map<Long, List<RuleTest>> tests) {
        String version = rows.stream()
                .flatMap(row -> Optional.ofNullable(row.version()).stream())
                .filter(text -> !text.isBlank())
                .max(Versions::compare)
                .orElse(FIRST_VERSION);
        String author = rows.stream()
                .filter(row -> version.equals(row.version()))
                .flatMap(row -> Optional.ofNullable(row.author()).stream())
                .findFirst()
                .orElse("");
        List<RulePack.Entry> entries = rows.stream()
                .map(row -> new RulePack.Entry(
                        Rows.withId(Rows.withOrigin(row, name, author.isEmpty() ? null : author, version), 0),
                        tests.getOrDefault(row.id(), List.of())))
                .toList();
        return new RulePack(name, version, author, "", entries);
    }
}
