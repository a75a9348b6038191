package dev.errata.rules.stream;

import dev.errata.rules.EditTool;
import dev.errata.rules.Rule;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.Scope;
import dev.errata.rules.match.CompiledRule;
import dev.errata.rules.match.Machine;
import dev.errata.rules.region.Region;
import dev.errata.rules.region.Regions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
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
    private final List<EditTool> editTools;
    private final boolean observes;

    /// Languages that some rule is confined to; all others are alike.
    private final Set<String> languages;

    private final Map<Region.Scoped, Machines> byRegion = new ConcurrentHashMap<>();
    private final Map<List<CompiledRule>, Machine> byRules = new ConcurrentHashMap<>();

    private final Map<Policy, RuleSelection> byPolicy = new ConcurrentHashMap<>();

    /// @param budget integers of memory that the tables of the rule set share
    RuleSelection(List<CompiledRule> rules, List<EditTool> editTools, AtomicInteger budget) {
        this.rules = rules;
        this.editTools = editTools;
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
    public List<EditTool> editTools() {
        return editTools;
    }

    @Override
    public boolean bindsLanguages() {
        return rules.stream()
                .map(CompiledRule::rule)
                .anyMatch(rule -> rule.language() != null && rule.scopes().contains(Scope.TOOL_ARGS));
    }

    @Override
    public boolean closes() {
        return rules.stream().anyMatch(rule -> rule.rule().onError() == Rule.OnError.CLOSED);
    }

    @Override
    public Optional<RuleProgram.Selection> optedInto(Policy policy) {
        RuleSelection chosen = byPolicy.computeIfAbsent(policy, guard -> {
            Predicate<CompiledRule> opted = rule -> rule.rule().policies().contains(guard);
            return new RuleSelection(rules.stream().filter(opted).toList(), editTools, budget);
        });
        return chosen.isEmpty() ? Optional.empty() : Optional.of(chosen);
    }

    @Override
    public LaneRewriter lane(LaneKind kind) {
        return lane(kind, "");
    }

    @Override
    public LaneRewriter lane(LaneKind kind, String language) {
        return lane(
                switch (kind) {
                    case TEXT -> Regions.text();
                    case REASONING -> Regions.whole(new Region.Scoped(Scope.REASONING, ""));
                    case CODE -> Regions.whole(new Region.Scoped(Scope.CODE, language));
                    case TOOL_ARGS -> Regions.leaf(new Region.Scoped(Scope.TOOL_ARGS, language));
                });
    }

    @Override
    public LaneRewriter patchLane(String language) {
        return lane(Regions.patch(new Region.Scoped(Scope.TOOL_ARGS, language)));
    }

    private LaneRewriter lane(Regions regions) {
        if (regions.track().at(0).region() instanceof Region.Scoped first) {
            machines(first);
        }
        return new ScanningLane(this, regions, observes);
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
