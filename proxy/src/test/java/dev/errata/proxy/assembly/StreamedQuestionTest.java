package dev.errata.proxy.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.wire.AnthropicMessages;
import dev.errata.proxy.wire.Completions;
import dev.errata.proxy.wire.Ollama;
import dev.errata.proxy.wire.OpenAiChat;
import dev.errata.proxy.wire.OpenAiResponses;
import dev.errata.proxy.wire.RequestReader;
import dev.errata.proxy.wire.Wire;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamedQuestionTest {

    private static String asked(Wire wire, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var reader = new RequestReader(wire);
        reader.feed(bytes, 0, bytes.length);
        reader.end();
        return StreamedQuestion.of(wire, bytes, reader.facts())
                .map(changed -> new String(changed, StandardCharsets.UTF_8))
                .orElse("as it is");
    }

    @Test
    void changesTheOneWordAndNothingElse() {
        assertThat(asked(AnthropicMessages.WIRE, " {\"a\": 1.50, \"stream\" : false , \"b\":\"é\"}"))
                .isEqualTo(" {\"a\": 1.50, \"stream\" : true , \"b\":\"é\"}");
        assertThat(asked(AnthropicMessages.WIRE, "{\"stream\":null}")).isEqualTo("{\"stream\":true}");
        assertThat(asked(Ollama.CHAT, "{\"stream\":false}")).isEqualTo("{\"stream\":true}");
    }

    @Test
    void addsWhatIsMissing() {
        assertThat(asked(AnthropicMessages.WIRE, "{\"a\":1}")).isEqualTo("{\"stream\":true,\"a\":1}");
        assertThat(asked(AnthropicMessages.WIRE, "{}")).isEqualTo("{\"stream\":true}");
        assertThat(asked(OpenAiChat.WIRE, "{\"n\":2}"))
                .isEqualTo("{\"stream_options\":{\"include_usage\":true},\"stream\":true,\"n\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"stream\":true}",
                "{\"stream\":1}",
                "{\"stream\":false,\"stream\":false}",
                "{\"stream\":false,\"logprobs\":true}",
                "{\"stream\":false,\"top_logprobs\":2}",
                "{\"stream\":false,\"verbose\":true}",
                "{\"stream\":false,\"stream_options\":{\"include_usage\":false}}",
                "[1]",
                "{\"stream\":false",
                "no JSON"
            })
    void leavesWhatIsNoQuestionForAWholeAnswerOrNeedsOne(String body) {
        assertThat(asked(OpenAiChat.WIRE, body)).isEqualTo("as it is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt\":[\"a\",\"b\"]}",
                "{\"n\":2}",
                "{\"n_cmpl\":2}",
                "{\"n_probs\":3}",
                "{\"response_fields\":[\"content\"]}",
                "{\"return_tokens\":true}"
            })
    void leavesWhatLlamaServerTellsOnlyWhole(String body) {
        assertThat(asked(Completions.LLAMA, body)).isEqualTo("as it is");
    }

    @Test
    void takesForAStreamWhatOllamaStreamsByItself() {
        assertThat(asked(Ollama.GENERATE, "{\"prompt\":\"a\"}")).isEqualTo("as it is");
    }

    @Test
    void leavesWiresThatItDoesNotKnow() {
        assertThat(asked(OpenAiResponses.WIRE, "{\"stream\":false}")).isEqualTo("as it is");
    }
}
