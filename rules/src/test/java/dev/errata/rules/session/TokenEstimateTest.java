package dev.errata.rules.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenEstimateTest {
    @ParameterizedTest
    @CsvSource({"'', 0", "a, 1", "four, 1", "fives, 2", "éé, 1", "привет, 3", "漢字, 2", "한국어, 3", "😀, 2", "a😀, 3"})
    void weighsCharactersByTheirScript(String text, long tokens) {
        assertThat(TokenEstimate.of(text)).isEqualTo(tokens);
    }
}
