package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.Rule.Policy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestReaderTest {

    private static RequestFacts read(String json, int step) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        var reader = new RequestReader();
        for (int i = 0; i < bytes.length; i += step) {
            reader.feed(bytes, i, Math.min(bytes.length, i + step));
        }
        assertThat(reader.facts().readable()).isFalse();
        reader.end();
        return reader.facts();
    }

    @Test
    void learnsTheModelFromOutermostPropertiesOnly() {
        String json = "{\"messages\":[{\"model\":\"no\",\"grammar\":\"x\",\"content\":\"é\"}],"
                + "\"model\":\"yes\",\"stream\":true}";
        for (int step : new int[] {1, 3, 1000}) {
            RequestFacts facts = read(json, step);
            assertThat(facts.readable()).isTrue();
            assertThat(facts.model()).isEqualTo("yes");
            assertThat(facts.guarded()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"logprobs\":true} | LOGPROBS",
                "{\"top_logprobs\":2} | LOGPROBS",
                "{\"n_probs\":1} | LOGPROBS",
                "{\"return_tokens\":true} | LOGPROBS",
                "{\"grammar\":\"root\"} | GRAMMAR",
                "{\"json_schema\":{}} | JSON",
                "{\"format\":\"json\"} | JSON",
                "{\"response_format\":{\"type\":\"json_schema\"}} | JSON",
            })
    void raisesAGuard(String json, Policy guard) {
        assertThat(read(json, 4).guarded()).containsExactly(guard);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"logprobs\":false,\"n_probs\":0,\"top_logprobs\":null}",
                "{\"grammar\":\"\",\"json_schema\":null}",
                "{\"response_format\":{\"type\":\"text\"}}",
                "{\"messages\":[{\"response_format\":{\"type\":\"json_object\"}}]}",
            })
    void raisesNone(String json) {
        assertThat(read(json, 4).guarded()).isEmpty();
    }

    @Test
    void knowsNothingOfWhatIsNotJson() {
        assertThat(read("no json", 3)).isEqualTo(RequestFacts.UNKNOWN);
        assertThat(read("{\"model\":\"m\"", 3)).isEqualTo(RequestFacts.UNKNOWN);
    }
}
