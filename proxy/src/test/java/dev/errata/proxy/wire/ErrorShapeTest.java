package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.problem.ProxyProblem;
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
        assertThat(ErrorShape.OLLAMA.body(502, ProxyProblem.SERVER_UNREACHABLE, "a \"b\""))
                .asString()
                .isEqualTo("{\"error\":\"a \\\"b\\\" [ERR-PROXY-001]\"}");
        assertThat(ErrorShape.ANTHROPIC.body(400, ProxyProblem.REQUEST_BROKEN, "x"))
                .asString()
                .contains("invalid_request_error", "x [ERR-PROXY-006]");
        assertThat(ErrorShape.OPENAI.body(502, ProxyProblem.SERVER_UNREACHABLE, "x"))
                .asString()
                .isEqualTo("{\"error\":{\"message\":\"x [ERR-PROXY-001]\",\"type\":\"server_error\",\"code\":502}}");
    }
}
