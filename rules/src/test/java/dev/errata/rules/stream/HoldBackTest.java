package dev.errata.rules.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.Rule;
import dev.errata.rules.plain.PlainRewriter;
import dev.errata.rules.plain.PlainRewriter.Hit;
import dev.errata.rules.plain.PlainRule;
import dev.errata.rules.plain.RuleGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The held suffix against brute force: the largest c such that all continuations over an alphabet agree on the matches
/// before it. `-Derrata.hold.cases=N -Derrata.hold.seed=S` for longer runs.
final class HoldBackTest {

    private static final int CASES = Integer.getInteger("errata.hold.cases", 1_500);
    private static final long SEED = Long.getLong("errata.hold.seed", 4711L);
    private static final int REACH = 4;

    @Test
    void holdsTheShortestSuffixThatSomeContinuationCanStillChange() {
        hold("ab \n", List.of("a", "b", " ", "\n"), List.of("a", "b", "c", " ", ".", "\n"));
    }

    @Test
    void holdsTheShortestSuffixAroundHalvesOfPairs() {
        hold(
                "a \uD83D\uDE00",
                List.of("a", " ", "\uD83D", "\uDE00"),
                List.of("a", "b", "\n", "\uD83D", "\uD801\uDC00", "\uDE00", "\uDE01"));
    }

    private static void hold(String alphabet, List<String> units, List<String> more) {
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED + i);
            RuleGenerator generator = new RuleGenerator(random, alphabet, false);
            List<PlainRule> rules = generator.rules(3).stream()
                    .filter(rule -> rule.rule().matcher().pattern().length() <= REACH || rule.pat() != null)
                    .map(HoldBackTest::narrow)
                    .toList();
            // The generator's lone surrogates may join halves that the continuations lack.
            String text = generator.text(6);
            if (!alphabet.contains("\uD83D")) {
                text = text.replaceAll("[^" + alphabet + "]", "");
            }
            LaneRewriter lane = SplitInvarianceTest.compile(rules).lane(LaneKind.TOOL_ARGS);
            lane.push(text);
            int least = cut(rules, text, units);
            if (lane.settled() != least) {
                // A continuation outside the small alphabet may be what it waits for.
                least = cut(rules, text, more);
            }
            assertThat(lane.settled())
                    .as("seed %s rules %s text %s", SEED + i, rules, SplitInvarianceTest.show(text))
                    .isEqualTo(least);
        }
    }

    /// The groups of a match may depend on the code point after it, for which the engine then waits: not compared here.
    private static PlainRule narrow(PlainRule plain) {
        Rule rule = plain.rule();
        String replacement = rule.replacement() == null || plain.pat() == null ? rule.replacement() : "<>";
        return new PlainRule(
                new Rule(
                        rule.id(),
                        rule.type(),
                        rule.matcher(),
                        replacement,
                        0,
                        rule.scopes(),
                        null,
                        null,
                        null,
                        rule.mode(),
                        rule.priority(),
                        Math.min(rule.window(), REACH),
                        rule.onError(),
                        rule.policies(),
                        null),
                plain.pat(),
                plain.groups());
    }

    private static int cut(List<PlainRule> rules, String text, List<String> units) {
        List<List<Hit>> futures = new ArrayList<>();
        extend(rules, text, units, REACH, futures);
        int cut = text.length();
        while (!agree(futures, cut)) {
            cut--;
        }
        return cut;
    }

    private static void extend(
            List<PlainRule> rules, String text, List<String> units, int depth, List<List<Hit>> futures) {
        futures.add(PlainRewriter.matches(rules, text, LaneKind.TOOL_ARGS));
        if (depth > 0) {
            for (String unit : units) {
                extend(rules, text + unit, units, depth - 1, futures);
            }
        }
    }

    private static boolean agree(List<List<Hit>> futures, int cut) {
        List<Hit> first = before(futures.getFirst(), cut);
        return first.stream().allMatch(hit -> hit.end() <= cut)
                && futures.stream().allMatch(future -> before(future, cut).equals(first));
    }

    private static List<Hit> before(List<Hit> hits, int cut) {
        return hits.stream().filter(hit -> hit.start() < cut).toList();
    }
}
