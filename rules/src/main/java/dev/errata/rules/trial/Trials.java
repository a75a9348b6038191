package dev.errata.rules.trial;

import dev.errata.rules.Rule;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleSet;
import dev.errata.rules.RuleTest;
import dev.errata.rules.Scope;
import dev.errata.rules.match.RuleCheck;
import dev.errata.rules.stream.LaneKind;
import dev.errata.rules.stream.LaneRewriter;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RulePrograms;
import dev.errata.rules.text.Rewrite;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tries rules on a text.
///
/// **Thread:** any; takes as long as the text is, so not for an event loop or the FX thread with long ones.
public final class Trials {

    private Trials() {}

    /// Tries an exchange's rules on an answer's text.
    public static Trial run(RuleProgram.Selection rules, String text) {
        return run(rules, text, LaneKind.TEXT);
    }

    /// Tries an exchange's rules on the text of a lane.
    public static Trial run(RuleProgram.Selection rules, String text, LaneKind kind) {
        LaneRewriter lane = rules.lane(kind);
        lane.push(text);
        lane.end();
        LaneRewriter.Corrected corrected = lane.take(lane.settled());
        List<Rewrite> observed = lane.drainObserved();
        return new Trial(text, corrected.text(), corrected.rewrites(), observed);
    }

    /// Tries one row as if it were an enforced rule; a row that is none changes nothing.
    public static Trial run(RuleRow row, String text) {
        return switch (RuleCheck.rule(row)) {
            case RuleCheck.Valid(Rule rule) -> run(rule, text);
            case RuleCheck.Invalid invalid -> new Trial(text, text, List.of(), List.of());
        };
    }

    /// Tries one rule as if it were enforced, for every model and client. A rule without a replacement still only
    /// observes. The
    /// text is taken for an answer's, or for reasoning or tool arguments where the rule applies to nothing else.
    public static Trial run(Rule rule, String text) {
        return run(rule, text, kind(rule));
    }

    /// Tries one rule as if it were enforced on the text of a lane.
    public static Trial run(Rule rule, String text, LaneKind kind) {
        return run(alone(rule), text, kind);
    }

    /// The first of a rule's tests that it does not pass, alone and as if it were enforced.
    public static Optional<FailedTest> firstFailure(Rule rule, List<RuleTest> tests) {
        if (tests.isEmpty()) {
            return Optional.empty();
        }
        RuleProgram.Selection alone = alone(rule);
        return tests.stream()
                .map(test -> new FailedTest(
                        test, run(alone, test.input(), kind(rule)).corrected()))
                .filter(tried -> !tried.got().equals(tried.test().expected()))
                .findFirst();
    }

    private static RuleProgram.Selection alone(Rule rule) {
        Rule enforced = new Rule(
                rule.id(),
                rule.type(),
                rule.matcher(),
                rule.replacement(),
                rule.confidenceThreshold(),
                rule.scopes(),
                rule.language(),
                null,
                null,
                Rule.Mode.ENFORCE,
                rule.priority(),
                rule.window(),
                rule.onError(),
                rule.policies(),
                rule.pack());
        RuleSet only = new RuleSet(1, List.of(enforced), List.of(), List.of());
        return RulePrograms.compile(only).select("", "", Set.of());
    }

    private static LaneKind kind(Rule rule) {
        if (rule.scopes().contains(Scope.PROSE) || rule.scopes().contains(Scope.CODE)) {
            return LaneKind.TEXT;
        }
        return rule.scopes().contains(Scope.REASONING) ? LaneKind.REASONING : LaneKind.TOOL_ARGS;
    }
}
