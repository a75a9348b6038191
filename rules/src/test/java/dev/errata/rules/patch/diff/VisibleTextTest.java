package dev.errata.rules.patch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VisibleTextTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x1B, 0x7F, 0x85, 0x9B, 0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1680, 0x180E, 0x200B, 0x200E,
                0x2028, 0x202E, 0x2060, 0x2066, 0x2800, 0x3000, 0x3164, 0xD800, 0xE000, 0xFE01, 0xFEFF, 0xFFFE, 0xE0041,
                0xE0100
            })
    void drawsWhatHides(int point) {
        String text = "a" + (point < 0x10000 ? String.valueOf((char) point) : Character.toString(point)) + "b";

        assertThat(VisibleText.of(text)).isEqualTo("a<U+%04X>b".formatted(point));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain\ttext\r\nof lines\n", "Grüße, שלום, 日本語, 한국어", "😀 ☀\uFE0F é e\u0301"})
    void leavesWhatShows(String text) {
        assertThat(VisibleText.of(text)).isSameAs(text);
    }

    @Test
    void aCarriageReturnAloneCouldHideALine() {
        assertThat(VisibleText.of("evil\rgood\r\n")).isEqualTo("evil<U+000D>good\r\n");
    }
}
