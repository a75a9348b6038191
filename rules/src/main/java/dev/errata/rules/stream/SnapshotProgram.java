package dev.errata.rules.stream;

import dev.errata.rules.Rule;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.RuleSet;
import dev.errata.rules.match.CompiledRule;
import dev.errata.rules.text.Globs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A compiled rule set. Exchanges to which the same rules apply share their machines.
final class SnapshotProgram implements RuleProgram {

    /// Names come from outside: the cache may not grow with them.
    private static final int MAX_CACHED = 256;

    private record Asked(String model, String client, Set<Policy> guarded) {}

    private final RuleSet ruleSet;
    private final List<CompiledRule> rules;
    private final AtomicInteger budget;
    private final Map<Asked, Selection> selections = new ConcurrentHashMap<>();
    private final Map<List<CompiledRule>, Selection> byRules = new ConcurrentHashMap<>();

    SnapshotProgram(RuleSet ruleSet, List<CompiledRule> rules, AtomicInteger budget) {
        this.ruleSet = ruleSet;
        this.rules = rules;
        this.budget = budget;
    }

    @Override
    public RuleSet ruleSet() {
        return ruleSet;
    }

    @Override
    public Selection select(String model, String client, Set<Policy> guarded) {
        Asked asked = new Asked(model, client, Set.copyOf(guarded));
        Selection known = selections.get(asked);
        if (known != null) {
            return known;
        }
        List<CompiledRule> chosen =
                rules.stream().filter(rule -> applies(rule.rule(), asked)).toList();
        if (byRules.size() >= MAX_CACHED) {
            byRules.clear();
        }
        Selection selection =
                byRules.computeIfAbsent(chosen, only -> new RuleSelection(only, ruleSet.editTools(), budget));
        if (selections.size() >= MAX_CACHED) {
            selections.clear();
        }
        selections.put(asked, selection);
        return selection;
    }

    private static boolean applies(Rule rule, Asked asked) {
        return (rule.model() == null || Globs.matches(rule.model(), asked.model))
                && (rule.client() == null || Globs.matches(rule.client(), asked.client))
                && asked.guarded.stream()
                        .allMatch(
                                guard -> guard == Policy.JSON || rule.policies().contains(guard));
    }
}
