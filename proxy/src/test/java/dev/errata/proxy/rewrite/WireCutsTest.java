package dev.errata.proxy.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.fixtures.Captures;
import dev.errata.proxy.fixtures.Captures.Capture;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.WireTexts;
import dev.errata.proxy.wire.OpenAiChat;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RulePrograms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The completion wires and the Responses wire: every capture, cut at every place. The second server's at every fifth,
/// since its bytes hardly differ.
final class WireCutsTest {

    private static final RequestFacts FACTS = new RequestFacts(true, "m", Set.of());
    private static final String NEW = "Grüße \"😀\" to";

    private final Fixed clock = new Fixed();

    static List<Capture> streamed() {
        return Captures.streamed().stream()
                .filter(capture -> !capture.wire().equals(OpenAiChat.WIRE))
                .toList();
    }

    static Stream<Capture> withText() {
        return streamed().stream()
                .filter(capture -> !word(WireTexts.of(capture.body())).isEmpty());
    }

    static Stream<Capture> withCalls() {
        return streamed().stream()
                .filter(capture -> WireTexts.of(capture.body()).texts().keySet().stream()
                        .anyMatch(lane -> lane.startsWith("function_call")));
    }

    @ParameterizedTest
    @MethodSource("streamed")
    void withoutAMatchEveryCutGivesTheSameBytes(Capture capture) {
        everyCutGives(capture, engine("nowhere", "x"), capture.body());
    }

    @ParameterizedTest
    @MethodSource("withText")
    void withAMatchEveryCutChangesThatSpanAloneAndItsRepeats(Capture capture) {
        WireTexts before = WireTexts.of(capture.body());
        String word = word(before);
        RuleProgram rules = engine(word, NEW);
        byte[] got = run(rules, capture, capture.body(), 0);
        WireTexts after = WireTexts.of(got);
        Map<String, String> expected = new LinkedHashMap<>(before.texts());
        expected.replaceAll((lane, text) -> lane.startsWith("function_call") ? text : text.replace(word, NEW));
        assertThat(after.texts()).isEqualTo(expected).isNotEqualTo(before.texts());
        assertThat(after.repeats()).hasSameSizeAs(before.repeats());
        assertThat(after.repeats())
                .allSatisfy(repeat -> assertThat(repeat.text()).isEqualTo(expected.get(repeat.lane())));
        onlyEmptyEventsAreMissing(got, capture);
        everyCutGives(capture, rules, got);
    }

    @ParameterizedTest
    @MethodSource("withCalls")
    void aLeafOfACallChangesInItsRepeatsToo(Capture capture) {
        WireTexts before = WireTexts.of(capture.body());
        String arguments = before.texts().values().iterator().next();
        String city = arguments.replaceAll(".*\"city\"\\s*:\\s*\"([^\"]*)\".*", "$1");
        RuleProgram rules = JsonRule.ofTool("get_weather", "city", city, "\"Zürich\"");
        byte[] got = run(rules, capture, capture.body(), 0);
        String expected = arguments.replace('"' + city + '"', "\"\\\"Zürich\\\"\"");
        WireTexts after = WireTexts.of(got);
        assertThat(after.texts().values()).containsExactly(expected);
        assertThat(after.repeats()).hasSize(2).allSatisfy(repeat -> assertThat(repeat.text())
                .isEqualTo(expected));
        onlyEmptyEventsAreMissing(got, capture);
        everyCutGives(capture, rules, got);
    }

    private static void onlyEmptyEventsAreMissing(byte[] got, Capture capture) {
        List<String> rest = new ArrayList<>(List.of(WireTexts.skeleton(capture.body()).split("(?<=\n\n)", -1)));
        for (String event : WireTexts.skeleton(got).split("(?<=\n\n)", -1)) {
            while (!rest.isEmpty() && !rest.getFirst().equals(event)) {
                assertThat(rest.removeFirst()).containsAnyOf("\"text\":\"\"", "\"delta\":\"\"");
            }
            assertThat(rest).as("an event that was not there: %s", event).isNotEmpty();
            rest.removeFirst();
        }
        assertThat(rest).isEmpty();
    }

    private void everyCutGives(Capture capture, RuleProgram rules, byte[] expected) {
        int step = capture.name().contains("b10573") ? 1 : 5;
        byte[] body = capture.body();
        for (int cut = 0; cut <= body.length; cut += step) {
            if (!Arrays.equals(run(rules, capture, body, cut), expected)) {
                fail("cut at " + cut);
            }
        }
    }

    private static RuleProgram engine(String pattern, String replacement) {
        return RulePrograms.compile(
                LiteralProgram.replacing(pattern, replacement).ruleSet());
    }

    /// The first long word of a text, outside of markers, which no rule may touch.
    private static String word(WireTexts texts) {
        return texts.texts().entrySet().stream()
                .filter(lane -> !lane.getKey().startsWith("function_call"))
                .flatMap(lane -> Stream.of(lane.getValue().replaceAll("<[^>]*>", " ").split("[^\\p{L}]+", -1)))
                .filter(word -> word.length() >= 3)
                .findFirst()
                .orElse("");
    }

    private byte[] run(RuleProgram program, Capture capture, byte[] body, int cut) {
        Exchange exchange = Fixed.exchange(new ExchangeRing(clock), "X");
        var stream = new StreamBody(capture.wire(), Rules.of(program, "test", FACTS), exchange, clock);
        var out = new Outbox();
        stream.feed(body, 0, cut, out);
        stream.feed(body, cut, body.length, out);
        stream.end(out);
        return out.bytes();
    }
}
