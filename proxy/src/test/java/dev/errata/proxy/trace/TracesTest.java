package dev.errata.proxy.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.ScriptedServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real exchanges, told to a collector of sockets. Names and texts stand in a span's bytes as they are.
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class TracesTest {
    private static final String TAKEN = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private static ScriptedServer model() throws IOException {
        return new ScriptedServer((request, wire) -> {
            if (request.head().contains("/away")) {
                wire.send("HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\n{}");
                return;
            }
            wire.send(Bench.SSE);
            wire.sendEvent(Bench.delta("a secret teh"));
            wire.sendEvent("{\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":2}}");
            wire.sendEvent("[DONE]");
            wire.send("0\r\n\r\n");
        });
    }

    private static Collector at(int port, Map<String, String> headers) {
        return new Collector(URI.create("http://127.0.0.1:" + port), headers);
    }

    private static void exchanges(Bench bench, int count, Traces traces) throws Exception {
        int before = bench.ends.size();
        for (int i = 0; i < count; i++) {
            try (RawClient client = bench.client()) {
                assertThat(client.post(Bench.CHAT, Bench.ASK).answer().whole()).isTrue();
            }
        }
        Bench.await(() -> bench.ends.size() == before + count);
        bench.ends.subList(before, before + count).forEach(traces::ended);
    }

    @Test
    void aSpanNamesWhatHappenedAndNoText() throws Exception {
        try (var collector = new ScriptedServer((request, wire) -> wire.send(TAKEN));
                var server = model();
                var bench = new Bench(server);
                var traces = new Traces("1.2.3");
                var client = bench.client()) {
            bench.rules = LiteralProgram.replacing("teh", "the");
            traces.use(at(collector.port(), Map.of("x-key", "open sesame")));
            exchanges(bench, 1, traces);
            assertThat(client.post("/away/chat/completions", Bench.ASK).answer().status())
                    .isEqualTo(404);
            Bench.await(() -> bench.ends.size() == 2);
            traces.ended(bench.ends.getLast());
            Bench.await(() -> String.join("", collector.requests).contains("404"));
            String told = String.join("", collector.requests);
            assertThat(told)
                    .startsWith("POST /v1/traces HTTP/1.1\r\n")
                    .containsIgnoringCase("content-type: application/x-protobuf")
                    .containsIgnoringCase("x-key: open sesame\r\n")
                    .contains("service.name", "errata", "service.version", "1.2.3")
                    .contains("chat small", "gen_ai.operation.name", "gen_ai.request.model", "gen_ai.request.stream")
                    .contains("gen_ai.provider.name", "scripted", "gen_ai.response.time_to_first_chunk")
                    .contains("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens")
                    .contains("http.response.status_code", "error.type", "errata.wire", "openai-chat")
                    .contains(
                            "errata.exchange.id",
                            bench.ends.getFirst().exchange().id())
                    .contains("errata.rewrites", "errata.own.seconds", "errata.held.seconds")
                    .doesNotContain("secret", "teh", "messages");
        }
    }

    /// Ids travel as bytes; the state as text.
    @Test
    void aSpanIsAPartOfTheClientsTraceWhoseHeadersTravelOn() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        String span = "00f067aa0ba902b7";
        String headers = "traceparent: 00-" + trace + "-" + span + "-01\r\ntracestate: congo=t61rcWkgMzE\r\n";
        byte[] told = told(headers);
        assertThat(HexFormat.of().formatHex(told)).contains(trace).contains(span);
        assertThat(new String(told, StandardCharsets.UTF_8)).contains("congo=t61rcWkgMzE");
    }

    /// What the collector hears of one exchange, whose headers must have reached the model server as they are.
    private static byte[] told(String headers) throws Exception {
        List<byte[]> bodies = new CopyOnWriteArrayList<>();
        try (var collector = new ScriptedServer((request, wire) -> {
                    bodies.add(request.bytes());
                    wire.send(TAKEN);
                });
                var server = model();
                var bench = new Bench(server);
                var client = bench.client()) {
            var traces = new Traces("1");
            traces.use(at(collector.port(), Map.of()));
            assertThat(client.post(Bench.CHAT, Bench.ASK, headers).answer().whole())
                    .isTrue();
            Bench.await(() -> bench.ends.size() == 1);
            traces.ended(bench.ends.getFirst());
            traces.close();
            assertThat(server.requests.getFirst()).contains(headers);
        }
        return bodies.getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traceparent: 00-00000000000000000000000000000000-00f067aa0ba902b7-01\r\n",
                "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7\r\n",
                "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n"
                        + "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n",
                "traceparent: nonsense\r\n"
            })
    void whatIsNoTraceBeginsAnotherAndTravelsOnAllTheSame(String headers) throws Exception {
        assertThat(HexFormat.of().formatHex(told(headers))).doesNotContain("4bf92f3577b34da6", "00f067aa0ba902b7");
    }

    @Test
    void aTraceThatTheClientDoesNotSampleIsNotTold() throws Exception {
        try (var collector = new ScriptedServer((request, wire) -> wire.send(TAKEN));
                var server = model();
                var bench = new Bench(server);
                var client = bench.client()) {
            var traces = new Traces("1");
            traces.use(at(collector.port(), Map.of()));
            String headers = "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00\r\n";
            assertThat(client.post(Bench.CHAT, Bench.ASK, headers).answer().whole())
                    .isTrue();
            Bench.await(() -> bench.ends.size() == 1);
            exchanges(bench, 1, traces);
            traces.ended(bench.ends.getFirst());
            traces.close();
            assertThat(String.join("", collector.requests))
                    .contains(bench.ends.getLast().exchange().id())
                    .doesNotContain(bench.ends.getFirst().exchange().id());
        }
    }

    @Test
    void nothingIsSentBeforeACollectorIsNamedAndAfterItIsCleared() throws Exception {
        try (var collector = new ScriptedServer((request, wire) -> wire.send(TAKEN));
                var server = model();
                var bench = new Bench(server);
                var traces = new Traces("1")) {
            exchanges(bench, 1, traces);
            traces.use(at(collector.port(), Map.of()));
            exchanges(bench, 1, traces);
            // Clearing tells what is left.
            traces.use(null);
            assertThat(collector.requests).hasSize(1);
            assertThat(collector.requests.getFirst())
                    .contains(bench.ends.getLast().exchange().id())
                    .doesNotContain(bench.ends.getFirst().exchange().id());
            exchanges(bench, 1, traces);
            assertThat(collector.requests).hasSize(1);
        }
    }

    @Test
    void aCollectorThatIsAwayOrSilentSlowsNothing() throws Exception {
        var held = new CountDownLatch(1);
        int gone;
        try (ServerSocket free = new ServerSocket(0)) {
            gone = free.getLocalPort();
        }
        try (var silent = new ScriptedServer((request, wire) -> held.await());
                var server = model();
                var bench = new Bench(server)) {
            for (int port : new int[] {gone, silent.port()}) {
                Traces traces = new Traces("1");
                traces.use(at(port, Map.of()));
                exchanges(bench, 1, traces);
                long began = System.nanoTime();
                for (int i = 0; i < 10_000; i++) {
                    traces.ended(bench.ends.getFirst());
                }
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
                began = System.nanoTime();
                traces.close();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
                // It goes on without traces.
                exchanges(bench, 1, traces);
            }
            held.countDown();
        }
    }

    @Test
    void aCollectorShowsNoHeadersValue() {
        Collector collector = at(4318, Map.of("x-key", "open sesame"));
        assertThat(collector).hasToString("http://127.0.0.1:4318/v1/traces [x-key]");
        assertThat(new Collector(URI.create("http://box/other"), Map.of()).endpoint())
                .hasToString("http://box/other");
    }
}
