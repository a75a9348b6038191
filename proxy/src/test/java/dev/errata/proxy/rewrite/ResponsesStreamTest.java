package dev.errata.proxy.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.problem.ProxyProblem;
import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.ExchangeDetail.LaneText;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.wire.OpenAiResponses;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.rules.Rule.OnError;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RulePrograms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ResponsesStreamTest {

    private static final RequestFacts FACTS = new RequestFacts(true, "m", Set.of());

    private final Fixed clock = new Fixed();
    private final ExchangeRing ring = new ExchangeRing(clock);
    private final Outbox out = new Outbox();
    private int bodies;
    private StreamBody body = body(engine("teh", "the"));

    private static RuleProgram engine(String pattern, String replacement) {
        return RulePrograms.compile(
                LiteralProgram.replacing(pattern, replacement).ruleSet());
    }

    private StreamBody body(RuleProgram rules) {
        return body(rules, FACTS);
    }

    private StreamBody body(RuleProgram rules, RequestFacts facts) {
        Exchange exchange = Fixed.exchange(ring, "X" + ++bodies);
        exchange.read(true, true);
        return new StreamBody(OpenAiResponses.WIRE, Rules.of(rules, "test", facts), exchange, clock);
    }

    /// An event in which `'` stands for a quote.
    private static String event(String type, String rest) {
        return ("event: response." + type + "\ndata: {'type':'response." + type + "'," + rest + "}\n\n")
                .replace('\'', '"');
    }

    private static String delta(String text) {
        return event("output_text.delta", "'item_id':'m1','delta':'" + text + "'");
    }

    private static String item(String text) {
        return "{'id':'m1','type':'message','content':[{'type':'output_text','annotations':[],'text':'" + text + "'}]}";
    }

    /// The four events that tell a text again.
    private static String done(String text) {
        return event("output_text.done", "'item_id':'m1','text':'" + text + "'")
                + event("content_part.done", "'item_id':'m1','part':{'text':'" + text + "','type':'output_text'}")
                + event("output_item.done", "'item':" + item(text))
                + event("completed", "'response':{'output':[" + item(text) + "],'model':'small'}");
    }

    private String feed(String events) {
        byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
        body.feed(bytes, 0, bytes.length, out);
        String sent = new String(out.bytes(), StandardCharsets.UTF_8);
        out.clear();
        return sent;
    }

    private List<LaneText> lanes() {
        return ring.detail("X" + bodies).orElseThrow().lanes();
    }

    private String note() {
        return ring.recent(1).getFirst().note();
    }

    @Test
    void tellsARepeatedTextAsItWasSent() {
        assertThat(feed(delta("a t"))).isEmpty();
        assertThat(feed(delta("eh"))).isEqualTo(delta("a the"));
        assertThat(feed(delta(" b te"))).isEqualTo(delta(" b "));
        assertThat(feed(done("a teh b te"))).isEqualTo(delta("te") + done("a the b te"));
        assertThat(lanes()).hasSize(1);
        assertThat(lanes().getFirst().name()).isEqualTo("0/text/m1");
        assertThat(lanes().getFirst().raw()).isEqualTo("a teh b te");
        assertThat(lanes().getFirst().sent()).isEqualTo("a the b te");
        assertThat(lanes().getFirst().rewrites()).hasSize(1);
        assertThat(note()).isEmpty();
    }

    @Test
    void passesRepeatsByteForByteWhereNothingChanged() {
        String odd = done("a\\u0062 \\/").replace("\"text\":\"a", "\"text\" : \"a");
        assertThat(feed(delta("ab /") + odd)).isEqualTo(delta("ab /") + odd);
    }

    @Test
    void onlyTheFinalEventIsTheEnd() {
        byte[] bytes = (delta("a") + done("a")).getBytes(StandardCharsets.UTF_8);
        body.feed(bytes, 0, bytes.length, out);
        String before = new String(out.bytes(), 0, out.lastFrom(), StandardCharsets.UTF_8);
        assertThat(before).endsWith("]}}\n\n").doesNotContain("response.completed");
    }

    @Test
    void anEventWithASequenceNumberGoesOutOnceAndWhole() {
        var events = new StringBuilder();
        for (String text : List.of("x t", "e", "h", " y")) {
            events.append(event(
                    "output_text.delta",
                    "'sequence_number':" + events.length() + ",'item_id':'m1','delta':'" + text + "'"));
        }
        String sent = feed(events + done("x teh y"));
        assertThat(sent)
                .isEqualTo(events.toString()
                                .replace("\"x t\"", "\"x the\"")
                                .replace("\"e\"", "\"\"")
                                .replace("\"h\"", "\"\"")
                        + done("x the y"));
    }

    @Test
    void aTextToldAgainInOtherWordsIsCorrectedForItself() {
        assertThat(feed(delta(" teh ox"))).isEqualTo(delta(" the ox"));
        assertThat(feed(done("teh ox"))).isEqualTo(done("the ox"));
        assertThat(note()).contains("told a text again in other words");
        assertThat(lanes()).extracting(LaneText::name).containsExactly("0/text/m1", "0/text/m1~2");
        assertThat(lanes().get(1).sent()).isEqualTo("the ox");
    }

    @Test
    void aTextOfTheSameLengthIsToldApart() {
        assertThat(feed(delta("teh ox"))).isEqualTo(delta("the ox"));
        assertThat(feed(done("teh ax"))).isEqualTo(done("the ax"));
        assertThat(feed(done("ten teh"))).isEqualTo(done("ten the"));
    }

    @Test
    void anItemThatIsOnlyToldInDoneEventsIsCorrectedAndRecordedOnce() {
        assertThat(feed(done("teh ox"))).isEqualTo(done("the ox"));
        assertThat(lanes()).hasSize(1);
        assertThat(lanes().getFirst().rewrites()).hasSize(1);
        assertThat(note()).isEmpty();
    }

    @Test
    void manyVersionsOfATextStayOneLaneInTheEnd() {
        assertThat(feed(delta("teh"))).isEqualTo(delta("the"));
        for (int i = 0; i < 100; i++) {
            assertThat(feed(done("teh " + i))).isEqualTo(done("the " + i));
        }
        assertThat(lanes()).hasSizeLessThan(20);
    }

    @Test
    void reasoningSummariesAndTextsAreLanesOfTheirOwn() {
        String reasoning = event("reasoning_text.delta", "'item_id':'r1','content_index':0,'delta':'teh'");
        String first = event("reasoning_summary_text.delta", "'item_id':'r1','summary_index':0,'delta':'teh te'");
        String part = event(
                "reasoning_summary_part.added", "'item_id':'r1','summary_index':1,'part':{'type':'summary_text'}");
        String second = event("reasoning_summary_text.delta", "'item_id':'r1','summary_index':1,'delta':'h teh'");
        String doneItem = event(
                "output_item.done",
                "'item':{'type':'reasoning','content':[{'text':'teh','type':'reasoning_text'}],'summary':["
                        + "{'type':'summary_text','text':'teh te'},{'type':'summary_text','text':'h teh'}],'id':'r1'}");
        String all = reasoning + first + part + second + doneItem;
        assertThat(feed(all))
                .isEqualTo(reasoning.replace("teh", "the")
                        + first.replace("teh te", "the ")
                        + first.replace("teh te", "te")
                        + part
                        + second.replace("teh", "the")
                        + doneItem.replace("teh", "the"));
        assertThat(lanes())
                .extracting(LaneText::name)
                .containsExactly("0/reasoning/r1", "0/summary/r1", "0/summary/r1/1");
    }

    @Test
    void itemsWithoutAnIdAreToldApartByTheirPlace() {
        String one = event("output_text.delta", "'output_index':0,'delta':'a teh'");
        String two = event("output_text.delta", "'delta':'b teh','output_index':1");
        String end = event(
                "completed",
                "'response':{'output':[{'type':'message','content':[{'type':'output_text','text':'a teh'}]},"
                        + "{'type':'message','content':[{'type':'output_text','text':'b teh'}]}]}");
        assertThat(feed(one + two + end)).isEqualTo((one + two + end).replace("teh", "the"));
        assertThat(lanes()).hasSize(2);
    }

    @Test
    void argumentsAndTheirRepeatsChangeInTheNewSideAlone() {
        body = body(JsonRule.of("teh", "the"));
        String added =
                event("output_item.added", "'item':{'id':'f1','type':'function_call','name':'Edit','arguments':''}");
        String before = "{\\'old_string\\':\\'teh\\',\\'new_string\\':\\'teh\\'}";
        String after = "{\\'old_string\\':\\'teh\\',\\'new_string\\':\\'the\\'}";
        String end = event("function_call_arguments.done", "'item_id':'f1','arguments':'" + before + "'")
                + event(
                        "output_item.done",
                        "'item':{'arguments':'" + before + "','type':'function_call','name':'Edit','id':'f1'}");
        String whole = event("function_call_arguments.delta", "'item_id':'f1','delta':'" + before + "'");
        String plainBefore = before.replace('\'', '"');
        String plainAfter = after.replace('\'', '"');
        assertThat(feed(added + whole + end)).isEqualTo((added + whole + end).replace(plainBefore, plainAfter));
        assertThat(lanes()).extracting(LaneText::name).containsExactly("0/tool/f1");
    }

    @Test
    void ofJsonTheStringsAloneAreToldAgainChanged() {
        body = body(engine("teh", "\"the\""), new RequestFacts(true, "m", Set.of(Policy.JSON)));
        String before = "{\\\"teh\\\": \\\"teh\\\"}";
        String after = "{\\\"teh\\\": \\\"\\\\\\\"the\\\\\\\"\\\"}";
        assertThat(feed(delta(before) + done(before))).isEqualTo(delta(after) + done(after));
    }

    @Test
    void theInputOfACustomToolIsAPatchIfTheTableSaysSo() {
        body = body(JsonRule.of("teh", "the"));
        String added = event("output_item.added", "'item':{'id':'c1','type':'custom_tool_call','name':'apply_patch'}");
        String patch = "*** Begin Patch\\n*** Update File: a.txt\\n@@\\n-teh\\n+teh\\n teh\\n*** End Patch";
        String end = event("custom_tool_call_input.done", "'item_id':'c1','input':'" + patch + "'");
        String delta = event("custom_tool_call_input.delta", "'item_id':'c1','delta':'" + patch + "'");
        String sent = feed(added + delta + end);
        assertThat(sent).isEqualTo((added + delta + end).replace("+teh", "+the"));
        String other = added.replace("apply_patch", "say").replace("c1", "c2") + delta.replace("c1", "c2");
        assertThat(feed(other)).isEqualTo(other);
    }

    @Test
    void whatItDoesNotKnowPasses() {
        String odd = event("mcp_call_arguments.delta", "'item_id':'x','delta':'teh'")
                + event("refusal.delta", "'item_id':'m1','delta':'teh'")
                + event("output_item.done", "'item':{'type':'mcp_call','id':'x','arguments':'teh','name':'Edit'}")
                + event("output_text.delta", "'item_id':'m1','delta':{'text':'teh'}")
                + "data: {\"type\":7,\"delta\":\"teh\"}\n\n"
                + "data: null\n\ndata: [DONE]\n\n";
        assertThat(feed(odd)).isEqualTo(odd);
        assertThat(lanes()).isEmpty();
    }

    @Test
    void aRuleThatClosesEndsTheStreamWithAnErrorOfItsWire() {
        String error = new String(
                OpenAiResponses.WIRE.failure(ProxyProblem.RULE_FAILED, "stop \"it\""), StandardCharsets.UTF_8);
        assertThat(error)
                .isEqualTo("event: error\ndata: {\"type\":\"error\",\"error\":{\"message\":"
                        + "\"stop \\\"it\\\" [ERR-PROXY-016]\","
                        + "\"type\":\"server_error\",\"code\":502}}\n\n");
        body = body(LiteralProgram.failingAt("x", "y"));
        assertThat(feed(delta("a BOOM"))).isEqualTo(delta("a BOOM"));
        assertThat(JsonRule.rule(1, "a", "b", OnError.CLOSED, Policy.JSON).onError())
                .isEqualTo(OnError.CLOSED);
    }

    @Test
    void afterARuleHasFailedRepeatsAreStillWhatWasSent() {
        body = body(LiteralProgram.failingAt("teh", "the"));
        String sent = feed(delta("teh ") + delta("BOOM teh") + done("teh BOOM teh"));
        assertThat(sent).isEqualTo(delta("the ") + delta("BOOM teh") + done("the BOOM teh"));
    }

    /// Random rules' effect, texts and cuts: whatever the deltas say together is what the repeats say.
    @Test
    void repeatsAreTheJoinedDeltas() {
        Random random = new Random(20_261_121L);
        int changed = 0;
        for (int run = 0; run < 400; run++) {
            body = body(engine(
                    List.of("ab", "b", "ba", "\u20ac").get(random.nextInt(4)),
                    List.of("", "c", "ab\u20ac").get(random.nextInt(3))));
            var raw = new StringBuilder();
            var events = new StringBuilder();
            while (events.isEmpty() || random.nextInt(6) > 0) {
                var text = new StringBuilder();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    text.append(List.of("a", "b", "c", "\u20ac", " ").get(random.nextInt(5)));
                }
                raw.append(text);
                events.append(delta(text.toString()));
            }
            String sent = feed(events + done(raw.toString()));
            var joined = new StringBuilder();
            for (String line :
                    sent.lines().filter(line -> line.contains("\"delta\"")).toList()) {
                joined.append(line, line.indexOf("\"delta\":\"") + 9, line.length() - 2);
            }
            assertThat(sent).endsWith(done(joined.toString()));
            assertThat(lanes()).hasSize(1);
            assertThat(lanes().getFirst().raw()).isEqualTo(raw.toString());
            assertThat(lanes().getFirst().sent()).isEqualTo(joined.toString());
            changed += joined.toString().contentEquals(raw) ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(100);
    }
}
