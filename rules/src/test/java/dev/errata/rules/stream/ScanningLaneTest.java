package dev.errata.rules.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.Scope;
import dev.errata.rules.text.Rewrite;
import dev.errata.rules.text.Span;
import java.nio.CharBuffer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ScanningLaneTest {

    private static LaneRewriter lane(Rule... rules) {
        return SomeRules.select(rules).lane(LaneKind.TEXT);
    }

    private static String all(LaneRewriter lane, String text) {
        lane.push(text);
        lane.end();
        return lane.take(lane.settled()).text();
    }

    @Test
    void holdsOnlyWhileALiteralCanStillCome() {
        LaneRewriter lane = lane(SomeRules.literal(1, "foobar", "X"));
        lane.push("a foo");
        assertThat(lane.settled()).isEqualTo(2);
        lane.push("b");
        assertThat(lane.settled()).isEqualTo(2);
        lane.push("l");
        assertThat(lane.settled()).isEqualTo(lane.received()).isEqualTo(7);
        assertThat(lane.take(7)).isEqualTo(new LaneRewriter.Corrected("a foobl", List.of(), false));
    }

    @Test
    void settlesAMatchThatNothingCanBeat() {
        Rule high = SomeRules.with(SomeRules.literal(1, "foo", "X"), 5, Rule.Mode.ENFORCE);
        LaneRewriter lane = lane(high, SomeRules.literal(2, "foobar", "Y"));
        lane.push("foo");
        assertThat(lane.settled()).isEqualTo(3);
    }

    @Test
    void holdsAMatchThatALongerOneCanBeat() {
        LaneRewriter lane = lane(SomeRules.literal(1, "foo", "X"), SomeRules.literal(2, "foobar", "Y"));
        lane.push("foo");
        assertThat(lane.settled()).isZero();
        lane.push("d");
        assertThat(lane.take(lane.settled()).text()).isEqualTo("Xd");
    }

    @Test
    void holdsAWordUntilItsNeighbourIsKnown() {
        LaneRewriter lane = lane(SomeRules.rule(1, new Matcher.Word("colour", true), "color"));
        lane.push("colour");
        assertThat(lane.settled()).isZero();
        lane.push("s colour");
        assertThat(lane.settled()).isEqualTo(8);
        lane.end();
        assertThat(lane.take(lane.settled()).text()).isEqualTo("colours color");
    }

    @Test
    void knowsThatAnEmojiIsNoPartOfAWordByItsFirstHalf() {
        LaneRewriter lane = lane(SomeRules.rule(1, new Matcher.Word("foo", true), "bar"));
        lane.push("foo\uD83D");
        assertThat(lane.settled()).isEqualTo(4);
    }

    @Test
    void waitsForTheSecondHalfWhereItMayBeALetter() {
        LaneRewriter lane = lane(SomeRules.rule(1, new Matcher.Word("foo", true), "bar"));
        lane.push("foo\uD801");
        assertThat(lane.settled()).isZero();
        lane.push("\uDC00");
        assertThat(lane.take(lane.settled()).text()).isEqualTo("foo\uD801\uDC00");
    }

    @Test
    void holdsNothingForAnAssertionThatCannotHold() {
        LaneRewriter lane = lane(SomeRules.regex(1, "a$b|^^cd", "x"));
        lane.push("a");
        assertThat(lane.settled()).isEqualTo(1);
    }

    @Test
    void endsTheHoldAtTheWindow() {
        Rule rule = SomeRules.window(SomeRules.regex(1, "\"[^\"]*\"", "S"), 5);
        LaneRewriter lane = lane(rule);
        lane.push("\"abc");
        assertThat(lane.settled()).isZero();
        lane.push("d");
        assertThat(lane.settled()).isEqualTo(5);
        assertThat(all(lane(rule), "\"abc\" \"abcd\"")).isEqualTo("S \"abcd\"");
    }

    @Test
    void keepsTheMorePreferredPathWithinTheWindow() {
        assertThat(all(lane(SomeRules.window(SomeRules.regex(1, "a+|b", "x"), 3)), "aaaab"))
                .isEqualTo("xxx");
    }

    @Test
    void doesNotScanAReplacementAgain() {
        assertThat(all(lane(SomeRules.literal(1, "a", "aa"), SomeRules.literal(2, "aa", "b")), "aab"))
                .isEqualTo("bb");
    }

    @Test
    void givesTheReplacementAtTheStartOfAMatchThatIsTakenInParts() {
        LaneRewriter lane = lane(SomeRules.literal(1, "foo", "xy"));
        lane.push("-foo-");
        assertThat(lane.take(2).text()).isEqualTo("-xy");
        LaneRewriter.Corrected rest = lane.take(4);
        assertThat(rest.text()).isEmpty();
        assertThat(rest.changed()).isTrue();
        assertThat(rest.rewrites()).isEmpty();
        assertThat(lane.take(5).changed()).isFalse();
    }

    @Test
    void refusesToTakeWhatIsHeldOrTaken() {
        LaneRewriter lane = lane(SomeRules.literal(1, "foo", "x"));
        lane.push("abfo");
        lane.take(1);
        assertThatThrownBy(() -> lane.take(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lane.take(3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void consumesAMatchWhoseReplacementEqualsIt() {
        LaneRewriter lane = lane(SomeRules.literal(1, "foo", "foo"), SomeRules.literal(2, "oo", "x"));
        lane.push("foooo");
        lane.end();
        LaneRewriter.Corrected corrected = lane.take(5);
        assertThat(corrected.text()).isEqualTo("foox");
        assertThat(corrected.rewrites()).hasSize(1);
    }

    @Test
    void takesGroupsFromThePathThatTheNextCharacterChooses() {
        Rule rule = SomeRules.regex(1, "foo(?:(\\b)|(\\B))", "<$1|$2>");
        LaneRewriter lane = lane(rule);
        lane.push("foo");
        lane.push(".");
        assertThat(lane.take(lane.settled()).text()).isEqualTo("<|>.");
        assertThat(all(lane(SomeRules.regex(1, "(?:(a)b$|(a)b)", "<$1|$2>")), "ab"))
                .isEqualTo("<a|>");
        LaneRewriter open = lane(SomeRules.regex(1, "(?:(a)b$|(a)b)", "<$1|$2>"));
        open.push("ab");
        open.push("c");
        assertThat(open.take(open.settled()).text()).isEqualTo("<|a>c");
    }

    @Test
    void observesWithoutHoldingAndWithoutBlocking() {
        Rule shadow = SomeRules.with(SomeRules.literal(2, "foobar", "Y"), 9, Rule.Mode.SHADOW);
        Rule detect = SomeRules.rule(3, new Matcher.Literal("oo", true), null);
        LaneRewriter lane = lane(SomeRules.literal(1, "foo", "X"), shadow, detect);
        lane.push("foo");
        assertThat(lane.settled()).isEqualTo(3);
        assertThat(lane.take(3).text()).isEqualTo("X");
        lane.push("bar");
        lane.end();
        assertThat(lane.take(6).text()).isEqualTo("bar");
        assertThat(lane.drainObserved())
                .containsExactly(
                        new Rewrite(shadow, new Span(0, 6), "foobar", "Y", 1),
                        new Rewrite(detect, new Span(1, 3), "oo", null, 1));
        assertThat(lane.drainObserved()).isEmpty();
    }

    @Test
    void startsAgainAfterAnEndWithTheTrueLeftNeighbour() {
        LaneRewriter lane = lane(SomeRules.regex(1, "\\bfoo", "x"), SomeRules.regex(2, "^o", "y"));
        lane.push("fo");
        lane.end();
        assertThat(lane.settled()).isEqualTo(2);
        lane.push("o foo ");
        assertThat(lane.take(lane.settled()).text()).isEqualTo("foo x ");
    }

    @Test
    void joinsNoPairAcrossAnEnd() {
        LaneRewriter lane =
                lane(SomeRules.regex(1, "[\\x{DE00}]", "low"), SomeRules.literal(2, "\uD83D\uDE00", "face"));
        lane.push("\uD83D");
        lane.end();
        lane.push("\uDE00\uD83D\uDE00");
        assertThat(lane.take(lane.settled()).text()).isEqualTo("\uD83Dlowface");
    }

    @Test
    void touchesNoFenceLine() {
        Rule rule = SomeRules.literal(1, "js", "TS");
        assertThat(all(lane(rule), "js\n```js\njs\n```\njs\n    ```js")).isEqualTo("TS\n```js\nTS\n```\nTS\n    ```TS");
        assertThat(all(lane(SomeRules.literal(1, "\n```", "!")), "a\n```\nb")).isEqualTo("a\n```\nb");
    }

    @Test
    void holdsALineThatMayBecomeAFenceOnlyWhereARuleMatches() {
        LaneRewriter lane = lane(SomeRules.literal(1, "js", "TS"));
        lane.push("```");
        assertThat(lane.settled()).isEqualTo(3);
        lane.push("js");
        assertThat(lane.settled()).isEqualTo(3);
        lane.push(" ` ");
        assertThat(lane.take(lane.settled()).text()).isEqualTo("```TS ` ");
    }

    @Test
    void knowsATildeFenceBeforeItsLineEnds() {
        LaneRewriter lane = lane(SomeRules.literal(1, "js", "TS"));
        lane.push("~~~ js");
        assertThat(lane.settled()).isEqualTo(6);
    }

    @Test
    void confinesRulesToTheirScopeAndLanguage() {
        Rule code = SomeRules.scoped(SomeRules.literal(1, "x", "C"), Set.of(Scope.CODE), "python");
        Rule prose = SomeRules.scoped(SomeRules.literal(2, "x", "P"), Set.of(Scope.PROSE), null);
        Rule thought = SomeRules.scoped(SomeRules.literal(3, "x", "R"), Set.of(Scope.REASONING), null);
        String text = "x\n```py\nx\n```\r\nx\n~~~ {.rust}\nx\n~~~~\nx";
        assertThat(all(lane(code, prose, thought), text)).isEqualTo("P\n```py\nC\n```\r\nP\n~~~ {.rust}\nx\n~~~~\nP");
        RuleProgram.Selection selection = SomeRules.select(code, prose, thought);
        assertThat(all(selection.lane(LaneKind.REASONING), "x```")).isEqualTo("R```");
        assertThat(all(selection.lane(LaneKind.CODE, "python"), "x")).isEqualTo("C");
        assertThat(all(selection.lane(LaneKind.CODE), "x")).isEqualTo("x");
        assertThat(all(selection.lane(LaneKind.TOOL_ARGS), "x")).isEqualTo("x");
    }

    @Test
    void cutsNoGraphemeAndNoPair() {
        LaneRewriter lane = lane(SomeRules.literal(1, "\u0301x", "y"), SomeRules.literal(2, "\uDE00", "z"));
        lane.push("ae\u0301");
        assertThat(lane.settled()).isEqualTo(2);
        assertThat(lane.safeCut()).isEqualTo(1);
        lane.push("b\r");
        assertThat(lane.safeCut()).isEqualTo(5);
        LaneRewriter newline = lane(SomeRules.literal(1, "\nx", "y"));
        newline.push("a\r\n");
        assertThat(newline.settled()).isEqualTo(2);
        assertThat(newline.safeCut()).isEqualTo(1);
        LaneRewriter emoji = lane(SomeRules.literal(1, "\uD83D\uDC68x", "y"));
        emoji.push("\uD83D\uDC69\u200D\uD83D\uDC68");
        assertThat(emoji.settled()).isEqualTo(3);
        assertThat(emoji.safeCut()).isZero();
        LaneRewriter half = lane(SomeRules.literal(1, "\uD83C\uDFFDx", "y"));
        half.push("a\uD83D\uDC4D\uD83C");
        assertThat(half.settled()).isEqualTo(3);
        assertThat(half.safeCut()).isEqualTo(1);
    }

    @Test
    void keepsNoMoreThanWhatIsNeeded() {
        LaneRewriter lane = lane(SomeRules.regex(1, "a[^b]*b", "x"));
        StringBuilder raw = new StringBuilder();
        StringBuilder received = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            String piece = i % 7 == 0 ? "a" : "0123456789".repeat(9) + (i % 5 == 0 ? "b" : "");
            raw.append(piece);
            lane.push(CharBuffer.wrap(piece));
            assertThat(lane.received() - lane.settled()).isLessThanOrEqualTo(256);
            received.append(lane.take(lane.settled()).text());
        }
        lane.end();
        received.append(lane.take(lane.settled()).text());
        assertThat(received.toString()).isEqualTo(raw.toString().replaceAll("a[^b]{0,254}b", "x"));
    }
}
