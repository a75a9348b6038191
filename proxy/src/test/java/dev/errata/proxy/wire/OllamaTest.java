package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.rules.stream.LaneKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OllamaTest {

    private static final String REST = ",'model':'m','created_at':'2026-08-22T10:00:00Z','done':false}";

    private static Frame line(String json) throws WireException {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return Ollama.CHAT.event(bytes, 0, bytes.length);
    }

    private static List<String> texts(Frame frame) {
        return frame.marks().stream()
                .filter(Mark.Text.class::isInstance)
                .map(Mark.Text.class::cast)
                .map(text -> text.lane().label() + "=" + text.value())
                .toList();
    }

    @Test
    void locatesTextAndThinkingOfBothPaths() throws Exception {
        Frame chat = line("{'message':{'role':'assistant','content':'He'}" + REST);
        assertThat(texts(chat)).containsExactly("0/text=He");
        assertThat(chat.divisible()).isTrue();
        assertThat(chat.model()).isEqualTo("m");
        Frame thought = line("{'message':{'role':'assistant','content':'','thinking':'hm'}" + REST);
        assertThat(texts(thought)).containsExactly("0/thinking=hm");
        assertThat(thought.divisible()).isTrue();
        assertThat(texts(line("{'response':'He'" + REST))).containsExactly("0/text=He");
        assertThat(texts(line("{'response':'','thinking':'hm'" + REST))).containsExactly("0/thinking=hm");
    }

    @Test
    void thinkingComesBeforeTextWhateverTheLineSays() throws Exception {
        Frame both = line("{'message':{'content':'a','thinking':'b'}" + REST);
        assertThat(texts(both)).containsExactly("0/thinking=b", "0/text=a");
        assertThat(both.divisible()).isFalse();
    }

    @Test
    void callsCarryTheirArgumentsAsAnObject() throws Exception {
        String call = "{'id':'c1','function':{'index':3,'name':'edit','arguments':{'path':'é','n':[1,{}]}}}";
        String json =
                "{'message':{'content':'','tool_calls':[" + call + ",{'function':{'name':'b','arguments':{}}}]}" + REST;
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Frame frame = Ollama.CHAT.event(bytes, 0, bytes.length);
        assertThat(texts(frame)).containsExactly("0/tool/3={\"path\":\"é\",\"n\":[1,{}]}", "0/tool/1={}");
        assertThat(frame.marks()).contains(new Mark.Call(new LaneId(0, LaneKind.TOOL_ARGS, "tool/3"), "c1", "edit"));
        assertThat(frame.divisible()).isFalse();
        assertThat(frame.marks())
                .filteredOn(Mark.Text.class::isInstance)
                .first()
                .isInstanceOfSatisfying(Mark.Text.class, text -> {
                    assertThat(text.json()).isTrue();
                    assertThat(new String(bytes, text.from(), text.to() - text.from(), StandardCharsets.UTF_8))
                            .isEqualTo(text.value());
                });
    }

    @Test
    void theLastLineEndsTheAnswerAndIsNotDivided() throws Exception {
        Frame last = line("{'model':'m','response':'.','done':true,'done_reason':'stop','context':[1,2]}");
        assertThat(texts(last)).containsExactly("0/text=.");
        assertThat(last.marks()).last().isEqualTo(new Mark.EndAll());
        assertThat(last.terminal()).isTrue();
        assertThat(last.divisible()).isFalse();
        assertThat(line("{'response':'a','logprobs':[{'token':'a'}]" + REST).divisible())
                .isFalse();
    }

    @Test
    void anErrorLineEndsAllTexts() throws Exception {
        assertThat(line("{'error':'an error was encountered while running the model'}")
                        .marks())
                .containsExactly(new Mark.EndAll());
    }

    @Test
    void whatIsNoLineOfAnAnswerIsNotRead() {
        assertThatThrownBy(() -> line("{'status':'pulling manifest'}")).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> line("{'choices':[{'message':{'content':'a'}}]}"))
                .isInstanceOf(WireException.class);
        assertThatThrownBy(() -> line("{'response':'a'" + REST + REST)).isInstanceOf(WireException.class);
    }

    @Test
    void isChosenByThePath() {
        assertThat(Wire.of("POST", "/api/chat")).isEqualTo(Ollama.CHAT);
        assertThat(Wire.of("POST", "/api/generate")).isEqualTo(Ollama.GENERATE);
        for (String other : List.of("/api/pull", "/api/show", "/api/embed", "/api/extra/generate", "/chat")) {
            assertThat(Wire.of("POST", other)).as(other).isEqualTo(Wire.Unread.WIRE);
        }
    }
}
