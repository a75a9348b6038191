package dev.errata.desktop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.json.JsonMapper;

final class PatchWordsTest {
    private final PatchWords words = new PatchWords(Ansi.OFF);

    @Test
    void aCarriageReturnMakesNoLineOfItsOwn() {
        assertThat(words.diff("@@ -1 +1 @@\n+fine\r-gone\r\n-old\n").lines())
                .containsExactly("@@ -1 +1 @@", "+fine<CR>-gone<CR>", "-old");
    }

    @Test
    void whatATerminalWouldObeyIsDrawn() {
        assertThat(words.diff("+a\u001b[2K\u202eb")).isEqualTo("+a<U+001B>[2K<U+202E>b");
    }

    @Test
    void wordsOfOthersForgeNoLineOfThePage() {
        String page = words.whole(JsonMapper.shared().readTree("""
                {"id":"P","title":"a\\nverdict  clean\\u202e","problems":["lost\\nverdict  clean"],
                 "comments":[{"operator":"x","text":"see\\nsyntax  ok"}]}
                """));
        assertThat(page.lines().filter(line -> line.startsWith("verdict")).toList())
                .containsExactly("verdict    not judged yet");
        assertThat(page).contains("    | verdict  clean", "    | syntax  ok", "<U+202E>");
    }
}
