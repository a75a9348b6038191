package dev.errata.proxy.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TokensTest {

    @Test
    void cutsAnywhereButInsideACodePoint() {
        String text = "aé€😀".repeat(50);
        for (int seed = 0; seed < 4; seed++) {
            List<String> tokens = Tokens.split(text, seed);
            assertThat(String.join("", tokens)).isEqualTo(text);
            assertThat(tokens).allMatch(token -> !token.isEmpty() && token.codePointCount(0, token.length()) <= 5);
            assertThat(tokens).noneMatch(token -> Character.isLowSurrogate(token.charAt(0)));
        }
    }

    @Test
    void cutsTheSameTextAlikeAndOtherwiseWithAnotherSeed() {
        String text = "the quick brown fox jumps over the lazy dog";
        assertThat(Tokens.split(text, 0)).isEqualTo(Tokens.split(text, 0)).isNotEqualTo(Tokens.split(text, 1));
        assertThat(Tokens.split(text, 0).stream().map(String::length).distinct().count())
                .isGreaterThan(2);
    }

    @Test
    void makesNothingOfNothing() {
        assertThat(Tokens.split("", 0)).isEmpty();
        assertThat(Tokens.count("")).isZero();
    }
}
