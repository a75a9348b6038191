package dev.errata.proxy.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.fixtures.Captures;
import dev.errata.proxy.fixtures.Captures.Capture;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.wire.OpenAiChat;
import dev.errata.proxy.wire.RequestFacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A client that has not asked for the usage does not get it, at all cuts.
final class HiddenUsageTest {
    private final Fixed clock = new Fixed();

    static List<Capture> streamed() {
        return Captures.streamed(OpenAiChat.WIRE);
    }

    private byte[] run(byte[] body, int cut) {
        Exchange exchange = new ExchangeRing(clock)
                .open(new Exchange.ExchangeStart(
                        "1", Instant.EPOCH, "c", "POST", "/v1/chat/completions", "openai-chat", "u", 1));
        var rules = Rules.of(LiteralProgram.none(), "c", new RequestFacts(true, "m", Set.of()));
        var stream = new StreamBody(OpenAiChat.WIRE, rules, exchange, clock);
        stream.hideUsage();
        var out = new Outbox();
        stream.feed(body, 0, cut, out);
        stream.feed(body, cut, body.length, out);
        stream.end(out);
        return out.bytes();
    }

    @ParameterizedTest
    @MethodSource("streamed")
    void everyCaptureLosesThatEventAndNothingElse(Capture capture) {
        byte[] body = capture.body();
        String text = new String(body, StandardCharsets.UTF_8);
        byte[] expected = text.replaceAll("data: \\{\"choices\":\\[],[^\\n]*\"usage\":\\{[^\\n]*\\n\\n", "")
                .getBytes(StandardCharsets.UTF_8);
        int step = expected.length < body.length ? 1 : 37; // where there is no such event a few cuts will do
        for (int cut = 0; cut <= body.length; cut += step) {
            if (!Arrays.equals(run(body, cut), expected)) {
                fail("cut at " + cut);
            }
        }
    }

    @Test
    void theEmptyPlaceOfTheUsageGoesToo() {
        String body = """
            data: {"choices":[{"index":0,"delta":{"content":"\\"usage\\":null"}}],"usage":null}

            data: {"usage": null, "choices":[{"index":0,"delta":{"content":"b","usage":null}}]}

            data: {"choices":[{"index":0,"delta":{"content":"c"}}],"usage" : null ,"id":1}

            data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2}}

            data: [DONE]

            """;
        String expected = """
            data: {"choices":[{"index":0,"delta":{"content":"\\"usage\\":null"}}]}

            data: { "choices":[{"index":0,"delta":{"content":"b","usage":null}}]}

            data: {"choices":[{"index":0,"delta":{"content":"c"}}] ,"id":1}

            data: [DONE]

            """;
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(new String(run(bytes, cut), StandardCharsets.UTF_8)).isEqualTo(expected);
        }
    }
}
