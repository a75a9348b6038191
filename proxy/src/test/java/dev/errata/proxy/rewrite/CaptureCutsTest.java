package dev.errata.proxy.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.fixtures.Captures;
import dev.errata.proxy.fixtures.Captures.Capture;
import dev.errata.proxy.fixtures.ExpectedStream;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.wire.OpenAiChat;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RulePrograms;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CaptureCutsTest {

    private static final RequestFacts FACTS = new RequestFacts(true, "m", Set.of());

    private final Fixed clock = new Fixed();

    static List<Capture> streamed() {
        return Captures.streamed(OpenAiChat.WIRE);
    }

    static Stream<Capture> withText() {
        return Captures.streamed(OpenAiChat.WIRE).stream()
                .filter(capture -> !word(text(capture.body())).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("streamed")
    void withoutAMatchEveryCutGivesTheSameBytes(Capture capture) {
        byte[] body = capture.body();
        RuleProgram rules = engine("nowhere", "x");
        for (int cut = 0; cut <= body.length; cut++) {
            if (!Arrays.equals(run(rules, body, cut), body)) {
                fail("cut at " + cut);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("withText")
    void withAMatchEveryCutChangesThatSpanAlone(Capture capture) {
        byte[] body = capture.body();
        String word = word(text(body));
        String expected = ExpectedStream.replaced(text(body), word, "Grüße 😀 to");
        assertThat(expected).isNotEqualTo(text(body));
        RuleProgram rules = engine(word, "Grüße 😀 to");
        for (int cut = 0; cut <= body.length; cut++) {
            String got = text(run(rules, body, cut));
            if (!got.equals(expected)) {
                assertThat(got).as("cut at %d", cut).isEqualTo(expected);
            }
        }
    }

    /// The real engine with the test's one rule.
    private static RuleProgram engine(String pattern, String replacement) {
        return RulePrograms.compile(
                LiteralProgram.replacing(pattern, replacement).ruleSet());
    }

    /// The first long word of the first text, outside of markers, which no rule may touch.
    private static String word(String body) {
        return ExpectedStream.texts(body).values().stream()
                .flatMap(text -> Stream.of(text.replaceAll("<[^>]*>", " ").split("[^\\p{L}]+", -1)))
                .filter(word -> word.length() >= 3)
                .findFirst()
                .orElse("");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] run(RuleProgram program, byte[] body, int cut) {
        Exchange exchange = Fixed.exchange(new ExchangeRing(clock), "X");
        var stream = new StreamBody(OpenAiChat.WIRE, Rules.of(program, "test", FACTS), exchange, clock);
        var out = new Outbox();
        stream.feed(body, 0, cut, out);
        stream.feed(body, cut, body.length, out);
        stream.end(out);
        return out.bytes();
    }
}
