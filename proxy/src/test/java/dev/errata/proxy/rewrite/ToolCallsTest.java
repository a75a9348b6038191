package dev.errata.proxy.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.ExchangeDetail.LaneText;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.fixtures.Captures;
import dev.errata.proxy.fixtures.Captures.Capture;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.wire.OpenAiChat;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.rules.stream.RuleProgram;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ToolCallsTest {

    private static final RequestFacts FACTS = new RequestFacts(true, "m", Set.of());

    private final Fixed clock = new Fixed();
    private final ExchangeRing ring = new ExchangeRing(clock);
    private final Outbox out = new Outbox();
    private StreamBody body = body(JsonRule.of("teh", "the"));

    private StreamBody body(RuleProgram rules) {
        Exchange exchange = Fixed.exchange(ring, "X");
        return new StreamBody(OpenAiChat.WIRE, Rules.of(rules, "test", FACTS), exchange, clock);
    }

    private static String first(int index, String id, String tool, String arguments) {
        return delta("\"tool_calls\":[{\"index\":" + index + ",\"id\":\"" + id
                + "\",\"type\":\"function\",\"function\":{\"name\":\"" + tool + "\",\"arguments\":\""
                + arguments.replace("'", "\\\"") + "\"}}]");
    }

    private static String more(int index, String arguments) {
        return delta("\"tool_calls\":[{\"index\":" + index + ",\"function\":{\"arguments\":\""
                + arguments.replace("'", "\\\"") + "\"}}]");
    }

    private static String text(String content) {
        return delta("\"content\":\"" + content + "\"");
    }

    private static String delta(String inside) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{" + inside + "}}]}\n\n";
    }

    private static final String FINISH =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n";

    private String feed(String events) {
        byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
        body.feed(bytes, 0, bytes.length, out);
        String sent = new String(out.bytes(), StandardCharsets.UTF_8);
        out.clear();
        return sent;
    }

    private LaneText lane(int index) {
        return ring.detail("X").orElseThrow().lanes().get(index);
    }

    @Test
    void rewritesTheNewSideOfAStreamedCallBeforeItsFinish() {
        String begin = first(0, "c1", "Edit", "{'old_string':'teh',");
        assertThat(feed(begin)).isEqualTo(begin);
        assertThat(feed(more(0, "'new_string':'a t"))).isEmpty();
        assertThat(feed(more(0, "eh") + more(0, "!\\\\u00e9'}"))).isEmpty();
        assertThat(feed(FINISH)).isEqualTo(more(0, "'new_string':'a the") + more(0, "!\\\\u00e9'}") + FINISH);
        assertThat(lane(0).name()).isEqualTo("0/tool/0");
        assertThat(lane(0).rewrites()).hasSize(1);
    }

    @Test
    void whatHoldsNoMatchPassesAtOnce() {
        for (String event : List.of(first(0, "c1", "Edit", "{'new_string':'"), more(0, "x"), more(0, "y'}"))) {
            assertThat(feed(event)).isEqualTo(event);
        }
    }

    @Test
    void parallelCallsDoNotEndEachOther() {
        String one = first(0, "c1", "Write", "{'content':'t");
        String two = first(1, "c2", "Edit", "{'new_string':'t");
        assertThat(feed(one + two + more(0, "e") + more(1, "e") + more(0, "h'}") + more(1, "h'}")))
                .isEmpty();
        assertThat(feed(FINISH))
                .isEqualTo(first(0, "c1", "Write", "{'content':'the")
                        + first(1, "c2", "Edit", "{'new_string':'the")
                        + more(0, "'}")
                        + more(1, "'}")
                        + FINISH);
        assertThat(lane(1).sent()).isEqualTo("{\"new_string\":\"the\"}");
    }

    @Test
    void callsThatShareAnIndexAreToldApartByTheirIds() {
        feed(first(0, "c1", "Write", "{'content':'teh'}"));
        feed(first(0, "c2", "Write", "{'content':'teh'}"));
        feed(FINISH);
        assertThat(lane(0).sent()).isEqualTo("{\"content\":\"the\"}");
        assertThat(lane(1).sent()).isEqualTo("{\"content\":\"the\"}");
        assertThat(lane(1).name()).isEqualTo("0/tool/0.1");
    }

    @Test
    void aCallEndsTheTextBeforeItAndATextDoesNotEndACall() {
        assertThat(feed(text("te"))).isEmpty();
        String call = first(0, "c1", "Write", "{'content':'");
        assertThat(feed(call)).isEqualTo(text("te") + call);
        assertThat(feed(text("\\n"))).isEqualTo(text("\\n"));
        assertThat(feed(more(0, "teh'}"))).isEmpty();
        assertThat(feed(FINISH)).isEqualTo(more(0, "the'}") + FINISH);
    }

    @Test
    void aBrokenOffCallPassesUnchanged() {
        String call = first(0, "c1", "Write", "{'content':'teh");
        assertThat(feed(call)).isEmpty();
        assertThat(feed(FINISH)).isEqualTo(call + FINISH);
        assertThat(lane(0).rewrites()).isEmpty();
    }

    @Test
    void anEventWithATextAndACallIsNotDivided() {
        assertThat(feed(text("teh cow"))).isEqualTo(text("the cow"));
        String both = delta("\"content\":\"x t\",\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\"}}]");
        assertThat(feed(both)).isEqualTo(both);
    }

    @Test
    void theOldFormIsACallToo() {
        String call = delta("\"function_call\":{\"name\":\"Write\",\"arguments\":\"{\\\"content\\\":\\\"teh\\\"}\"}");
        assertThat(feed(call)).isEmpty();
        assertThat(feed(FINISH)).isEqualTo(call.replace("teh", "the") + FINISH);
        assertThat(lane(0).name()).isEqualTo("0/function_call");
    }

    @Test
    void argumentsThatAreNoTextAndOtherKindsOfCallsPass() {
        for (String odd : List.of(
                delta("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":{\"content\":\"teh\"}}}]"),
                delta("\"tool_calls\":[{\"type\":\"custom\",\"custom\":{\"name\":\"x\",\"input\":\"teh\"}}]"),
                delta("\"tool_calls\":[7,null,{}]"),
                delta("\"tool_calls\":{\"a\":[]}"),
                delta("\"function_call\":null"))) {
            assertThat(feed(odd)).isEqualTo(odd);
        }
    }

    @Test
    void theInputOfACustomToolIsReadAsAPatchIfTheTableSaysSo() {
        String patch = "*** Begin Patch\\n*** Update File: a\\n@@\\n-teh\\n+teh\\n*** End Patch\\n";
        String call = delta("\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"custom\",\"custom\":{\"name\":"
                + "\"apply_patch\",\"input\":\"" + patch + "\"}}]");
        assertThat(feed(call + FINISH)).isEqualTo(call.replace("+teh", "+the") + FINISH);
    }

    static List<Capture> calls() {
        return Captures.streamed(OpenAiChat.WIRE).stream()
                .filter(capture -> capture.name().contains("tools-")
                        && new String(capture.body(), StandardCharsets.UTF_8).contains("\"arguments\""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void withAMatchEveryCutChangesTheLeafAlone(Capture capture) {
        byte[] bytes = capture.body();
        String before = new String(bytes, StandardCharsets.UTF_8);
        String arguments = JsonRule.content(before);
        String city = arguments.replaceAll(".*\"city\"\\s*:\\s*\"([^\"]*)\".*", "$1");
        String word = city.substring(0, Math.min(3, city.length()));
        assertThat(word).isNotEmpty();
        RuleProgram rules = JsonRule.ofTool("get_weather", "city", word, "\"Zürich\"");
        String expected = arguments.substring(0, arguments.lastIndexOf(city))
                + city.replace(word, "\\\"Zürich\\\"")
                + arguments.substring(arguments.lastIndexOf(city) + city.length());
        String skeleton = JsonRule.withoutContent(before);
        for (int cut = 0; cut <= bytes.length; cut++) {
            body = body(rules);
            out.clear();
            body.feed(bytes, 0, cut, out);
            body.feed(bytes, cut, bytes.length, out);
            body.end(out);
            String after = new String(out.bytes(), StandardCharsets.UTF_8);
            if (!JsonRule.content(after).equals(expected) || !isPartOf(JsonRule.withoutContent(after), skeleton)) {
                assertThat(JsonRule.content(after)).as("cut at %d", cut).isEqualTo(expected);
                fail("cut at " + cut + ": " + after);
            }
        }
    }

    /// Whether all events are there in order, but for some that would be empty.
    private static boolean isPartOf(String events, String all) {
        List<String> rest = new ArrayList<>(List.of(all.split("\n\n", -1)));
        for (String event : events.split("\n\n", -1)) {
            while (!rest.isEmpty() && !rest.getFirst().equals(event)) {
                if (!rest.removeFirst().contains("\"function\":{\"arguments\":\"\"}")) {
                    return false;
                }
            }
            if (rest.isEmpty()) {
                return false;
            }
            rest.removeFirst();
        }
        return rest.isEmpty();
    }

    @Test
    void rewritesTheCallsOfADocument() {
        String call = "{\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"%s\"},\"id\":\"%s\"}";
        String answer = "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"\",\"tool_calls\":["
                + call.formatted("Write", "{\\\"content\\\":\\\"teh\\\"}", "1") + ","
                + call.formatted("Read", "{\\\"path\\\":\\\"teh\\\"}", "2")
                + "]},\"finish_reason\":\"tool_calls\"}]}";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        Rules rules = Rules.of(JsonRule.of("teh", "the"), "t", FACTS);
        var whole = new WholeBody(OpenAiChat.WIRE, rules, Fixed.exchange(ring, "D"));
        assertThat(whole.add(bytes)).isTrue();
        assertThat(whole.finish()).isInstanceOfSatisfying(WholeBody.Finished.Rewritten.class, done -> assertThat(
                        new String(done.body(), StandardCharsets.UTF_8))
                .isEqualTo(answer.replaceFirst("teh", "the")));
    }
}
