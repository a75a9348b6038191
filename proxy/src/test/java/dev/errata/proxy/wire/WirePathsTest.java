package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WirePathsTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, openai-chat",
        "/chat/completions, openai-chat",
        "/api/v0/chat/completions, openai-chat",
        "/v1/completions, openai-completions",
        "/prefix//v1//completions, openai-completions",
        "/api/v0/completions, openai-completions",
        "/completion, llama-completion",
        "/completions, llama-completion",
        "//completions, llama-completion",
        "/infill, llama-infill",
        "/prefix/infill, llama-infill",
        "/v1/responses, openai-responses",
        "/responses, openai-responses",
        "/v1/responses/input_tokens, other",
        "/v1/responses/resp_1/cancel, other",
        "/v1/chat/completions/control, other",
        "/tokenize, other",
        "/, other",
    })
    void isChosenByTheEndOfThePath(String path, String wire) {
        assertThat(Wire.of("POST", path).label()).isEqualTo(wire);
    }

    @Test
    void onlyAPostSpeaks() {
        assertThat(Wire.of("GET", "/completion")).isEqualTo(Wire.Unread.WIRE);
        assertThat(Wire.of("DELETE", "/v1/responses")).isEqualTo(Wire.Unread.WIRE);
    }
}
