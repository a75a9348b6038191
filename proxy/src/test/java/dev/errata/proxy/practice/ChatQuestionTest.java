package dev.errata.proxy.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.practice.ChatQuestion.Asked;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ChatQuestionTest {

    private static Asked asked(String json) {
        return (Asked) ChatQuestion.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void heedsTheLastUserMessage() {
        assertThat(asked("""
            {"messages":[{"role":"user","content":"first"},{"role":"user","content":"second"},
             {"role":"assistant","content":"third"}]}\
            """).question()).isEqualTo("second");
    }

    @Test
    void readsContentGivenInParts() {
        assertThat(asked("""
            {"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url"},
             {"type":"text","text":"b"}]}]}\
            """).question()).isEqualTo("ab");
    }

    @Test
    void knowsTheNamesOfTheLimit() {
        assertThat(asked("{\"messages\":[],\"max_tokens\":7}").maxTokens()).isEqualTo(7);
        assertThat(asked("{\"messages\":[],\"max_completion_tokens\":8}").maxTokens())
                .isEqualTo(8);
        assertThat(asked("{\"messages\":[],\"n_predict\":9}").maxTokens()).isEqualTo(9);
        assertThat(asked("{\"messages\":[],\"max_tokens\":-1}").maxTokens()).isEqualTo(Integer.MAX_VALUE);
        assertThat(asked("{\"messages\":[],\"max_tokens\":0}").maxTokens()).isEqualTo(1);
        assertThat(asked("{\"messages\":[],\"max_tokens\":null}").maxTokens()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void takesNothingForGranted() {
        Asked asked = asked("{\"messages\":[1,null,{}],\"stream\":\"no\",\"stop\":[3,\"\"]}");
        assertThat(asked.question()).isEmpty();
        assertThat(asked.promptTokens()).isZero();
        assertThat(asked.stream()).isFalse();
        assertThat(asked.stops()).isEmpty();
    }
}
