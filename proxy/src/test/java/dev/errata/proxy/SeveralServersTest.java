package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.TrafficEvent.ExchangeStarted;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.UpstreamTable;
import dev.errata.proxy.upstream.UpstreamTable.Entry;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Several model servers at once, and changes of them under load.
final class SeveralServersTest {
    private static final int STREAMS = 60;
    private static final int CHANGES = 100;
    private static final String LONG = "{\"model\":\"m\",\"user\":\"long\"}";

    private static ScriptedServer named(String name) throws IOException {
        return new ScriptedServer((request, wire) ->
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + name.length() + "\r\n\r\n" + name));
    }

    private static Upstream at(String name, ScriptedServer server) {
        return new Upstream(name, URI.create("http://127.0.0.1:" + server.port()), null);
    }

    private static String ask(RawClient client, String body) throws IOException {
        return client.post(Bench.CHAT, body).answer().body();
    }

    @Test
    void aRequestGoesToTheServerOfItsModel() throws Exception {
        try (var standard = named("standard");
                var coder = named("coder");
                var exact = named("exact")) {
            var table = new UpstreamTable(
                    at("s", standard),
                    List.of(
                            new Entry(List.of("qwen*", "starcoder?"), at("c", coder)),
                            new Entry(List.of("qwen-tiny"), at("e", exact))));
            try (var bench = new Bench(table, null);
                    var client = bench.client()) {
                assertThat(ask(client, "{\"model\":\"qwen3:8b\"}")).isEqualTo("coder");
                assertThat(ask(client, "{\"model\":\"qwen-tiny\"}")).isEqualTo("exact");
                assertThat(ask(client, "{\"model\":\"llama\"}")).isEqualTo("standard");
                assertThat(ask(client, "{\"messages\":[]}")).isEqualTo("standard");
                assertThat(ask(client, "no JSON")).isEqualTo("standard");
                assertThat(client.get("/v1/models").answer().body()).isEqualTo("standard");
                assertThat(client.get("/api/tags").answer().body()).isEqualTo("standard");
                assertThat(client.post("/v1/embeddings", "{\"model\":\"starcoder2\"}")
                                .answer()
                                .body())
                        .isEqualTo("coder");
                assertThat(bench.newest().upstream()).isEqualTo("c");
                assertThat(bench.journal.events.stream()
                                .filter(ExchangeStarted.class::isInstance)
                                .map(event -> ((ExchangeStarted) event).upstream()))
                        .containsExactly("c", "e", "s", "s", "s", "s", "s", "c");
            }
        }
    }

    @Test
    void aModelNamedBehindALongConversationIsFoundAndTheBodyArrivesWhole() throws Exception {
        try (var standard = named("standard");
                var coder = named("coder")) {
            var table =
                    new UpstreamTable(at("s", standard), List.of(new Entry(List.of("qwen*"), at("c", coder))));
            try (var bench = new Bench(table, null);
                    var client = bench.client()) {
                String body = "{\"messages\":[{\"content\":\"" + "word ".repeat(600_000) + "\"}],\"model\":\"qwen\"}";
                assertThat(ask(client, body)).isEqualTo("coder");
                assertThat(coder.requests.getFirst()).endsWith("\r\n\r\n" + body);
            }
        }
    }

    @Test
    void beyondTheBoundItGoesToTheStandardServerWithANote() throws Exception {
        try (var standard = named("standard");
                var coder = named("coder")) {
            var table =
                    new UpstreamTable(at("s", standard), List.of(new Entry(List.of("qwen*"), at("c", coder))));
            try (var bench = new Bench(table, null);
                    var client = bench.client()) {
                String words = ("\"" + "x".repeat(1 << 20) + "\",").repeat(17);
                String body = "{\"messages\":[" + words + "1],\"model\":\"qwen\"}";
                assertThat(ask(client, body)).isEqualTo("standard");
                assertThat(standard.requests.getFirst()).hasSizeGreaterThan(17 << 20);
                assertThat(bench.newest().note()).contains("sent to the standard model server");
            }
        }
    }

    @Test
    void aClientThatLeavesBeforeItNamedAModelIsRecorded() throws Exception {
        try (var standard = named("standard");
                var coder = named("coder")) {
            var table =
                    new UpstreamTable(at("s", standard), List.of(new Entry(List.of("qwen*"), at("c", coder))));
            try (var bench = new Bench(table, null)) {
                try (var client = bench.client()) {
                    client.send("POST " + Bench.CHAT
                            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{\"messages\":");
                    Bench.await(() -> bench.proxy.exchanges().started() == 1);
                }
                assertThat(bench.finished(1).outcome()).isEqualTo("client_closed");
                assertThat(bench.journal.events.getFirst()).isInstanceOf(ExchangeStarted.class);
                assertThat(standard.connections.get() + coder.connections.get()).isZero();
            }
        }
    }

    /// A server whose events all bear its name, so that a mixed stream is seen.
    ///
    /// @param begun told when a long stream has begun
    /// @param steps a long stream's event waits for the step of its number
    private static ScriptedServer streaming(String name, CountDownLatch begun, List<CountDownLatch> steps)
            throws IOException {
        return new ScriptedServer((request, wire) -> {
            boolean isLong = request.body().equals(LONG);
            wire.send(Bench.SSE);
            wire.sendEvent(Bench.delta(name + " teh "));
            begun.countDown();
            for (CountDownLatch step : steps) {
                if (isLong) {
                    step.await();
                }
                wire.sendEvent(Bench.delta(name + " teh "));
            }
            wire.sendEvent("[DONE]");
            wire.send("0\r\n\r\n");
        });
    }

    private static String stream(Bench bench, String body) throws IOException {
        try (var client = bench.client()) {
            Answer answer = client.post(Bench.CHAT, body).answer();
            assertThat(answer.whole()).isTrue();
            return answer.body()
                    .replaceAll("[^\\n]*\"content\":\"([^\"]*)\"[^\\n]*", "$1")
                    .replaceAll("\\n+", "");
        }
    }

    @Test
    void changesOfServerAndRulesDropAndMixNoStream() throws Exception {
        var begun = new CountDownLatch(STREAMS);
        List<CountDownLatch> steps =
                Stream.generate(() -> new CountDownLatch(1)).limit(CHANGES).toList();
        try (var one = streaming("one", begun, steps);
                var two = streaming("two", begun, steps);
                var bench = new Bench(UpstreamTable.of(at("one", one)), null);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                running.add(threads.submit(() -> stream(bench, LONG)));
            }
            begun.await();
            List<String> met = new ArrayList<>();
            for (int i = 0; i < CHANGES; i++) {
                switch (i % 4) {
                    case 0 -> bench.proxy.useUpstream(at("two", two));
                    case 1 ->
                        bench.proxy.useUpstreams(
                                new UpstreamTable(at("one", one), List.of(new Entry(List.of("m"), at("two", two)))));
                    case 2 -> bench.rules = LiteralProgram.replacing("teh", i % 8 == 2 ? "the" : "THE");
                    default -> bench.proxy.useUpstreams(UpstreamTable.of(at("one", one)));
                }
                steps.get(i).countDown();
                met.add(stream(bench, Bench.ASK).substring(0, 8));
            }
            for (Future<String> client : running) {
                assertThat(client.get()).isEqualTo("one teh ".repeat(CHANGES + 1) + "data: [DONE]");
            }
            assertThat(met.subList(0, 8))
                    .containsExactly(
                            "two teh ", "two teh ", "two the ", "one the ", "two the ", "two the ", "two THE ",
                            "one THE ");
        }
    }
}
