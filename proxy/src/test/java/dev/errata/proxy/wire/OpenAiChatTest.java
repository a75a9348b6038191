package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.rules.stream.LaneKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenAiChatTest {

    private static final LaneId TEXT = new LaneId(0, LaneKind.TEXT, "text");
    private static final LaneId REASONING = new LaneId(0, LaneKind.REASONING, "reasoning");

    private static Frame event(String json) throws WireException {
        byte[] bytes = ("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
        return OpenAiChat.WIRE.event(bytes, 5, bytes.length - 2);
    }

    private static Frame delta(String delta) throws WireException {
        return event("{\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":" + delta + "}],\"model\":\"m\"}");
    }

    private static boolean divisible(String json) throws WireException {
        return event(json).divisible();
    }

    @Test
    void locatesTheBytesOfATextAndDecodesIt() throws Exception {
        String json = "{\"choices\":[{\"delta\":{\"content\":\"é\\\"\\u00e9\\ud83d\"},\"index\":2}]}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Frame frame = OpenAiChat.WIRE.event(bytes, 0, bytes.length);
        assertThat(frame.marks()).singleElement().isInstanceOfSatisfying(Mark.Text.class, text -> {
            assertThat(text.lane()).isEqualTo(new LaneId(2, LaneKind.TEXT, "text"));
            assertThat(text.lane().label()).isEqualTo("2/text");
            assertThat(text.value()).isEqualTo("é\"é\ud83d");
            assertThat(new String(bytes, text.from(), text.to() - text.from(), StandardCharsets.UTF_8))
                    .isEqualTo("é\\\"\\u00e9\\ud83d");
        });
        assertThat(frame.divisible()).isTrue();
    }

    @Test
    void knowsWhatMayBeSentInParts() throws Exception {
        assertThat(delta("{\"content\":\"a\"}").divisible()).isTrue();
        assertThat(delta("{\"reasoning\":\"a\",\"content\":null}").divisible()).isTrue();
        assertThat(delta("{\"role\":\"assistant\",\"content\":\"a\"}").divisible())
                .isFalse();
        assertThat(delta("{\"content\":\"a\",\"reasoning_content\":\"b\"}").divisible())
                .isFalse();
        assertThat(divisible("{\"choices\":[{\"delta\":{\"content\":\"a\"},\"logprobs\":{\"x\":[]}}]}"))
                .isFalse();
        assertThat(divisible("{\"choices\":[{\"delta\":{\"content\":\"a\"},\"x\":null}],\"usage\":null}"))
                .isTrue();
        assertThat(divisible("{\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":{\"x\":1}}"))
                .isFalse();
        assertThat(divisible("{\"choices\":[{\"delta\":{\"content\":\"a\"}},{\"index\":1,\"delta\":{}}]}"))
                .isFalse();
        assertThat(divisible("{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}"))
                .isFalse();
    }

    @Test
    void endsLanesWhereAnotherChannelSpeaksOrTheChoiceIsFinished() throws Exception {
        assertThat(delta("{\"tool_calls\":[{\"index\":0}]}").marks()).containsExactly(new Mark.Other(0));
        assertThat(delta("{\"refusal\":\"no\"}").marks()).containsExactly(new Mark.Other(0));
        assertThat(delta("{\"tool_calls\":[]}").marks()).isEmpty();
        assertThat(delta("{\"content\":\"\"}").marks()).isEmpty();
        Frame finish = event("{\"choices\":[{\"finish_reason\":\"stop\",\"index\":3,\"delta\":{}}]}");
        assertThat(finish.marks()).containsExactly(new Mark.End(3));
        assertThat(event("{\"error\":{\"message\":\"x\"}}").marks()).containsExactly(new Mark.EndAll());
    }

    @Test
    void toleratesWhatServersSend() throws Exception {
        assertThat(event("null").marks()).isEmpty();
        assertThat(event("").marks()).isEmpty();
        assertThat(event("[DONE]").terminal()).isTrue();
        assertThat(event("{\"choices\":[],\"usage\":{}}").marks()).isEmpty();
        assertThat(event("{\"choices\":null,\"model\":{\"a\":1},\"x\":[[1],{}]}")
                        .marks())
                .isEmpty();
        assertThat(event("{\"choices\":[{\"index\":{},\"delta\":[1],\"finish_reason\":[]},7]}")
                        .marks())
                .isEmpty();
        assertThat(delta("{\"content\":[{\"type\":\"text\",\"text\":\"parts\"}]}")
                        .marks())
                .isEmpty();
    }

    @Test
    void saysWhatIsNotItsWire() {
        for (String json : List.of("{", "{} {}", "hello", "{\"a\":\"\n\"}")) {
            assertThatThrownBy(() -> event(json)).isInstanceOf(WireException.class);
        }
        byte[] halfCharacter = {'"', (byte) 0xC3, '"'};
        assertThatThrownBy(() -> OpenAiChat.WIRE.document(halfCharacter)).isInstanceOf(WireException.class);
    }

    @Test
    void readsAWholeAnswerInTheOrderOfItsBytes() throws Exception {
        String json = "{\"choices\":[{\"index\":1,\"message\":{\"reasoning_content\":\"r\",\"content\":\"c\"},"
                + "\"finish_reason\":\"stop\"}],\"model\":\"m\"}";
        Frame frame = OpenAiChat.WIRE.document(json.getBytes(StandardCharsets.UTF_8));
        assertThat(frame.model()).isEqualTo("m");
        assertThat(frame.marks()).hasSize(3);
        assertThat(frame.marks().get(0)).isInstanceOf(Mark.Text.class);
        assertThat(frame.marks().get(2)).isEqualTo(new Mark.End(1));
        assertThat(TEXT).isNotEqualTo(REASONING);
    }

    @Test
    void isChosenByTheEndOfThePath() {
        assertThat(Wire.of("POST", "/v1/chat/completions")).isEqualTo(OpenAiChat.WIRE);
        assertThat(Wire.of("POST", "/prefix//v1/chat/completions")).isEqualTo(OpenAiChat.WIRE);
        assertThat(Wire.of("GET", "/v1/chat/completions")).isEqualTo(Wire.Unread.WIRE);
        assertThat(Wire.of("POST", "/v1/embeddings").readable()).isFalse();
        assertThat(Wire.Unread.WIRE.label()).isEqualTo("other");
        assertThat(Wire.Unread.maySpeak("/v1/completions")).isTrue();
        assertThat(Wire.Unread.maySpeak("/tokenize")).isFalse();
    }
}
