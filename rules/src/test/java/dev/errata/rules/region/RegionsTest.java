package dev.errata.rules.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.Scope;
import dev.errata.rules.match.LaneText;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Examples of what is protected. In an example, `«` and `»` enclose what no rule may touch; each is also cut after
/// every character.
final class RegionsTest {

    private static final Region.Scoped LEAF = new Region.Scoped(Scope.TOOL_ARGS, "java");

    private static List<Region> check(Supplier<Regions> tracker, String example) {
        String text = example.replaceAll("[«»]", "");
        List<Region> units = Division.of(tracker.get(), text);
        StringBuilder shown = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i <= text.length(); i++) {
            boolean now = i < text.length() && units.get(i).equals(Region.PROTECTED);
            if (now != inside) {
                shown.append(now ? '«' : '»');
                inside = now;
            }
            if (i < text.length()) {
                shown.append(text.charAt(i));
            }
        }
        assertThat(shown.toString()).isEqualTo(example);
        Division.staysTheSameInPieces(tracker, text, 1, new Random(1));
        Division.staysTheSameInPieces(tracker, text, 7, new Random(2));
        return units;
    }

    private static List<Region> answer(String example) {
        return check(Regions::text, example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a «<think>» b «</think>»\nc",
                "<thinking> <Think> <think > < think>",
                "<<<«<think>»",
                "«<tool_call>»{}«</tool_call>»",
                "«<function=edit_file><parameter=path>»x«</parameter></function>»",
                "«<function=a» b>\n«<function=a»\nb>",
                "«<|channel|>»final«<|message|>» x <| y |> <||> <|a b|> «<|im_end|>»",
                "«<\uFF5Ctool\u2581calls\u2581begin\uFF5C>» x",
                "«[TOOL_CALLS]»[{}] [TOOL",
                "«<replace_in_file>»\n«<path>src/a.ts</path>»\n«<diff>» x «</diff>»\n«</replace_in_file>»",
                "«<path>a b»\nc < d",
                "``` «<think>» `\n",
                "«```js <think>\n»x«</think>»\n«```\n»y",
            })
    void protectsMarkersInsideLines(String example) {
        answer(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n«NO_REPLY\n»b",
                "a NO_REPLY\nNO_REPLY b\nNO_REPL\n",
                "«NO_REPLY»",
                "«*** Begin Patch\n*** End Patch\n»a\n«*** End of File\r\n»b",
                " *** Begin Patch\nb",
                "«>>>>>>> REPLACE\n»a\n«+++++++ REPLACE\n»a\n>>>>>>> REPLACED\n>>>> REPLACE\n",
                "«diff --git a/x b/x\nindex 1234567..89abcde 100644\n»a",
                "=======\n------- search\n<<<<<<< HEAD\n",
            })
    void protectsMarkerLines(String example) {
        answer(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n  «// ... existing code ...\n»b",
                "«# ...\n-- \u2026 rest\n/* ... */\n<!-- ... -->\n{/* ... */}\n;...\n»x",
                "a // ... b\n// .. c\n# d ...\n/ ...\n-...\n",
                "«```js\n»a\n\t«// ... existing code ...\n```\n»b",
            })
    void protectsPlaceholders(String example) {
        answer(example);
    }

    @Test
    void protectsPlaceholdersInWhatAToolWrites() {
        check(() -> Regions.leaf(LEAF), "a <think>\n«// ... existing code ...\n»```\nb");
    }

    @Test
    void opensOnlyTheNewSideOfASearchAndReplaceBlock() {
        List<Region> units = answer("""
                src/a.py
                «<<<<<<< SEARCH
                old ```
                =======
                »new
                ```
                «>>>>>>> REPLACE
                »after
                """);
        assertThat(units).contains(new Region.Scoped(Scope.CODE, "python"));
        answer("«```js\n<<<<<<< SEARCH\na\n=======\n»b\n«>>>>>>> REPLACE\n»c\n«```\n»d");
        answer("«------- SEARCH>  \na\n=======\n»b\n ======= \n«+++++++ REPLACE\n»c");
        answer("«<<<<<<< SEARCH\n:start_line:4\n-------\na\n\\=======\n=======\n"
                + "»b\n«\\=======\n>>>>>>> REPLACE\n»c");
    }

    @Test
    void takesABlocksLanguageFromItsFenceItsFileOrTheBlockBefore() {
        String block = "<<<<<<< SEARCH\n=======\n#\n>>>>>>> REPLACE\n";
        assertThat(languages("x.py\n" + block)).containsExactly("python");
        assertThat(languages("x.py\n```js\n" + block)).containsExactly("javascript");
        assertThat(languages("**`x.ts`:**\n```\n" + block)).containsExactly("typescript");
        assertThat(languages("x.py\n\n\n\n" + block)).containsExactly("");
        assertThat(languages("x.py\n" + block + "a\nb\nc\n" + block)).containsExactly("python", "python");
        assertThat(languages("<path>a/b.ts</path>\n<diff>\n" + block)).containsExactly("typescript");
        assertThat(languages("see x.py\n" + block)).containsExactly("");
    }

    private static List<String> languages(String text) {
        List<Region> units = Division.of(Regions.text(), text);
        return IntStream.range(0, text.length())
                .filter(i -> text.charAt(i) == '#')
                .mapToObj(i -> units.get(i) instanceof Region.Scoped(Scope scope, String language) ? language : "?")
                .toList();
    }

    @Test
    void opensOnlyTheAddedLinesOfAPatch() {
        List<Region> units = answer("""
                a
                «*** Begin Patch
                *** Update File: src/x.py
                @@ def f():
                 same
                -old
                +»new«
                +»++ more«
                *** End Patch
                »b
                """);
        assertThat(units).contains(new Region.Scoped(Scope.CODE, "python"));
        answer("«```\n*** Begin Patch\n*** Add File: x\n+»```«\n ```\n```\n»a");
        answer("«*** Begin Patch\r\n+»a«\r\n*** End Patch\r\n»a");
        answer("«*** Begin Patch\n+»a «<think>»b");
    }

    @Test
    void opensOnlyTheAddedLinesOfADiff() {
        List<Region> units = answer("""
                a
                «--- a/x.js
                +++ b/x.js
                @@ -1,2 +1,2 @@
                 same
                -old
                --- old
                +++ new
                +»new«
                \\ No newline at end of file
                »b
                + c
                """);
        assertThat(units).contains(new Region.Scoped(Scope.CODE, "javascript"));
        units = answer("«```diff\n a\n-b\n+»c«\n+»+++ d«\nodd\n```\n»a\n+b");
        assertThat(units).contains(new Region.Scoped(Scope.CODE, "diff"));
        answer("«--- a/x.js\n»b\n+++ c\n--- Part one\n--- One.\n");
        answer(">« ```patch\n> +»c«\n> -d\n> ```\n»a");
        answer("-« ```diff\n  +»c«\n  -d\n»a");
    }

    @Test
    void protectsTheSignsOfAQuoteAroundCode() {
        answer("> a\n>« ```js\n> »x\n«> »y\n«>»\n«> ```\n»b");
        answer(">« ```js\n> »x\ny\n> z");
        answer("1.« ```js\n»   x\n\n   y\n«   ```\n»b");
    }

    @Test
    void opensOnlyTheNewSidesOfAPatchInAnArgument() {
        List<Region> units = check(
                () -> Regions.patch(LEAF),
                "«*** Begin Patch\n*** Update File: a.py\n-a\n+»b«\n*** End Patch\n```\n»");
        assertThat(units).contains(new Region.Scoped(Scope.TOOL_ARGS, "python"));
        units = check(
                () -> Regions.patch(LEAF),
                "«<<<<<<< SEARCH\n:start_line:1\n-------\na\n=======\n»<think>b\n«>>>>>>> REPLACE\nc»");
        assertThat(units).contains(LEAF);
        check(() -> Regions.patch(LEAF), "«@@ -1 +1 @@\n-a\n+»b«\n--- a/x\n+++ b/x\n+»c");
        check(() -> Regions.patch(LEAF), "«+»a«\n+++++++ REPLACE\n+»b«\nprose»");
    }

    @Test
    void goesOnWithTheLineAsNoMarkerAfterAnEnd() {
        Regions regions = Regions.text();
        LaneText lane = new LaneText();
        lane.append("```js");
        regions.feed(lane, 0);
        lane.end();
        regions.end(lane);
        lane.append("x\ny\n```\nz");
        regions.feed(lane, 5);
        assertThat(regions.track().at(4).region()).isEqualTo(Region.PROTECTED);
        assertThat(regions.track().at(7).region()).isEqualTo(new Region.Scoped(Scope.CODE, "javascript"));
        assertThat(regions.track().at(13).region()).isEqualTo(Region.PROSE);
    }
}
