package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ErrorShapeTest {

    @Test
    void isChosenByThePath() {
        assertThat(ErrorShape.of("/v1/messages")).isEqualTo(ErrorShape.ANTHROPIC);
        assertThat(ErrorShape.of("/api/generate")).isEqualTo(ErrorShape.OLLAMA);
        assertThat(ErrorShape.of("/api/v0/chat/completions")).isEqualTo(ErrorShape.OPENAI);
        assertThat(ErrorShape.of("/infill")).isEqualTo(ErrorShape.OPENAI);
    }

    @Test
    void escapesItsMessage() {
        assertThat(ErrorShape.OLLAMA.body(502, "a \"b\"")).asString().isEqualTo("{\"error\":\"a \\\"b\\\"\"}");
        assertThat(ErrorShape.ANTHROPIC.body(400, "x")).asString().contains("invalid_request_error");
        assertThat(ErrorShape.OPENAI.body(502, "x"))
                .asString()
                .isEqualTo("{\"error\":{\"message\":\"x\",\"type\":\"server_error\",\"code\":502}}");
    }
}
