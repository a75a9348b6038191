package dev.errata.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenCountTest {

    private static TokenCount counted(String... frames) {
        var reader = new UsageReader();
        for (String frame : frames) {
            byte[] bytes = ("xx" + frame + "yy").getBytes(StandardCharsets.UTF_8);
            reader.frame(bytes, 2, bytes.length - 2);
        }
        return reader.count();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"usage\":{\"completion_tokens\":7,\"prompt_tokens\":12,\"total_tokens\":19}} | 12 | 7 | -1",
                "{\"usage\":{\"input_tokens\": 3, \"input_tokens_details\":{}, \"output_tokens\": 4}} | 3 | 4 | -1",
                "{\"done\":true,\"prompt_eval_count\":5,\"eval_count\":9,\"eval_duration\":1} | 5 | 9 | -1",
                "{\"tokens_predicted\":8,\"tokens_evaluated\":6,\"tokens_cached\":13,\"stop\":true} | 6 | 8 | -1",
                "{\"timings\":{\"cache_n\":1,\"prompt_n\":2,\"predicted_n\":10,\"x\":1}} | 3 | 10 | 1",
                "{\"content\":\"\",\"timings/prompt_n\":2,\"timings/predicted_n\":4} | 2 | 4 | -1",
                "{\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1},\"timings\":{\"prompt_n\":2}} | 9 | 1 | -1",
                "{\"usage\":{\"input_tokens\":1,\"cache_read_input_tokens\":27,\"output_tokens\":5}} | 28 | 5 | 27",
                "{\"usage\":{\"prompt_tokens\":9,\"prompt_tokens_details\":{\"cached_tokens\":8}}} | 9 | -1 | 8",
                "{\"response\":{\"usage\":{\"input_tokens\":4,\"output_tokens\":2}}} | 4 | 2 | -1",
                "{\"result\":{\"stats\":{\"input_tokens\":4,\"total_output_tokens\":2}}} | 4 | 2 | -1",
                "{\"results\":[{\"text\":\"\",\"prompt_tokens\":3,\"completion_tokens\":4}]} | 3 | 4 | -1",
                "{\"usage\":null} | -1 | -1 | -1",
                "{\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0}} | -1 | -1 | -1",
                "{\"content\":\"\\\"prompt_tokens\\\":5,\"} | -1 | -1 | -1",
                "{\"message\":{\"tool_calls\":[{\"arguments\":{\"eval_count\":5}}]}} | -1 | -1 | -1",
                "{\"content\":[{\"input\":{\"usage\":{\"input_tokens\":5}}}]} | -1 | -1 | -1",
                "{\"prompt_tokens\":123 | -1 | -1 | -1",
                "[DONE tokens] | -1 | -1 | -1",
            })
    void readsTheCountsOfEveryWire(String frame, long input, long output, long cached) {
        TokenCount count = counted(frame);
        assertThat(count.input()).isEqualTo(input);
        assertThat(count.output()).isEqualTo(output);
        assertThat(count.cached()).isEqualTo(cached);
    }

    @Test
    void readsReasoning() {
        assertThat(counted("{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":9,"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":6}}}"))
                .isEqualTo(new TokenCount(1, 9, -1, 6));
    }

    @Test
    void takesTheLastWordOnEachResult() {
        assertThat(counted(
                        "{\"message\":{\"usage\":{\"input_tokens\":25,\"output_tokens\":1}}}",
                        "{\"usage\":{\"output_tokens\":15}}"))
                .isEqualTo(new TokenCount(25, 15));
        assertThat(counted(
                        "{\"choices\":[{\"index\":0}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1}}",
                        "{\"choices\":[{\"index\":1}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}",
                        "{\"choices\":[{\"index\":0}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}"))
                .as("a running count of each choice")
                .isEqualTo(new TokenCount(7, 5));
    }

    @Test
    void takesTheWholeWhereTheServerTellsIt() {
        String running = "{\"choices\":[{\"index\":0}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1}}";
        String whole = "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":4}}";
        assertThat(counted(running, whole)).isEqualTo(new TokenCount(7, 4));
        assertThat(counted(running, whole, whole)).as("one choice, told twice").isEqualTo(new TokenCount(7, 4));
    }

    @Test
    void addsUpWhatTheServerTellsOfEachChoiceByItself() {
        byte[] whole = "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":4}}"
                .getBytes(StandardCharsets.UTF_8);
        var reader = new UsageReader();
        reader.result(0);
        reader.frame(whole, 0, whole.length);
        reader.result(1);
        reader.frame(whole, 0, whole.length);
        assertThat(reader.count()).isEqualTo(new TokenCount(7, 8));
    }

    @Test
    void addsUpThePromptsOfOneRequest() {
        assertThat(counted(
                        "{\"index\":0,\"tokens_evaluated\":3,\"tokens_predicted\":5}",
                        "{\"index\":1,\"tokens_evaluated\":4,\"tokens_predicted\":6}"))
                .isEqualTo(new TokenCount(7, 11));
        assertThat(counted("[{\"tokens_evaluated\":3,\"tokens_predicted\":5},"
                        + "{\"tokens_evaluated\":3,\"tokens_predicted\":6}]"))
                .as("one prompt, two results")
                .isEqualTo(new TokenCount(3, 11));
    }
}
