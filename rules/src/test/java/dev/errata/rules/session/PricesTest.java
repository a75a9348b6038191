package dev.errata.rules.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PricesTest {
    private static final TokenSum SUM = new TokenSum(1_500, 200, 0, 0, 0);

    @Test
    void theFirstGlobThatFitsIsThePrice() {
        Prices prices = Prices.read("gpt-* = 0.15 / 0.60; * = 0.01").orElseThrow();
        assertThat(prices.cost("gpt-oss", SUM).orElseThrow()).isEqualByComparingTo(new BigDecimal("0.345"));
        assertThat(prices.cost("qwen", SUM).orElseThrow()).isEqualByComparingTo(new BigDecimal("0.017"));
        assertThat(prices.text()).isEqualTo("gpt-* = 0.15 / 0.60; * = 0.01 / 0.01");
        assertThat(Prices.read(prices.text())).contains(prices);
    }

    @Test
    void aModelWithoutAPriceHasNoCost() {
        assertThat(Prices.read("gpt-* = 1").orElseThrow().cost("qwen", SUM)).isEmpty();
        assertThat(Prices.read("").orElseThrow()).isEqualTo(Prices.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "gpt = ", "gpt = x", "= 1", "gpt = -1", "gpt = 1 / ", "gpt = 1e9", "a = 1 = 2"})
    void refusesWhatIsNoPrice(String text) {
        assertThat(Prices.read(text)).isEmpty();
    }
}
