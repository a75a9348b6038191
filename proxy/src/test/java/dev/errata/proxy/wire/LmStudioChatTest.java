package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.proxy.wire.Frame.Mark;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LmStudioChatTest {

    private final LmStudioChat wire = new LmStudioChat();

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private Frame event(String json) throws WireException {
        byte[] bytes = bytes(json);
        return wire.event(bytes, 0, bytes.length);
    }

    private static List<String> texts(Frame frame) {
        return frame.marks().stream()
                .map(mark -> switch (mark) {
                    case Mark.Text text -> text.lane().label() + "=" + text.value();
                    case Mark.Repeat repeat -> repeat.lane().label() + "~" + repeat.value();
                    default -> "";
                })
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Test
    void countsWhatHasNoNumber() throws Exception {
        event("{'type':'reasoning.start'}");
        assertThat(texts(event("{'type':'reasoning.delta','content':'a'}"))).containsExactly("0/reasoning=a");
        event("{'type':'message.start'}");
        assertThat(texts(event("{'type':'message.delta','content':'b'}"))).containsExactly("0/message=b");
        event("{'type':'message.start'}");
        Frame second = event("{'type':'message.delta','content':'c'}");
        assertThat(texts(second)).containsExactly("1/message=c");
        assertThat(second.divisible()).isTrue();
        Frame end = event("{'type':'chat.end','result':{'output':[{'type':'reasoning','content':'a'},"
                + "{'type':'message','content':'b'},{'content':'c','type':'message'}],'model_instance_id':'m'}}");
        assertThat(texts(end)).containsExactly("0/reasoning~a", "0/message~b", "1/message~c");
        assertThat(end.terminal()).isTrue();
        assertThat(end.model()).isEqualTo("m");
    }

    @Test
    void deltasWithoutAStartAreTheFirst() throws Exception {
        assertThat(texts(event("{'type':'message.delta','content':'b'}"))).containsExactly("0/message=b");
    }

    @Test
    void callsOfTheServerAreNoText() throws Exception {
        assertThat(event("{'type':'tool_call.arguments','tool':'t','arguments':{'a':'b'}}"))
                .isEqualTo(Frame.SILENT);
        assertThat(texts(wire.document(bytes("{'output':[{'type':'tool_call','output':'x'},"
                        + "{'type':'message','content':'y'}]}"))))
                .containsExactly("0/message~y");
    }

    @Test
    void anEndOrAnErrorCompletesTheTexts() throws Exception {
        for (String type : List.of("message.end", "reasoning.end", "error")) {
            assertThat(event("{'type':'" + type + "'}").marks()).containsExactly(new Mark.EndAll());
        }
        assertThat(event("{'type':'chat.start','model_instance_id':'m'}").model()).isEqualTo("m");
    }

    @Test
    void eachExchangeHasACodecOfItsOwn() {
        assertThat(Wire.of("POST", "/api/v1/chat")).isInstanceOf(LmStudioChat.class);
        assertThat(Wire.of("POST", "/api/v1/chat")).isNotSameAs(Wire.of("POST", "/api/v1/chat"));
        assertThatThrownBy(() -> wire.document(bytes("{'message':{}}"))).isInstanceOf(WireException.class);
    }
}
