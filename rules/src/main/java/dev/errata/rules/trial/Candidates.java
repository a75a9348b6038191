package dev.errata.rules.trial;

import dev.errata.rules.Rule;
import dev.errata.rules.RuleSet;
import java.util.List;
import java.util.Optional;

/// Rule sets that a person may want to know the effect of before they are in force.
public final class Candidates {

    private Candidates() {}

    /// The rules as they stand, shadow rules taken as enforced: what would be if all of them were enabled.
    public static RuleSet enforced(RuleSet rules) {
        return of(
                rules,
                rules.rules().stream()
                        .map(rule -> rule.mode() == Rule.Mode.SHADOW ? rule.in(Rule.Mode.ENFORCE) : rule)
                        .toList());
    }

    /// One rule alone as if it were enforced, whatever its mode is; empty if there is no such valid rule.
    public static Optional<RuleSet> only(RuleSet rules, long id) {
        return rules.rules().stream()
                .filter(rule -> rule.id() == id)
                .findFirst()
                .map(rule -> of(rules, List.of(rule.in(Rule.Mode.ENFORCE))));
    }

    private static RuleSet of(RuleSet like, List<Rule> rules) {
        return new RuleSet(like.version(), rules, List.of(), List.of(), like.editTools());
    }
}
