package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.state.CircuitBreaker.Limits;
import dev.errata.proxy.exchange.TokenCount;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.Captures;
import dev.errata.proxy.fixtures.Captures.Capture;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.proxy.upstream.UpstreamPolicy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UsageAskingThroughSocketsTest {
    private static final Capture WITH = Captures.named("llama-server-b10573/v1-chat-completions.include_usage.stream");
    private static final UpstreamPolicy ASKING =
            new UpstreamPolicy(Limits.USUAL, 1, false, List.of("http://127.0.0.1:*"));

    /// Answers as llama-server does: with the usage if it is asked for.
    private static ScriptedServer server(int step) throws Exception {
        return new ScriptedServer((request, wire) -> {
            byte[] answer = WITH.answer();
            for (int i = 0; i < answer.length; i += step) {
                wire.send(Arrays.copyOfRange(answer, i, Math.min(answer.length, i + step)));
            }
        });
    }

    private static String withoutUsage() {
        return new String(WITH.body(), java.nio.charset.StandardCharsets.UTF_8)
                .replaceAll("data: \\{\"choices\":\\[],[^\\n]*\\n\\n", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 997, 100_000})
    void theServerIsAskedAndTheClientSeesNothingOfIt(int step) throws Exception {
        try (var server = server(step);
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.policy = ASKING;
            Answer answer = client.post(Bench.CHAT, Bench.ASK).answer();
            assertThat(server.requests)
                    .singleElement()
                    .asString()
                    .endsWith("\"messages\":[],\"stream_options\":{\"include_usage\":true}}");
            assertThat(answer.whole()).isTrue();
            assertThat(answer.body()).isEqualTo(withoutUsage()).doesNotContain("usage");
            Bench.await(() -> !bench.ends.isEmpty());
            assertThat(bench.ends.getFirst().tokens()).isEqualTo(new TokenCount(28, 23, 27, -1));
            assertThat(bench.finished(1).note()).contains("stream_options.include_usage was added");
        }
    }

    @Test
    void nothingIsAskedUnlessTheUserAllowsIt() throws Exception {
        try (var server = server(997);
                var bench = new Bench(server);
                var client = bench.client()) {
            client.post(Bench.CHAT, Bench.ASK).answer();
            bench.policy = new UpstreamPolicy(Limits.USUAL, 1, false, List.of("http://elsewhere*"));
            client.post(Bench.CHAT, Bench.ASK).answer();
            assertThat(server.requests).hasSize(2).allMatch(request -> request.endsWith(Bench.ASK));
        }
    }

    @Test
    void aClientThatAsksItselfGetsWhatItAskedFor() throws Exception {
        try (var server = server(997);
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.policy = ASKING;
            assertThat(client.send(WITH.request()).answer().bytes()).isEqualTo(WITH.body());
        }
    }
}
