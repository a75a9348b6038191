package dev.errata.rules.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.Rule;
import dev.errata.rules.RuleSet;
import dev.errata.rules.match.CompiledRule;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What the rules' automata may keep changes how long matching takes, never what matches.
final class SmallMemoryTest {

    /// Its deterministic automaton has thousands of states.
    private static final List<Rule> RULES = List.of(
            SomeRules.regex(1, "(a|b)*a(a|b){10}c", "1"),
            SomeRules.regex(2, "x(a|b)*b(a|b){9}d", "2"),
            SomeRules.regex(3, "(ab|ba)+e", "<$1>"),
            SomeRules.literal(4, "abba", "4"));

    @Test
    void findsTheSameWithoutMemoryForStates() {
        String text = text();
        String roomy = through(4_000_000, text);
        assertThat(through(0, text)).isEqualTo(roomy);
        assertThat(roomy).contains("1", "2", "<ab>", "4");
    }

    private static String text() {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        while (text.length() < 40_000) {
            text.append(random.nextInt(40) == 0 ? "cdex".charAt(random.nextInt(4)) : "ab".charAt(random.nextInt(2)));
        }
        return text.toString();
    }

    private static String through(int budget, String text) {
        AtomicInteger units = new AtomicInteger(budget);
        List<CompiledRule> compiled = RULES.stream()
                .map(rule -> ((CompiledRule.Compiled) CompiledRule.compile(rule, units)).compiled())
                .toList();
        LaneRewriter lane = new SnapshotProgram(new RuleSet(1, RULES, List.of(), List.of()), compiled, units)
                .select("", "", Set.of())
                .lane(LaneKind.TOOL_ARGS);
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < text.length(); at += 7) {
            lane.push(text.substring(at, Math.min(text.length(), at + 7)));
            out.append(lane.take(lane.settled()).text());
        }
        lane.end();
        return out.append(lane.take(lane.settled()).text()).toString();
    }
}
