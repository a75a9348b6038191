package dev.errata.proxy.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.TrafficEvent.ExchangeFinished;
import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.ExchangeDetail.LaneText;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.wire.OpenAiChat;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.stream.RuleProgram;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StreamBodyTest {

    private static final RequestFacts FACTS = new RequestFacts(true, "asked", Set.of());

    private final Fixed clock = new Fixed();
    private final ExchangeRing ring = new ExchangeRing(clock);
    private final Exchange exchange = Fixed.exchange(ring, "X");
    private final Outbox out = new Outbox();
    private StreamBody body = new StreamBody(
            OpenAiChat.WIRE, Rules.of(LiteralProgram.replacing("teh cat", "the dog"), "test", FACTS), exchange, clock);

    private void use(RuleProgram program) {
        body = new StreamBody(OpenAiChat.WIRE, Rules.of(program, "test", FACTS), exchange, clock);
    }

    private static String text(String content) {
        return text(0, "content", content);
    }

    private static String text(int choice, String channel, String content) {
        String delta = "{\"" + channel + "\":\"" + content + "\"}";
        return "data: {\"choices\":[{\"index\":" + choice + ",\"delta\":" + delta + "}]}\n\n";
    }

    private static String finish(int choice) {
        return "data: {\"choices\":[{\"index\":" + choice + ",\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    }

    private String feed(String events) {
        byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
        body.feed(bytes, 0, bytes.length, out);
        return taken();
    }

    private String end() {
        body.end(out);
        return taken();
    }

    private String taken() {
        String text = new String(out.bytes(), StandardCharsets.UTF_8);
        out.clear();
        return text;
    }

    private LaneText lane(int index) {
        return ring.detail("X").orElseThrow().lanes().get(index);
    }

    @Test
    void holdsAnEventWholeAndEverythingBehindItUntilSomethingHasChanged() {
        assertThat(feed(text("see te"))).isEmpty();
        assertThat(feed(":\n\n")).isEmpty();
        assertThat(feed("event: odd\n\n")).isEmpty();
        assertThat(feed(text("a"))).isEqualTo(text("see te") + ":\n\nevent: odd\n\n" + text("a"));
        assertThat(lane(0).sent()).isEqualTo("see tea");
    }

    @Test
    void sendsAReplacementWhereItsMatchBeginsAndDropsEmptiedEvents() {
        assertThat(feed(text("a teh"))).isEmpty();
        assertThat(feed(text(" c") + text("at"))).isEqualTo(text("a the dog"));
        assertThat(feed(text("!"))).isEqualTo(text("!"));
        assertThat(lane(0).raw()).isEqualTo("a teh cat!");
        assertThat(lane(0).sent()).isEqualTo("a the dog!");
        assertThat(lane(0).rewrites()).hasSize(1);
    }

    @Test
    void keepsAnEmptiedEventThatHoldsMore() {
        String more = text(" cat").replace("]}", "],\"timings\":{\"n\":1.50}}");
        assertThat(feed(text("teh") + more)).isEqualTo(text("the dog") + more.replace(" cat", ""));
    }

    @Test
    void dividesEventsAndLetsCommentsPassAfterTheFirstChange() {
        assertThat(feed(text("teh cat"))).isEqualTo(text("the dog"));
        assertThat(feed(text("and te"))).isEqualTo(text("and "));
        assertThat(feed(":\n\n")).isEqualTo(":\n\n");
        assertThat(feed(text("n"))).isEqualTo(text("te") + text("n"));
        assertThat(lane(0).sent()).isEqualTo("the dogand ten");
    }

    @Test
    void dividesTheEventThatHoldsTheFirstChange() {
        assertThat(feed(text("teh cat te"))).isEqualTo(text("the dog "));
        assertThat(end()).isEqualTo(text("te"));
    }

    @Test
    void letsCommentsGoThatWaitedBehindTheFirstChange() {
        assertThat(feed(text("teh") + ":\n\n" + text(" cat te"))).isEqualTo(text("the dog") + ":\n\n" + text(" "));
    }

    @Test
    void flushesBeforeTheFinish() {
        assertThat(feed(text("te"))).isEmpty();
        assertThat(feed(finish(0))).isEqualTo(text("te") + finish(0));
    }

    @Test
    void somethingUnknownBesideTheTextEndsNoLane() {
        String known = text("te");
        assertThat(feed(known.replace("\"}", "\",\"provider_fields\":{\"x\":1}}")))
                .isEmpty();
        assertThat(feed(text("h cat"))).contains("\"content\":\"the dog\",\"provider_fields\":{\"x\":1}");
    }

    @Test
    void reasoningSpelledInTwoWaysAtOnceIsTwoLanes() {
        String both = "data: {\"choices\":[{\"delta\":{\"reasoning\":\"%s\",\"reasoning_content\":\"%s\"}}]}\n\n";
        assertThat(feed(both.formatted("te", "te"))).isEmpty();
        assertThat(feed(both.formatted("h cat!", "h cat!")))
                .isEqualTo(both.formatted("the dog", "the dog") + both.formatted("!", "!"));
        assertThat(lane(0).raw()).isEqualTo("teh cat!");
        assertThat(lane(1).sent()).isEqualTo("the dog!");
    }

    @Test
    void rewritesTheStringsOfJsonAloneAndSaysSo() {
        var asked = new RequestFacts(true, "asked", Set.of(Policy.JSON));
        Rules rules = Rules.of(LiteralProgram.replacing("teh cat", "the dog"), "test", asked);
        assertThat(rules.note()).contains("only inside the strings of the answer: the client asked for JSON");
        body = new StreamBody(OpenAiChat.WIRE, rules, exchange, clock);
        assertThat(feed(text("{\\\"teh cat\\\":\\\"teh cat\\\"}"))).isEqualTo("");
        assertThat(feed(finish(0))).isEqualTo(text("{\\\"teh cat\\\":\\\"the dog\\\"}") + finish(0));
    }

    @Test
    void flushesWhenTheChoiceChangesItsChannel() {
        assertThat(feed(text(0, "reasoning_content", "te"))).isEmpty();
        String next = text("h cow");
        assertThat(feed(next)).isEqualTo(text(0, "reasoning_content", "te") + next);
        String tools = "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0}]}}]}\n\n";
        assertThat(feed(text("te"))).isEmpty();
        assertThat(feed(tools)).isEqualTo(text("te") + tools);
        assertThat(lane(0).name()).isEqualTo("0/reasoning_content");
        assertThat(lane(1).name()).isEqualTo("0/text");
    }

    @Test
    void keepsChoicesApartAndInOrder() {
        assertThat(feed(text(0, "content", "teh"))).isEmpty();
        assertThat(feed(text(1, "content", " dog"))).isEmpty();
        assertThat(feed(text(0, "content", " cow")))
                .isEqualTo(text(0, "content", "teh") + text(1, "content", " dog") + text(0, "content", " cow"));
    }

    @Test
    void marksWhereTheEndBegins() {
        byte[] bytes = (text("te") + "data: [DONE]\n\n").getBytes(StandardCharsets.UTF_8);
        body.feed(bytes, 0, bytes.length, out);
        assertThat(out.lastFrom()).isEqualTo(text("te").length());
        assertThat(out.length()).isEqualTo(bytes.length);
    }

    @Test
    void letsCommentsPassAfterFiveSeconds() {
        assertThat(feed(text("te") + ":\n\n")).isEmpty();
        clock.pass(Duration.ofMillis(4_999));
        body.tick(out);
        assertThat(taken()).isEmpty();
        clock.pass(Duration.ofMillis(1));
        body.tick(out);
        assertThat(taken()).isEqualTo(":\n\n");
        assertThat(feed(":x\n\n")).isEqualTo(":x\n\n");
        assertThat(body.waiting()).isTrue();
        assertThat(end()).isEqualTo(text("te"));
    }

    @Test
    void keepsAnEndWithoutALineEnd() {
        assertThat(feed(text("teh cat"))).isNotEmpty();
        String last = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"te\"}}]}";
        assertThat(feed(last)).isEmpty();
        assertThat(end()).isEqualTo(last);
        assertThat(lane(0).sent()).isEqualTo("the dogte");
    }

    @Test
    void passesTheRestUnreadWhenAnEventIsBroken() {
        assertThat(feed(text("a te"))).isEmpty();
        String broken = "data: {\"choices\n\n";
        assertThat(feed(broken)).isEqualTo(text("a te") + broken);
        assertThat(feed(text("teh cat") + "data: half")).isEqualTo(text("teh cat") + "data: half");
        assertThat(end()).isEmpty();
        assertThat(ring.recent(1).getFirst().note()).contains("cannot be read");
    }

    @Test
    void passesAnOverlongEventUnread() {
        String huge = "data: " + "x".repeat(9 << 20);
        assertThat(feed(text("te") + huge)).isEqualTo(text("te") + huge);
        assertThat(ring.recent(1).getFirst().note()).contains("8 MiB");
    }

    @Test
    void neverHoldsMoreThanItMay() {
        String large = text(1, "content", "x".repeat(7 << 20));
        assertThat(feed(text("te"))).isEmpty();
        for (int i = 0; i < 9; i++) {
            assertThat(feed(large)).isEmpty();
        }
        assertThat(feed(large)).hasSize(text("te").length() + 10 * large.length());
        assertThat(ring.recent(1).getFirst().note()).contains("64 MiB");
        assertThat(feed(text("teh cat"))).isEqualTo(text("teh cat"));
    }

    @Test
    void failsOpenWithExactlyTheTextThatWasNotSent() {
        use(LiteralProgram.failingAt("teh cat", "the dog"));
        assertThat(feed(text("teh cat, te"))).isEqualTo(text("the dog, "));
        assertThat(feed(text("h "))).isEmpty();
        assertThat(feed(text("BOOM teh cat"))).isEqualTo(text("te") + text("h ") + text("BOOM teh cat"));
        assertThat(feed(text("teh cat"))).isEqualTo(text("teh cat"));
        assertThat(end()).isEmpty();
        assertThat(lane(0).raw()).isEqualTo("teh cat, teh BOOM teh catteh cat");
        assertThat(lane(0).sent()).isEqualTo("the dog, teh BOOM teh catteh cat");
        assertThat(ring.recent(1).getFirst().note()).contains("a rule failed");
    }

    @Test
    void accountsForWhatAReplacementCoversWhenTheClientLeaves() {
        use(LiteralProgram.replacing("abc", "x"));
        assertThat(feed(text("a"))).isEmpty();
        assertThat(feed(text(1, "content", "a"))).isEmpty();
        assertThat(feed(text("bc"))).isEqualTo(text("x"));
        body.abandon();
        assertThat(lane(0).raw()).isEqualTo("abc");
        assertThat(lane(0).sent()).isEqualTo("x");
        ExchangeFinished end = exchange.finish("client_closed");
        assertThat(end.rewrites()).hasSize(1);
    }

    @Test
    void observesWithoutChanging() {
        use(LiteralProgram.observing("teh"));
        assertThat(feed(text("teh"))).isEqualTo(text("teh"));
        assertThat(lane(0).observed()).hasSize(1);
        assertThat(ring.recent(1).getFirst().observed()).isEqualTo(1);
    }

    @Test
    void choosesRulesByTheModelThatAnswers() {
        use(LiteralProgram.forModel("true-name", "a", "b"));
        String named = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}],\"model\":\"true-name\"}\n\n";
        assertThat(feed(named)).isEqualTo(named.replace("\"a\"", "\"b\""));
        use(LiteralProgram.forModel("asked", "a", "b"));
        assertThat(feed(text("a"))).isEqualTo(text("b"));
    }

    @Test
    void keepsAPairTogetherThatTheServerCut() {
        use(LiteralProgram.replacing("a", "b"));
        assertThat(feed(text("a"))).isEqualTo(text("b"));
        assertThat(feed(text("a\\ud83d"))).isEqualTo(text("b\\ud83d"));
        assertThat(feed(text("\\ude00"))).isEqualTo(text("\\ude00"));
        assertThat(lane(0).sent()).isEqualTo("bb😀");
    }

    @Test
    void readsDataOfSeveralLinesAndOddLineEnds() {
        String odd = "\uFEFFdata: {\"choices\":[{\"index\":0,\r\ndata: \"delta\":{\"content\":\"teh cat\"}}]}\r\n\r\n";
        assertThat(feed(odd)).isEqualTo(odd.replace("teh cat", "the dog"));
        assertThat(feed("data: null\r\n\r\n")).isEqualTo("data: null\r\n\r\n");
    }
}
