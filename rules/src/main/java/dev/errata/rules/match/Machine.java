package dev.errata.rules.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The rules of one region, compiled: two tries for literals and words, and the regular expressions as one automaton
/// for each window that occurs.
///
/// **Thread:** immutable but for what its parts remember; shared by all lanes.
public final class Machine {

    /// No rules.
    public static final Machine NONE = new Machine(List.of(), new AtomicInteger());

    /// More different windows than this share one automaton, which is then asked twice.
    private static final int MAX_WINDOWS = 4;

    private final CompiledRule[] rules;
    private final LiteralTrie exact = new LiteralTrie(false);
    private final LiteralTrie folded = new LiteralTrie(true);
    private final @Nullable Scout scout;
    private final Union[] unions;
    private final boolean hasEdges;

    /// Compiles rules that may all match in one region.
    ///
    /// @param rules in any order
    /// @param budget integers of memory that the tables of a rule set share
    public Machine(List<CompiledRule> rules, AtomicInteger budget) {
        this.rules = rules.toArray(new CompiledRule[0]);
        this.hasEdges = rules.stream().anyMatch(CompiledRule::edgeLeft);
        Map<Integer, List<Integer>> byWindow = new TreeMap<>();
        for (int number = 0; number < this.rules.length; number++) {
            CompiledRule rule = this.rules[number];
            if (rule.regex() == null) {
                (rule.rule().matcher().caseSensitive() ? exact : folded).add(rule, number);
            } else {
                byWindow.computeIfAbsent(rule.rule().window(), window -> new ArrayList<>())
                        .add(number);
            }
        }
        this.unions = byWindow(byWindow).stream()
                .map(numbers ->
                        new Union(numbers.stream().mapToInt(Integer::intValue).toArray(), this.rules, budget))
                .toArray(Union[]::new);
        this.scout = scout(budget);
    }

    private @Nullable Scout scout(AtomicInteger budget) {
        Beginnings beginnings = new Beginnings();
        for (int number = 0; number < rules.length; number++) {
            if (rules[number].regex() == null) {
                beginnings.add(rules[number].rule().matcher().pattern(), number);
            }
        }
        for (int u = 0; u < unions.length; u++) {
            for (String text : unions[u].beginnings()) {
                beginnings.add(text, -1 - u);
            }
        }
        return beginnings.isEmpty() ? null : new Scout(beginnings, budget);
    }

    private static List<List<Integer>> byWindow(Map<Integer, List<Integer>> byWindow) {
        List<List<Integer>> groups = new ArrayList<>();
        for (List<Integer> same : byWindow.values()) {
            if (groups.size() < MAX_WINDOWS) {
                groups.add(same);
            } else {
                groups.getLast().addAll(same);
            }
        }
        return groups;
    }

    /// Whether any rule asks for a word's edge at its left.
    boolean hasEdges() {
        return hasEdges;
    }

    CompiledRule[] rules() {
        return rules;
    }

    LiteralTrie trie(boolean ofFolded) {
        return ofFolded ? folded : exact;
    }

    /// Looks for the literals, the words and the known beginnings of regular expressions; null if there are none. A
    /// rule's number is the owner of its text, -1 - u that of those of the union u.
    @Nullable
    Scout scout() {
        return scout;
    }

    Union[] unions() {
        return unions;
    }
}
