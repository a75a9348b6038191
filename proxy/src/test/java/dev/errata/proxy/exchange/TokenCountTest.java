package dev.errata.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenCountTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"usage\":{\"completion_tokens\":7,\"prompt_tokens\":12,\"total_tokens\":19}} | 12 | 7",
                "{\"usage\":{\"input_tokens\": 3, \"input_tokens_details\":{}, \"output_tokens\": 4}} | 3 | 4",
                "{\"done\":true,\"prompt_eval_count\":5,\"eval_count\":9,\"eval_duration\":1} | 5 | 9",
                "{\"tokens_predicted\":8,\"tokens_evaluated\":6,\"stop\":true} | 6 | 8",
                "{\"timings\":{\"cache_n\":1,\"prompt_n\":2,\"predicted_n\":10,\"x\":1}} | 2 | 10",
                "{\"usage\":null} | -1 | -1",
                "{\"content\":\"\\\"prompt_tokens\\\":5,\"} | -1 | -1",
                "{\"prompt_tokens\":123 | -1 | -1",
            })
    void readsTheCountsOfEveryWire(String text, long input, long output) {
        assertThat(TokenCount.in(text)).isEqualTo(new TokenCount(input, output));
    }

    @Test
    void findsTheBeginningsInputAndTheEndsOutputInAStreamOfManyPieces() {
        var costs = new Costs();
        costs.answer(bytes("data: {\"message\":{\"usage\":{\"input_tokens\":25,\"output_tokens\":1}}}\n\n"));
        for (int i = 0; i < 500; i++) {
            costs.answer(bytes("data: {\"delta\":{\"text\":\"word\"}}\n\n"));
        }
        costs.answer(bytes("data: {\"usage\":{\"output_to"));
        costs.answer(bytes("kens\":15}}\n\n"));
        costs.answer(bytes("data: {\"type\":\"message_stop\"}\n\n"));
        assertThat(costs.tokens()).isEqualTo(new TokenCount(25, 15));
        assertThat(costs.tokens()).as("the pieces were let go").isEqualTo(TokenCount.UNKNOWN);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
