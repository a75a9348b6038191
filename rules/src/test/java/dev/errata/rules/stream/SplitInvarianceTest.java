package dev.errata.rules.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.RuleSet;
import dev.errata.rules.plain.Pat;
import dev.errata.rules.plain.PlainRewriter;
import dev.errata.rules.plain.PlainRewriter.Hit;
import dev.errata.rules.plain.PlainRule;
import dev.errata.rules.plain.RuleGenerator;
import dev.errata.rules.text.Rewrite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Random rules, texts and cuts against the plain reference. `-Derrata.fuzz.cases=N -Derrata.fuzz.seed=S` for longer
/// runs.
final class SplitInvarianceTest {

    private static final int CASES = Integer.getInteger("errata.fuzz.cases", 100_000);
    private static final long SEED = Long.getLong("errata.fuzz.seed", 20_260_101L);

    @Test
    void everyCutGivesTheReferencesText() {
        int compared = 0;
        for (int i = 0; compared < CASES; i++) {
            compared += compare(SEED + i);
        }
        assertThat(compared).isGreaterThanOrEqualTo(CASES);
    }

    /// Compares one set of rules on a few texts; gives the number of (rules, text, cuts).
    private static int compare(long seed) {
        Random random = new Random(seed);
        RuleGenerator generator = new RuleGenerator(random);
        List<PlainRule> rules = generator.rules(6);
        LaneKind kind = List.of(LaneKind.values()).get(Math.max(0, random.nextInt(8) - 4));
        RuleProgram.Selection selection = compile(rules);
        int compared = 0;
        for (int t = 0; t < 4; t++) {
            String text = generator.text(t == 0 ? 6 : seed % 100 == 0 ? 4000 : 40);
            PlainRewriter.Outcome expected;
            try {
                expected = PlainRewriter.rewrite(rules, text, kind);
            } catch (Pat.TooHard tooHard) {
                continue;
            }
            for (int most : new int[] {text.length() + 1, 1, 3, 9}) {
                check(seed, rules, selection.lane(kind), text, most, random, expected);
                compared++;
            }
            samePrefixSameHold(seed, rules, selection, kind, text, random);
            if (t == 1) {
                expected = PlainRewriter.rewritePatch(rules, text, "python");
                check(seed, rules, selection.patchLane("python"), text, 5, random, expected);
                compared++;
            }
        }
        return compared;
    }

    static RuleProgram.Selection compile(List<PlainRule> rules) {
        RuleSet set = new RuleSet(1, rules.stream().map(PlainRule::rule).toList(), List.of(), List.of());
        return RulePrograms.compile(set).select("model", "client", Set.of());
    }

    private static void check(
            long seed,
            List<PlainRule> rules,
            LaneRewriter lane,
            String text,
            int most,
            Random random,
            PlainRewriter.Outcome expected) {
        StringBuilder received = new StringBuilder();
        List<Rewrite> rewrites = new ArrayList<>();
        List<Rewrite> observed = new ArrayList<>();
        long taken = 0;
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(most));
            lane.push(text.substring(at, end));
            at = end;
            long cut = random.nextBoolean() ? lane.safeCut() : taken + random.nextLong(lane.settled() - taken + 1);
            taken = take(lane, taken, cut, text, received, rewrites);
            observed.addAll(lane.drainObserved());
        }
        lane.end();
        take(lane, taken, lane.settled(), text, received, rewrites);
        observed.addAll(lane.drainObserved());
        assertThat(received.toString())
                .as("seed %s rules %s text %s cut %s", seed, rules, show(text), most)
                .isEqualTo(expected.corrected());
        assertThat(hits(rewrites)).as("seed %s", seed).isEqualTo(expected.hits());
        assertThat(hits(observed))
                .as("seed %s observed, rules %s text %s", seed, rules, show(text))
                .isEqualTo(expected.observed());
    }

    private static long take(
            LaneRewriter lane, long taken, long cut, String text, StringBuilder received, List<Rewrite> rewrites) {
        LaneRewriter.Corrected corrected = lane.take(cut);
        assertThat(corrected.changed()).isEqualTo(!corrected.text().equals(text.substring((int) taken, (int) cut)));
        received.append(corrected.text());
        rewrites.addAll(corrected.rewrites());
        return cut;
    }

    /// What is held depends on the text alone, not on how it came.
    private static void samePrefixSameHold(
            long seed,
            List<PlainRule> rules,
            RuleProgram.Selection selection,
            LaneKind kind,
            String text,
            Random random) {
        LaneRewriter slow = selection.lane(kind);
        int length = random.nextInt(text.length() + 1);
        for (int i = 0; i < length; i++) {
            slow.push(text.substring(i, i + 1));
        }
        LaneRewriter fast = selection.lane(kind);
        fast.push(text.substring(0, length));
        assertThat(slow.settled())
                .as("seed %s rules %s text %s", seed, rules, show(text.substring(0, length)))
                .isEqualTo(fast.settled());
    }

    static List<Hit> hits(List<Rewrite> rewrites) {
        return rewrites.stream()
                .map(rewrite -> new Hit(
                        rewrite.rule().id(),
                        (int) rewrite.span().start(),
                        (int) rewrite.span().end(),
                        rewrite.after()))
                .sorted(Comparator.comparingInt(Hit::start).thenComparingLong(Hit::rule))
                .toList();
    }

    static String show(String text) {
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            shown.append(c >= ' ' && c < 127 ? String.valueOf(c) : "\\u%04X".formatted((int) c));
        }
        return shown.append('"').toString();
    }
}
