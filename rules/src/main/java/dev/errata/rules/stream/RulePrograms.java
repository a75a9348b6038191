package dev.errata.rules.stream;

import dev.errata.rules.Rule;
import dev.errata.rules.RuleSet;
import dev.errata.rules.match.CompiledRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compiles rule sets.
///
/// **Thread:** any but an event loop or the FX thread: ten thousand rules take a noticeable part of a second.
public final class RulePrograms {

    private static final Logger LOG = LoggerFactory.getLogger(RulePrograms.class);

    /// Integers that the states of all regular expressions of one rule set may take: 16 MB.
    private static final int STATE_BUDGET = 4_000_000;

    private RulePrograms() {}

    /// Compiles a snapshot. Rules that are off are left out.
    public static RuleProgram compile(RuleSet ruleSet) {
        AtomicInteger budget = new AtomicInteger(STATE_BUDGET);
        List<CompiledRule> compiled = new ArrayList<>();
        for (Rule rule : ruleSet.rules()) {
            // The matches of literals, words and regular expressions have confidence 1.
            if (rule.mode() != Rule.Mode.OFF && rule.confidenceThreshold() <= 1) {
                switch (CompiledRule.compile(rule, budget)) {
                    case CompiledRule.Compiled(CompiledRule ready) -> compiled.add(ready);
                    case CompiledRule.Faulty faulty ->
                        LOG.warn(
                                "rule {} is left out: {}",
                                rule.id(),
                                faulty.fault().message());
                }
            }
        }
        SnapshotProgram program = new SnapshotProgram(ruleSet, List.copyOf(compiled), budget);
        program.select("", "", Set.of()).lane(LaneKind.TEXT);
        return program;
    }
}
