package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.wire.RequestFacts.Completion;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.leaf.JsonSchemas;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestReaderTest {

    private static RequestFacts read(String json, int step) {
        return read(new RequestReader(), json, step);
    }

    private static Completion completion(Wire wire, String json) {
        Completion found = read(new RequestReader(wire), json.replace('\'', '"'), 3).completion();
        assertThat(read(new RequestReader(), json.replace('\'', '"'), 3).completion())
                .isEqualTo(Completion.PLAIN);
        return found;
    }

    private static RequestFacts read(RequestReader reader, String json, int step) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
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
                "{\"text\":{\"format\":{\"type\":\"json_object\"}}} | JSON",
                "{\"output_format\":{\"type\":\"json_schema\"}} | JSON",
                "{\"output_config\":{\"format\":{\"type\":\"json_schema\"}}} | JSON",
                "{\"response_format\":{\"type\":\"regex\"}} | GRAMMAR",
                "{\"structured_outputs\":{\"choice\":[\"a\"]}} | GRAMMAR",
                "{\"structured_outputs\":{\"json\":{}}} | JSON",
                "{\"include\":[\"message.output_text.logprobs\"]} | LOGPROBS",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'response_format':{'type':'json_schema','json_schema':{'schema':{'items':{'enum':['é']}}}}}",
                "{'response_format':{'type':'json_object','schema':{'items':{'enum':['é']}}},'x':[{'schema':{}}]}",
                "{'json_schema':{'items':{'enum':['é']}},'model':'m'}",
                "{'format':{'items':{'enum':['é']}}}",
                "{'text':{'format':{'type':'json_schema','schema':{'items':{'enum':['é']}}}}}",
                "{'guided_json':'{\\\"items\\\":{\\\"enum\\\":[\\\"é\\\"]}}'}",
                "{'structured_outputs':{'json':{'items':{'enum':['é']}}}}",
            })
    void keepsTheSchemaOfTheAnswer(String json) {
        for (int step : new int[] {1, 5, 1000}) {
            RequestFacts facts = read(json.replace('\'', '"'), step);
            assertThat(facts.guarded()).containsExactly(Policy.JSON);
            assertThat(facts.fixed()).isEqualTo("{\"items\":{\"enum\":[\"é\"]}}");
        }
    }

    @Test
    void aSchemaThatIsTooLargeFixesEverything() {
        String large = "{\"json_schema\":{\"enum\":[\"" + "x".repeat(300_000) + "\",1,[2]]},\"model\":\"m\"}";
        RequestFacts facts = read(large, 4_096);
        assertThat(facts.fixed()).isEqualTo(JsonSchemas.UNKNOWN);
        assertThat(facts.model()).isEqualTo("m");
        assertThat(read("{\"format\":\"json\"}", 1).fixed()).isEmpty();
        assertThat(read("{\"messages\":[{\"json_schema\":{}}],\"text\":[{\"schema\":{}}]}", 1)
                        .fixed())
                .isEmpty();
    }

    @Test
    void knowsWhetherTheAnswerIsToComeInOnePiece() {
        assertThat(read("{\"stream\":false}", 3).whole()).isTrue();
        assertThat(read("{\"stream\":true}", 3).whole()).isFalse();
        assertThat(read("{\"options\":{\"stream\":false}}", 3).whole()).isFalse();
    }

    @Test
    void knowsNothingOfWhatIsNotJson() {
        assertThat(read("no json", 3)).isEqualTo(RequestFacts.UNKNOWN);
        assertThat(read("{\"model\":\"m\"", 3)).isEqualTo(RequestFacts.UNKNOWN);
    }

    @Test
    void aSuffixMakesACompletionCode() {
        assertThat(completion(Completions.OPENAI, "{'suffix':'}','prompt':'a'}").code())
                .isTrue();
        assertThat(completion(Completions.OPENAI, "{'suffix':'','prompt':'a'}").code())
                .isFalse();
        assertThat(completion(Completions.OPENAI, "{'suffix':null,'x':{'suffix':'a'}}")
                        .code())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'input_extra':[{'filename':'src/a.py','text':'x'}]} | python",
                "{'input_extra':[{'text':'x','filename':'a.py'},{'filename':'b/c.py'}]} | python",
                "{'input_extra':[{'filename':'a.py'},{'filename':'b.rs'}]} | ``",
                "{'input_extra':[{'filename':'README'}]} | ``",
                "{'input_extra':[{'filename':7}],'filename':'a.py'} | ``",
            })
    void theLanguageIsThatOfTheFilesSentAlongIfTheyAgree(String json, String language) {
        assertThat(completion(Completions.INFILL, json).language()).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'prompt':'a'} | 1",
                "{'prompt':['a','b','c']} | 3",
                "{'prompt':[1,2,3]} | 1",
                "{'prompt':[12,'a',13]} | 1",
                "{'prompt':[[1,2],[3]],'n':2} | 4",
                "{'prompt':'a','n_cmpl':3} | 3",
                "{'prompt':{'a':['b','c']},'n':0} | 1",
            })
    void countsTheResultsThatAreAskedFor(String json, int results) {
        assertThat(completion(Completions.LLAMA, json).results()).isEqualTo(results);
    }

    @Test
    void seesThatThePromptIsWantedBack() {
        assertThat(completion(Completions.OPENAI, "{'echo':true}").echo()).isTrue();
        assertThat(completion(Completions.OPENAI, "{'echo':false}").echo()).isFalse();
    }
}
