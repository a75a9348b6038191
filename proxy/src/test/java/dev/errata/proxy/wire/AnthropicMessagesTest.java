package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.rules.stream.LaneKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnthropicMessagesTest {

    private static final LaneId THINKING = new LaneId(2, LaneKind.REASONING, "thinking");
    private static final LaneId TOOL = new LaneId(2, LaneKind.TOOL_ARGS, "tool");

    private static Frame event(String json) throws WireException {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return AnthropicMessages.WIRE.event(bytes, 0, bytes.length);
    }

    private static Frame delta(String delta) throws WireException {
        return event("{'type':'content_block_delta','index':2,'delta':{" + delta + "}}");
    }

    private static Frame start(String block) throws WireException {
        return event("{'type':'content_block_start','index':2,'content_block':{" + block + "}}");
    }

    private static Mark turn() {
        return new Mark.Turn(2);
    }

    private static List<String> texts(Frame frame) {
        return frame.marks().stream()
                .filter(Mark.Text.class::isInstance)
                .map(Mark.Text.class::cast)
                .map(text -> text.lane().label() + "=" + text.value())
                .toList();
    }

    @Test
    void locatesEachKindOfDelta() throws Exception {
        assertThat(texts(delta("'type':'text_delta','text':'a\\n'"))).containsExactly("2/text=a\n");
        assertThat(texts(delta("'type':'thinking_delta','thinking':'b'"))).containsExactly("2/thinking=b");
        assertThat(texts(delta("'type':'input_json_delta','partial_json':'{'"))).containsExactly("2/tool={");
        assertThat(delta("'type':'text_delta','text':'a'").marks().getFirst()).isEqualTo(turn());
        assertThat(delta("'type':'text_delta','text':'a'").divisible()).isTrue();
    }

    @Test
    void anEmptyDeltaIsNoText() throws Exception {
        assertThat(delta("'type':'input_json_delta','partial_json':''").marks()).containsExactly(turn());
        assertThat(delta("'type':'text_delta','text':''").divisible()).isFalse();
    }

    @Test
    void doesNotDivideWhatHoldsMore() throws Exception {
        assertThat(delta("'type':'text_delta','text':'a','citations':[1]").divisible()).isFalse();
        assertThat(event("{'type':'content_block_delta','index':2,'delta':{'text':'a'},'usage':{'n':1}}")
                        .divisible())
                .isFalse();
        assertThat(start("'type':'text','text':'a'").divisible()).isFalse();
    }

    @Test
    void aCallIsAnnouncedWithItsNameAndMayBringItsInput() throws Exception {
        Mark.Call call = new Mark.Call(TOOL, "t1", "edit");
        assertThat(start("'type':'tool_use','id':'t1','name':'edit','input':{ }").marks())
                .containsExactly(turn(), call);
        assertThat(start("'input':{'a':'b'},'name':'edit','type':'tool_use','id':'t1'").marks())
                .satisfiesExactly(
                        mark -> assertThat(mark).isEqualTo(turn()),
                        mark -> assertThat(mark).isEqualTo(call),
                        mark -> assertThat(mark).isInstanceOfSatisfying(Mark.Text.class, text -> {
                            assertThat(text.json()).isTrue();
                            assertThat(text.value()).isEqualTo("{\"a\":\"b\"}");
                        }));
    }

    @Test
    void whatTheServerCalledItselfIsKept() throws Exception {
        assertThat(start("'type':'server_tool_use','id':'s1','name':'web_search','input':{}")
                        .marks())
                .containsExactly(turn(), new Mark.Keep(TOOL));
        assertThat(start("'type':'web_search_tool_result','content':[{'text':'x'}]")
                        .marks())
                .containsExactly(turn());
    }

    @Test
    void aThinkingThatWillBeSignedIsKept() throws Exception {
        assertThat(start("'type':'thinking','thinking':'','signature':''").marks())
                .containsExactly(turn(), new Mark.Keep(THINKING));
        assertThat(start("'type':'thinking','thinking':''").marks()).containsExactly(turn());
        assertThat(delta("'type':'signature_delta','signature':'EqQB'").marks())
                .containsExactly(turn(), new Mark.Keep(THINKING), new Mark.Other(2));
        assertThat(delta("'type':'signature_delta','signature':''").marks()).containsExactly(turn());
    }

    @Test
    void blocksEndOneByOneAndTheMessageEndsAll() throws Exception {
        assertThat(event("{'type':'content_block_stop','index':2}").marks()).containsExactly(new Mark.End(2));
        Frame last = event("{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':2}}");
        assertThat(last.marks()).containsExactly(new Mark.EndAll());
        assertThat(last.terminal()).isFalse();
        assertThat(event("{'type':'message_stop'}")).isEqualTo(Frame.LAST);
        assertThat(event("{'type':'message_start','message':{'model':'m','content':[]}}"))
                .isEqualTo(new Frame(List.of(), false, false, "m"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'error','error':{'type':'overloaded_error','message':'busy'}}",
                "{'code':500,'message':'out of memory','type':'server_error'}",
            })
    void anErrorEndsAllTexts(String json) throws Exception {
        assertThat(event(json).marks()).containsExactly(new Mark.EndAll());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'type':'ping'}", "{'type':'later','text':'a'}", "{}", "null"})
    void whatSaysNothingOfLanesIsSilent(String json) throws Exception {
        assertThat(event(json)).isEqualTo(Frame.SILENT);
    }

    @Test
    void readsTheBlocksOfAWholeAnswer() throws Exception {
        String json = "{'content':[{'type':'thinking','thinking':'a','signature':''},"
                + "{'type':'thinking','thinking':'b','signature':'Eq'},{'type':'text','text':'c'},"
                + "{'type':'tool_use','id':'i','name':'n','input':{'k':['v']}},{'type':'tool_use','input':{}}],"
                + "'model':'m','stop_reason':'tool_use'}";
        Frame frame = AnthropicMessages.WIRE.document(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        assertThat(texts(frame))
                .containsExactly("0/thinking=a", "1/thinking=b", "2/text=c", "3/tool={\"k\":[\"v\"]}");
        assertThat(frame.marks()).filteredOn(Mark.Keep.class::isInstance)
                .containsExactly(new Mark.Keep(new LaneId(1, LaneKind.REASONING, "thinking")));
        assertThat(frame.model()).isEqualTo("m");
    }

    @Test
    void whatIsNoMessageIsNotRead() {
        assertThatThrownBy(() -> AnthropicMessages.WIRE.document("{\"choices\":[]}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireException.class);
        assertThatThrownBy(() -> event("[DONE]")).isInstanceOf(WireException.class);
    }

    @Test
    void isChosenByThePath() {
        assertThat(Wire.of("POST", "/v1/messages")).isEqualTo(AnthropicMessages.WIRE);
        assertThat(Wire.of("POST", "//v1/messages")).isEqualTo(AnthropicMessages.WIRE);
        assertThat(Wire.of("POST", "/v1/messages/count_tokens")).isEqualTo(Wire.Unread.WIRE);
        assertThat(Wire.of("GET", "/v1/messages")).isEqualTo(Wire.Unread.WIRE);
    }
}
