package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.TrafficEvent.ExchangeFinished;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.Captures;
import dev.errata.proxy.fixtures.Captures.Capture;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.proxy.fixtures.WireTexts;
import dev.errata.proxy.wire.OpenAiChat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The completion wires and the Responses wire: real answers, streamed and whole, with one match.
final class WiresThroughSocketsTest {

    static List<Capture> withText() {
        return Captures.all().stream()
                .filter(capture -> !capture.wire().equals(OpenAiChat.WIRE))
                .filter(capture -> !first(capture).isEmpty())
                .filter(capture -> !capture.name().contains(".echo.")) // such are left alone
                .toList();
    }

    /// Two letters of the first text, which its deltas bring one by one.
    private static String first(Capture capture) {
        return WireTexts.of(capture.body()).texts().entrySet().stream()
                .filter(lane -> !lane.getKey().startsWith("function_call"))
                .map(Map.Entry::getValue)
                .filter(text -> text.matches("(?s)\\p{L}{2}.*"))
                .findFirst()
                .map(text -> text.substring(0, 2))
                .orElse("");
    }

    @ParameterizedTest
    @MethodSource("withText")
    void onlyTheMatchAndItsRepeatsChange(Capture capture) throws Exception {
        WireTexts before = WireTexts.of(capture.body());
        String letters = first(capture);
        try (var server = new ScriptedServer((request, wire) -> {
                    byte[] answer = capture.answer();
                    for (int i = 0; i < answer.length; i += 311) {
                        wire.send(Arrays.copyOfRange(answer, i, Math.min(answer.length, i + 311)));
                    }
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = LiteralProgram.replacing(letters, "\u2713 \"\\");
            Answer answer = client.send(capture.request()).answer();
            assertThat(answer.whole()).isTrue();
            WireTexts after = WireTexts.of(answer.bytes());
            Map<String, String> expected = new LinkedHashMap<>(before.texts());
            expected.replaceAll((lane, text) -> text.replace(letters, "\u2713 \"\\"));
            assertThat(after.texts()).isEqualTo(expected);
            assertThat(after.repeats()).hasSameSizeAs(before.repeats());
            assertThat(after.repeats())
                    .allSatisfy(repeat -> assertThat(repeat.text()).isEqualTo(expected.get(repeat.lane())));
            if (!capture.streamed()) {
                assertThat(WireTexts.skeleton(answer.bytes())).isEqualTo(WireTexts.skeleton(capture.body()));
            }
            ExchangeFinished record = bench.finished(1);
            assertThat(record.wire()).isEqualTo(capture.wire().label());
            assertThat(record.inspected()).isTrue();
            assertThat(record.rewrites()).isNotEmpty();
            assertThat(answer.header("x-errata-exchange")).isEqualTo(record.exchange());
        }
    }
}
