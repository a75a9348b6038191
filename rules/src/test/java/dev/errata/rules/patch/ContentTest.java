package dev.errata.rules.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ContentTest {

    @Test
    void givesItsBytesBackThroughItsText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            Content content = Content.of(bytes);
            List<String> lines = TextLines.of(content.text());
            assertThat(Content.of(String.join("", lines), content.charset()))
                    .as("seed %d", seed)
                    .isEqualTo(content);
            assertThat(lines).allSatisfy(line -> assertThat(TextLines.bare(line) + TextLines.end(line)).isEqualTo(line));
        }
    }

    @Test
    void keepsItsBytesFromWhoMadeItAndWhoReadsIt() {
        byte[] bytes = {1, 2};
        Content content = Content.of(bytes);
        bytes[0] = 9;
        content.bytes()[1] = 9;
        assertThat(content.bytes()).containsExactly(1, 2);
    }

    @Test
    void tellsBytesFromTextAsGitDoes() {
        assertThat(Content.of("a\u0000b").isBinary()).isTrue();
        assertThat(Content.of("x".repeat(8_000) + "\u0000").isBinary()).isFalse();
        assertThat(Content.of("\u00ff").isBinary()).isFalse();
    }

    @Test
    void hashesAsEverybodyDoes() {
        assertThat(Content.of("abc").sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Content.EMPTY.sha256())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void readsWhatIsNoUtf8AsLatin() {
        assertThat(Content.of(new byte[] {(byte) 0xfc}).charset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(Content.of("\u00fc").charset()).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void endsLinesAtLineFeedsAlone() {
        assertThat(TextLines.of("a\r\nb\rc\n\nd")).containsExactly("a\r\n", "b\rc\n", "\n", "d");
        assertThat(TextLines.of("")).isEmpty();
        assertThat(TextLines.end("a\r\n")).isEqualTo("\r\n");
        assertThat(TextLines.end("a")).isEmpty();
        assertThat(TextLines.bare("a\r\n")).isEqualTo("a");
    }
}
