package dev.errata.rules.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.plain.PlainRewriter;
import dev.errata.rules.plain.PlainRewriter.Hit;
import dev.errata.rules.plain.PlainRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is held while a marker arrives, against the plain reference on continuations that complete it, break it or go
/// on otherwise. Rules of one character: what a longer one could be kept from by the very marker it would complete is
/// held, as only the product of rules and markers would know.
final class MarkerHoldBackTest {

    private static final List<String> MORE = List.of(
            "",
            "x",
            "x\n",
            " x\n",
            "  x\n",
            "\n",
            "\nx\n",
            "`\n",
            "`x`\n",
            "``\n",
            "```\n",
            "~~~\n",
            ">x\n",
            "> x\n",
            "|>");

    /// Lines that what stands on the last line so far may become.
    private static final List<String> LINES = List.of(
            "<<<<<<< SEARCH\n",
            "<<<<< SEARCH\n",
            "------- SEARCH\n",
            "----- SEARCH\n",
            "=======\n",
            ">>>>>>> REPLACE\n",
            ">>>>> REPLACE\n",
            "+++++++ REPLACE\n",
            "+++++ REPLACE\n",
            "*** Begin Patch\n",
            "*** Update File: x\n",
            "*** End of File\n",
            "--- a/b\n",
            "+++ a/b\n",
            "diff --git a b\n",
            "index 1234567..8\n",
            "NO_REPLY\n",
            "// ...\n",
            "-- ...\n",
            "# ...\n",
            "- ```\n",
            "> ```\n");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a <think> b",
                "a </tool_call> b",
                "a <function=xy> b",
                "a <path>a/b</path> c",
                "a <|im_end|> b",
                "a [TOOL_CALLS] b",
                "a\nNO_REPLY\nb",
                "a\n  // ... b\nc",
                "# .. b\n# ...\n",
                "a\n```js x\nb\n```\nc",
                "a\n   ~~~ js\nb ~~~\n    ~~~\n~~~ \nc",
                "a ``` b\n``` a ` b\n",
                "> a\n> ```js\n> b\n> ```\nc",
                "> ```\n> b\nc",
                "- a\n  ```\n  b\n\n  c\n d",
                "1. ```\n   b\nc",
                "12) a\n- - -\n* * a\n",
                "a\n<<<<<<< SEARCH\nb\n=======\nc\n>>>>>>> REPLACE\nd",
                "------- SEARCH\nb\n=======\n= c\n+++++++ REPLACE\nd",
                "*** Begin Patch\n*** Update File: a.b\n-c\n+d\n e\n*** End Patch\nf",
                "--- a/b\n+++ b/b\n-c\n+d\n+++ e\nf",
                "--- a b\n--- a\n",
                "```diff\n--- a\n+++ b\n+c\n d\n```\ne",
                "diff --git a b\nindex 1234567..89 1\ni",
            })
    void holdsOnlyWhatTheMarkerCanStillTakeAway(String text) {
        for (char letter : letters(text)) {
            if (letter == '\n' || letter == '\r') {
                continue;
            }
            List<PlainRule> rules =
                    List.of(new PlainRule(SomeRules.literal(1, String.valueOf(letter), "!"), null, 0));
            for (int length = 0; length <= text.length(); length++) {
                LaneRewriter lane = SplitInvarianceTest.compile(rules).lane(LaneKind.TEXT);
                lane.push(text.substring(0, length));
                assertThat(lane.settled())
                        .as("rule %s after %s", letter, text.substring(0, length))
                        .isEqualTo(cut(rules, text, length));
            }
        }
    }

    private static List<Character> letters(String text) {
        return text.chars().distinct().mapToObj(c -> (char) c).toList();
    }

    private static int cut(List<PlainRule> rules, String text, int length) {
        String soFar = text.substring(0, length);
        List<List<Hit>> futures = new ArrayList<>();
        futures.add(PlainRewriter.matches(rules, text, LaneKind.TEXT));
        for (String more : MORE) {
            futures.add(PlainRewriter.matches(rules, soFar + more, LaneKind.TEXT));
        }
        String line = soFar.substring(1 + Math.max(soFar.lastIndexOf('\n'), soFar.lastIndexOf('\r')));
        for (String marker : LINES) {
            if (marker.startsWith(line)) {
                futures.add(PlainRewriter.matches(rules, soFar + marker.substring(line.length()), LaneKind.TEXT));
            }
        }
        int cut = length;
        while (!agree(futures, cut)) {
            cut--;
        }
        return cut;
    }

    private static boolean agree(List<List<Hit>> futures, int cut) {
        List<Hit> first = before(futures.getFirst(), cut);
        return futures.stream().allMatch(future -> before(future, cut).equals(first));
    }

    private static List<Hit> before(List<Hit> hits, int cut) {
        return hits.stream().filter(hit -> hit.start() < cut).toList();
    }
}
