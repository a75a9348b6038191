package dev.errata.rules.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.EditTool;
import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.RuleSet;
import dev.errata.rules.Scope;
import dev.errata.rules.stream.LaneForm;
import dev.errata.rules.stream.LaneRewriter;
import dev.errata.rules.stream.LaneSource;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RulePrograms;
import dev.errata.rules.text.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Short ways to lanes over JSON text.
final class Leaves {

    private Leaves() {}

    static Rule literal(long id, String pattern, @Nullable String replacement) {
        return rule(id, pattern, replacement, null, Rule.Mode.ENFORCE, Set.of());
    }

    static Rule in(long id, String language, String pattern, String replacement) {
        return rule(id, pattern, replacement, language, Rule.Mode.ENFORCE, Set.of());
    }

    static Rule optedIn(long id, String pattern, String replacement) {
        return rule(id, pattern, replacement, null, Rule.Mode.ENFORCE, Set.of(Rule.Policy.JSON));
    }

    static Rule rule(
            long id,
            String pattern,
            @Nullable String replacement,
            @Nullable String language,
            Rule.Mode mode,
            Set<Rule.Policy> policies) {
        return new Rule(
                id,
                "pattern_match",
                new Matcher.Literal(pattern, true),
                replacement,
                0,
                Set.of(Scope.PROSE, Scope.CODE, Scope.TOOL_ARGS),
                language,
                null,
                null,
                mode,
                0,
                256,
                Rule.OnError.OPEN,
                policies,
                null);
    }

    static RuleProgram.Selection select(List<EditTool> tools, Rule... rules) {
        return RulePrograms.compile(new RuleSet(1, List.of(rules), List.of(), List.of(), tools))
                .select("", "", Set.of(Rule.Policy.JSON));
    }

    static LaneRewriter call(String tool, Rule... rules) {
        return LaneOpener.open(select(List.of(), rules), new LaneSource(LaneForm.ARGUMENTS, tool));
    }

    static LaneRewriter json(String schema, Rule... rules) {
        return LaneOpener.open(select(List.of(), rules), new LaneSource(LaneForm.JSON, schema));
    }

    /// What came of a text.
    record Outcome(String sent, List<Rewrite> rewrites, List<Rewrite> observed) {}

    static Outcome run(LaneRewriter lane, String text, int step) {
        List<Rewrite> rewrites = new ArrayList<>();
        List<Rewrite> observed = new ArrayList<>();
        StringBuilder sent = new StringBuilder();
        for (int at = 0; at < text.length(); at += step) {
            lane.push(text.substring(at, Math.min(text.length(), at + step)));
            take(lane, lane.safeCut(), sent, rewrites);
            observed.addAll(lane.drainObserved());
        }
        lane.end();
        assertThat(lane.settled()).isEqualTo(text.length());
        take(lane, lane.settled(), sent, rewrites);
        observed.addAll(lane.drainObserved());
        assertProved(text, rewrites, sent.toString());
        return new Outcome(sent.toString(), rewrites, observed);
    }

    private static void take(LaneRewriter lane, long to, StringBuilder sent, List<Rewrite> rewrites) {
        LaneRewriter.Corrected corrected = lane.take(to);
        sent.append(corrected.text());
        rewrites.addAll(corrected.rewrites());
    }

    /// Raw text and rewrites give what was sent.
    private static void assertProved(String raw, List<Rewrite> rewrites, String sent) {
        StringBuilder made = new StringBuilder();
        int at = 0;
        for (Rewrite rewrite : rewrites) {
            int start = (int) rewrite.span().start();
            int end = (int) rewrite.span().end();
            assertThat(raw.substring(start, end)).isEqualTo(rewrite.before());
            made.append(raw, at, start).append(rewrite.after());
            at = end;
        }
        assertThat(made.append(raw.substring(at)).toString()).isEqualTo(sent);
    }
}
