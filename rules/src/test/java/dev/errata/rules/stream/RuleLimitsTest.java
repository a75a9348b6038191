package dev.errata.rules.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.rules.Rule;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RuleLimitsTest {

    @Test
    void passesEverythingFromTheMatchOnWhoseReplacementIsTooLong() {
        LaneRewriter lane = SomeRules.select(
                        SomeRules.regex(7, "x(b+)", "$1".repeat(1_000)), SomeRules.literal(8, "a", "A"))
                .lane(LaneKind.TOOL_ARGS);
        lane.push("a xb a x" + "b".repeat(100) + " a");
        lane.end();
        assertThat(lane.take(lane.settled()).text())
                .isEqualTo("A " + "b".repeat(1_000) + " A x" + "b".repeat(100) + " a");
        assertThat(lane.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.rule().id()).isEqualTo(7);
            assertThat(failure).hasMessageContaining("100000");
        });
        lane.push("a");
        assertThat(lane.settled()).isEqualTo(lane.received());
    }

    @Test
    void givesTheSameTextAtEveryCutWhenARuleFails() {
        Rule bomb = SomeRules.regex(7, "x(b+)", "$1".repeat(1_000));
        String text = "xb xbb x" + "b".repeat(70) + " xb";
        String whole = through(bomb, text, text.length(), new Random(1));
        for (int seed = 0; seed < 50; seed++) {
            assertThat(through(bomb, text, 4, new Random(seed))).isEqualTo(whole);
        }
    }

    private static String through(Rule rule, String text, int most, Random random) {
        LaneRewriter lane = SomeRules.select(rule).lane(LaneKind.TOOL_ARGS);
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(most));
            lane.push(text.substring(at, end));
            out.append(lane.take(lane.settled()).text());
            at = end;
        }
        lane.end();
        return out.append(lane.take(lane.settled()).text()).toString();
    }

    @Test
    void throwsIfTheRuleIsToFailClosed() {
        Rule bomb = SomeRules.closed(SomeRules.regex(7, "x(b+)", "$1".repeat(1_000)));
        LaneRewriter lane = SomeRules.select(bomb).lane(LaneKind.TOOL_ARGS);
        assertThatThrownBy(() -> lane.push("x" + "b".repeat(100) + " "))
                .isInstanceOfSatisfying(
                        RuleFailure.class, failure -> assertThat(failure.rule()).isEqualTo(bomb));
    }

    @Test
    void boundsWhatAllReplacementsAddToOneText() {
        LaneRewriter lane =
                SomeRules.select(SomeRules.literal(7, "a", "b".repeat(60_000))).lane(LaneKind.TOOL_ARGS);
        long sent = 0;
        for (int i = 0; i < 100; i++) {
            lane.push("a");
            sent += lane.take(lane.settled()).text().length();
        }
        assertThat(lane.failure()).isPresent();
        assertThat(sent).isBetween((long) ScanningLane.MAX_GROWTH - 60_000, (long) ScanningLane.MAX_GROWTH + 200);
    }

    @Test
    void boundsHowManyReplacementsOneTextHas() {
        LaneRewriter lane = SomeRules.select(SomeRules.literal(7, "a", "b")).lane(LaneKind.TOOL_ARGS);
        lane.push("a".repeat(ScanningLane.MAX_REPLACEMENTS + 10));
        lane.end();
        LaneRewriter.Corrected corrected = lane.take(lane.settled());
        assertThat(corrected.rewrites()).hasSize(ScanningLane.MAX_REPLACEMENTS);
        assertThat(corrected.text()).endsWith("baaaaaaaaaa");
        assertThat(lane.failure()).isPresent();
    }
}
