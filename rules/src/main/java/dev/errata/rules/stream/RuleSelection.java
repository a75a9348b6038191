package dev.errata.rules.stream;

import dev.errata.rules.Rule;
import dev.errata.rules.Scope;
import dev.errata.rules.match.CompiledRule;
import dev.errata.rules.match.Machine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// The rules of an exchange, as one machine for each region, built when a lane first comes there.
///
/// **Thread:** any.
final class RuleSelection implements RuleProgram.Selection {

    /// The machines of a region.
    ///
    /// @param correcting of the rules that change text
    /// @param observing of those that only watch
    record Machines(Machine correcting, Machine observing) {}

    private final List<CompiledRule> rules;
    private final AtomicInteger budget;
    private final boolean observes;

    /// Languages that some rule is confined to; all others are alike.
    private final Set<String> languages;

    private final Map<Region.Scoped, Machines> byRegion = new ConcurrentHashMap<>();
    private final Map<List<CompiledRule>, Machine> byRules = new ConcurrentHashMap<>();

    /// @param budget integers of memory that the tables of the rule set share
    RuleSelection(List<CompiledRule> rules, AtomicInteger budget) {
        this.rules = rules;
        this.budget = budget;
        this.observes = rules.stream().anyMatch(rule -> !rule.rule().corrects());
        this.languages = rules.stream()
                .map(rule -> rule.rule().language())
                .filter(language -> language != null)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    @Override
    public LaneRewriter lane(LaneKind kind) {
        return lane(kind, "");
    }

    @Override
    public LaneRewriter lane(LaneKind kind, String language) {
        Region.Scoped first = switch (kind) {
            case TEXT -> new Region.Scoped(Scope.PROSE, "");
            case REASONING -> new Region.Scoped(Scope.REASONING, "");
            case CODE -> new Region.Scoped(Scope.CODE, language);
            case TOOL_ARGS -> new Region.Scoped(Scope.TOOL_ARGS, language);
        };
        machines(first);
        return new ScanningLane(this, first, kind == LaneKind.TEXT, observes);
    }

    Machines machines(Region.Scoped region) {
        if (!region.language().isEmpty() && !languages.contains(region.language())) {
            return machines(new Region.Scoped(region.scope(), ""));
        }
        Machines known = byRegion.get(region);
        return known != null ? known : byRegion.computeIfAbsent(region, this::build);
    }

    private Machines build(Region.Scoped region) {
        List<CompiledRule> here =
                rules.stream().filter(rule -> applies(rule.rule(), region)).toList();
        return new Machines(
                machine(here.stream().filter(rule -> rule.rule().corrects()).toList()),
                machine(here.stream().filter(rule -> !rule.rule().corrects()).toList()));
    }

    private Machine machine(List<CompiledRule> here) {
        return here.isEmpty() ? Machine.NONE : byRules.computeIfAbsent(here, rules -> new Machine(rules, budget));
    }

    private static boolean applies(Rule rule, Region.Scoped region) {
        return rule.scopes().contains(region.scope())
                && (rule.language() == null || rule.language().equals(region.language()));
    }
}
