package dev.errata.proxy.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.ExchangeDetail.LaneText;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.wire.AnthropicMessages;
import dev.errata.proxy.wire.Framing;
import dev.errata.proxy.wire.Ollama;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.rules.stream.RuleProgram;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Wires whose answers are blocks, or whose calls come whole.
final class BlocksTest {

    private static final RequestFacts FACTS = new RequestFacts(true, "m", Set.of());

    private final Fixed clock = new Fixed();
    private final ExchangeRing ring = new ExchangeRing(clock);
    private final Outbox out = new Outbox();
    private int exchanges;
    private StreamBody body = messages(LiteralProgram.replacing("teh", "the"));

    private StreamBody messages(RuleProgram rules) {
        Exchange exchange = Fixed.exchange(ring, "X" + ++exchanges);
        return new StreamBody(AnthropicMessages.WIRE, Rules.of(rules, "test", FACTS), exchange, clock);
    }

    private StreamBody lines(RuleProgram rules) {
        Exchange exchange = Fixed.exchange(ring, "X" + ++exchanges);
        return new StreamBody(Ollama.CHAT, Framing.LINES, Rules.of(rules, "test", FACTS), exchange, clock);
    }

    private static String event(String json) {
        return "event: x\ndata: " + json.replace('\'', '"') + "\n\n";
    }

    private static String start(int index, String block) {
        return event("{'type':'content_block_start','index':" + index + ",'content_block':{" + block + "}}");
    }

    private static String text(int index, String text) {
        return delta(index, "text_delta", "text", text);
    }

    private static String thinking(int index, String text) {
        return delta(index, "thinking_delta", "thinking", text);
    }

    private static String input(int index, String json) {
        return delta(index, "input_json_delta", "partial_json", json.replace("'", "\\'"));
    }

    private static String delta(int index, String type, String field, String value) {
        return event("{'type':'content_block_delta','index':" + index + ",'delta':{'type':'" + type + "','" + field
                + "':'" + value + "'}}");
    }

    private String feed(String events) {
        byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
        body.feed(bytes, 0, bytes.length, out);
        String sent = new String(out.bytes(), StandardCharsets.UTF_8);
        out.clear();
        return sent;
    }

    private LaneText lane(int index) {
        return ring.detail("X" + exchanges).orElseThrow().lanes().get(index);
    }

    private String note() {
        return ring.detail("X" + exchanges).orElseThrow().snapshot().note();
    }

    @Test
    void aBlockThatBeginsCompletesTheTextsBeforeItThoughNoneIsClosed() {
        assertThat(feed(start(0, "'type':'thinking','thinking':''") + thinking(0, "te")))
                .isEqualTo(start(0, "'type':'thinking','thinking':''"));
        String next = start(1, "'type':'text','text':''");
        assertThat(feed(next)).isEqualTo(thinking(0, "te") + next);
        assertThat(feed(text(1, "te"))).isEmpty();
        String call = start(2, "'type':'tool_use','id':'t','name':'Write'");
        assertThat(feed(call)).isEqualTo(text(1, "te") + call);
        String close = event("{'type':'content_block_stop','index':0}");
        assertThat(feed(close)).isEqualTo(close);
    }

    @Test
    void noMatchReachesFromOneBlockIntoTheNext() {
        assertThat(feed(text(0, "te") + text(1, "h"))).isEqualTo(text(0, "te") + text(1, "h"));
        assertThat(lane(0).name()).isEqualTo("0/text");
        assertThat(lane(1).name()).isEqualTo("1/text");
    }

    @Test
    void callsWhoseFragmentsInterleaveDoNotEndEachOther() {
        body = messages(JsonRule.of("teh", "the"));
        String starts = start(0, "'type':'tool_use','id':'a','name':'Write'")
                + start(1, "'type':'tool_use','id':'b','name':'Write'");
        assertThat(feed(starts)).isEqualTo(starts);
        assertThat(feed(input(0, "{'content':'t") + input(1, "{'content':'t") + input(0, "eh'}") + input(1, "eh'}")))
                .isEqualTo("");
        String close = event("{'type':'content_block_stop','index':0}");
        assertThat(feed(close)).isEqualTo(input(0, "{'content':'the") + input(1, "{'content':'"));
        String last = close.replace("0", "1");
        assertThat(feed(last)).isEqualTo(input(1, "the") + input(0, "'}") + input(1, "'}") + close + last);
        assertThat(lane(1).sent()).isEqualTo("{\"content\":\"the\"}");
    }

    @Test
    void signedThinkingPassesAsItIsAndIsRecorded() {
        feed(start(0, "'type':'thinking','thinking':'','signature':''"));
        assertThat(feed(thinking(0, "teh"))).isEqualTo(thinking(0, "teh"));
        assertThat(lane(0).sent()).isEqualTo("teh");
        assertThat(note()).isEmpty();
    }

    @Test
    void aSignatureThatComesTooLateIsTold() {
        feed(start(0, "'type':'thinking','thinking':''") + thinking(0, "teh"));
        assertThat(note()).isEmpty();
        String signature = delta(0, "signature_delta", "signature", "EqQB");
        assertThat(feed(signature)).isEqualTo(signature);
        assertThat(note()).contains("0/thinking").contains("signature");
    }

    @Test
    void anErrorGoesOutBehindWhatWasHeld() {
        assertThat(feed(text(0, "te"))).isEmpty();
        String error = event("{'code':500,'message':'broken','type':'server_error'}");
        assertThat(feed(error)).isEqualTo(text(0, "te") + error);
    }

    @Test
    void wholeCallsWithoutIdsInOnePlaceAreTwo() {
        body = lines(JsonRule.of("teh", "the"));
        String call =
                "{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"Write\",\"arguments\":"
                        + "{\"content\":\"%s\"}}}]},\"done\":false}\n";
        assertThat(feed(call.formatted("teh") + call.formatted("a teh")))
                .isEqualTo(call.formatted("the") + call.formatted("a the"));
        assertThat(lane(0).sent()).isEqualTo("{\"content\":\"the\"}");
        assertThat(lane(1).sent()).isEqualTo("{\"content\":\"a the\"}");
        assertThat(lane(1).name()).isEqualTo("0/tool/0.1");
    }

    @Test
    void aLineWithoutItsEndIsNotDivided() {
        body = lines(LiteralProgram.replacing("teh", "the"));
        String line = "{\"response\":\"%s\",\"done\":false}";
        assertThat(feed(line.formatted("teh") + "\n" + line.formatted("a te"))).isEqualTo(line.formatted("the") + "\n");
        body.end(out);
        assertThat(out.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(line.formatted("a te"));
    }
}
