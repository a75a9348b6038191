package dev.errata.rules.leaf;

import static dev.errata.rules.leaf.Leaves.call;
import static dev.errata.rules.leaf.Leaves.in;
import static dev.errata.rules.leaf.Leaves.json;
import static dev.errata.rules.leaf.Leaves.literal;
import static dev.errata.rules.leaf.Leaves.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.rules.Rule;
import dev.errata.rules.leaf.Leaves.Outcome;
import dev.errata.rules.stream.LaneRewriter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LeafLaneTest {

    private static final Rule TEH = literal(1, "teh", "the");

    private static void everyCut(String tool, String text, String expected, Rule... rules) {
        for (int step = 1; step <= text.length(); step++) {
            assertThat(run(call(tool, rules), text, step).sent())
                    .as("step %d", step)
                    .isEqualTo(expected);
        }
    }

    @Test
    void changesTheNewSideAlone() {
        everyCut(
                "Edit",
                "{\"file_path\":\"teh.py\",\"old_string\":\"teh\",\"new_string\":\"teh\",\"teh\":\"teh\",\"n\":1.50}",
                "{\"file_path\":\"teh.py\",\"old_string\":\"teh\",\"new_string\":\"the\",\"teh\":\"teh\",\"n\":1.50}",
                TEH);
    }

    @Test
    void replacesTheMatchAndLeavesEveryOtherSpelling() {
        everyCut(
                "Write",
                " { \"content\" : \"\\u00e9\\/a\\tb\\\"\\u0074eh\\ud83d\\ude00\" } ",
                " { \"content\" : \"\\u00e9\\/a\\tb\\\"x\\\"\\\\\\n\\u0001é😀y\\ud83d\\ude00\" } ",
                literal(1, "teh", "x\"\\\n\u0001é😀y"));
    }

    @Test
    void matchesAcrossEscapesAndPairs() {
        everyCut(
                "Write",
                "{\"content\":\"a\\nb \\ud83d\\ude00! \\u0022q\\\"\"}",
                "{\"content\":\"ab :) q\"}",
                literal(1, "\n", ""),
                literal(2, "😀!", ":)"),
                literal(3, "\"", ""));
    }

    @Test
    void holdsNothingBeforeTheFirstMatchButTheStringsOwnTail() {
        LaneRewriter lane = call("Write", TEH);
        lane.push("{\"file_path\":\"a\\u00");
        assertThat(lane.settled()).isEqualTo(lane.received());
        lane.push("41\",\"content\":\"ab t");
        assertThat(lane.settled()).isEqualTo(lane.received() - 1);
        lane.push("ow\\u00");
        assertThat(lane.settled()).isEqualTo(lane.received() - 4);
        lane.push("e9\"");
        assertThat(lane.settled()).isEqualTo(lane.received());
    }

    @Test
    void holdsEverythingFromTheFirstMatchToTheEnd() {
        LaneRewriter lane = call("Write", TEH);
        lane.push("{\"content\":\"a teh b\", \"n\":1}");
        assertThat(lane.settled()).isEqualTo("{\"content\":\"a ".length());
        assertThat(lane.take(lane.settled()).text()).isEqualTo("{\"content\":\"a ");
        lane.end();
        LaneRewriter.Corrected rest = lane.take(lane.settled());
        assertThat(rest.text()).isEqualTo("the b\", \"n\":1}");
        assertThat(rest.changed()).isTrue();
        assertThat(rest.rewrites()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\":\"teh\"",
                "{\"content\":\"teh\"}}",
                "{\"content\":\"teh\"} x",
                "{\"content\":\"teh\",}",
                "{\"content\":\"teh\",\"n\":01}",
                "{\"content\":\"teh\",\"n\":tru}",
                "{\"content\":\"teh\\x\"}",
                "{\"content\":\"teh\n\"}",
                "{'content':\"teh\"}",
                "```json\n{\"content\":\"teh\"}\n```",
            })
    void passesWhatIsNoWholeJsonUntouched(String text) {
        for (int step = 1; step <= text.length(); step++) {
            Outcome outcome = run(call("Write", TEH, shadow("teh")), text, step);
            assertThat(outcome.sent()).isEqualTo(text);
            assertThat(outcome.rewrites()).isEmpty();
            assertThat(outcome.observed()).isEmpty();
        }
    }

    private static Rule shadow(String pattern) {
        return Leaves.rule(9, pattern, "x", null, Rule.Mode.SHADOW, Set.of());
    }

    @Test
    void observesInTheSpellingOfTheText() {
        Outcome outcome = run(call("Write", shadow("a\nb")), "{\"content\":\"xa\\u000ab\"}", 1);
        assertThat(outcome.rewrites()).isEmpty();
        assertThat(outcome.observed()).singleElement().satisfies(match -> {
            assertThat(match.before()).isEqualTo("a\\u000ab");
            assertThat(match.span().start()).isEqualTo("{\"content\":\"x".length());
        });
    }

    @Test
    void textAfterTheEndPassesAsItIs() {
        LaneRewriter lane = call("Write", TEH);
        lane.push("{\"content\":\"teh\"}");
        lane.end();
        lane.push("{\"content\":\"teh\"}");
        lane.end();
        assertThat(lane.take(lane.settled()).text()).isEqualTo("{\"content\":\"the\"}{\"content\":\"teh\"}");
    }

    @Test
    void waitsForTheFilesNameWhereARuleIsBoundToALanguage() {
        Rule python = in(1, "python", "teh", "the");
        LaneRewriter lane = call("Write", python);
        lane.push("{\"content\":\"abc\",");
        assertThat(lane.settled()).isEqualTo("{\"content\":\"".length());
        lane.push("\"file_path\":\"x/a.py\"");
        assertThat(lane.settled()).isEqualTo(lane.received());
        everyCut(
                "Write",
                "{\"content\":\"teh\",\"file_path\":\"a.py\"}",
                "{\"content\":\"the\",\"file_path\":\"a.py\"}",
                python);
        everyCut(
                "Write",
                "{\"content\":\"teh\",\"file_path\":\"a.js\"}",
                "{\"content\":\"teh\",\"file_path\":\"a.js\"}",
                python);
        everyCut("Write", "{\"content\":\"teh\"}", "{\"content\":\"teh\"}", python);
    }

    @Test
    void theInnermostFileCounts() {
        everyCut(
                "multi_replace_string_in_file",
                "{\"r\":[{\"newString\":\"teh\",\"filePath\":\"a.py\"},{\"filePath\":\"a.js\",\"newString\":\"teh\"}]}",
                "{\"r\":[{\"newString\":\"the\",\"filePath\":\"a.py\"},{\"filePath\":\"a.js\",\"newString\":\"teh\"}]}",
                in(1, "python", "teh", "the"));
    }

    @Test
    void ofDuplicateKeysEachMemberCounts() {
        String twice = "{\"content\":\"teh\",\"content\":\"teh\"}";
        everyCut("Write", twice, twice.replace("teh", "the"), TEH);
    }

    @Test
    void nestingIsBounded() {
        String deep = "[".repeat(JsonTokens.DEEPEST - 1) + "\"teh\"" + "]".repeat(JsonTokens.DEEPEST - 1);
        assertThat(run(json("", TEH), deep, 7).sent()).contains("the");
        String deeper = "[[" + deep + "]]";
        assertThat(run(json("", TEH), deeper, 7).sent()).isEqualTo(deeper);
    }

    @Test
    void aStringOfAMegabyteIsRewritten() {
        String text = "{\"content\":\"" + ("teh" + " ".repeat(20) + "\\n").repeat(45_000) + "\"}";
        Outcome outcome = run(call("Write", TEH), text, 4_096);
        assertThat(outcome.rewrites()).hasSize(45_000);
        assertThat(outcome.sent()).isEqualTo(text.replace("teh", "the"));
    }

    @Test
    void moreThanTheMostHeldPassesUnchanged() {
        String text = "{\"content\":\"teh" + "x".repeat(LeafLane.MOST_HELD) + "\"}";
        assertThat(run(call("Write", TEH), text, 1 << 20).rewrites()).isEmpty();
    }

    @Test
    void cutsOnlyBetweenPlainUnits() {
        LaneRewriter lane = call("Write", literal(1, "\u0301x", ""));
        lane.push("{\"content\":\"e\u0301");
        assertThat(lane.settled()).isEqualTo(lane.received() - 1);
        assertThat(lane.safeCut()).isZero();
    }

    @Test
    void takesOnlyWhatIsSettled() {
        LaneRewriter lane = call("Write", TEH);
        lane.push("{\"content\":\"t");
        assertThatThrownBy(() -> lane.take(lane.received())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersInJsonAreRewrittenInTheirStringsAlone() {
        String text = "{\"teh\":\"teh\",\"a\":[\"teh\",{\"b\":\"teh\"}],\"n\":null}";
        String expected = "{\"teh\":\"the\",\"a\":[\"the\",{\"b\":\"the\"}],\"n\":null}";
        for (int step = 1; step <= text.length(); step++) {
            assertThat(run(json("", TEH), text, step).sent()).isEqualTo(expected);
        }
        assertThat(run(json("", TEH), "\"teh\"", 1).sent()).isEqualTo("\"the\"");
        assertThat(run(json("", TEH), "teh", 1).sent()).isEqualTo("teh");
    }
}
