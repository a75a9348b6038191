package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class FailuresTest {

    private static final String HALF_JSON =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{\"a\"";

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void saysInTheShapeOfTheWireThatTheServerIsAway() throws Exception {
        try (var bench = new Bench("http://127.0.0.1:" + closedPort(), null, null);
                var client = bench.client()) {
            Answer openAi = client.post(Bench.CHAT, Bench.ASK).answer();
            assertThat(openAi.status()).isEqualTo(502);
            assertThat(openAi.body())
                    .startsWith("{\"error\":{\"message\":\"The model server at http://127.0.0.1:")
                    .contains(" [ERR-PROXY-001]\"", "\"code\":502");
            assertThat(client.post("/v1/messages", "{}").answer().body())
                    .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"api_error\"");
            assertThat(client.post("/api/chat", "{}").answer().body()).startsWith("{\"error\":\"The model");
            Answer large = client.post("/v1/completions", "x".repeat(3 << 20)).answer();
            assertThat(large.status()).isEqualTo(502);
            assertThat(client.get("/v1/models").answer().status()).isEqualTo(502);
            assertThat(bench.finished(3).outcome()).isEqualTo("upstream_failed");
            assertThat(bench.finished(1).status()).isEqualTo(502);
        }
    }

    @Test
    void answersAtOnceWhenTheServerDiesBeforeItsHead() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    if (request.head().contains("/garbage")) {
                        wire.send("what?\r\n\r\n");
                    }
                    wire.socket().close();
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            assertThat(client.post(Bench.CHAT, Bench.ASK).answer().status()).isEqualTo(502);
            assertThat(client.get("/garbage").answer().status()).isEqualTo(502);
        }
    }

    @Test
    void breaksTheClientsBodyWhenTheServersBreaks() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    if (request.head().startsWith("GET")) {
                        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive!");
                    } else if (request.body().contains("true")) {
                        wire.send(Bench.SSE);
                        wire.sendEvent(Bench.delta("x te"));
                        wire.sendChunk("data: {\"half");
                    } else {
                        wire.send(HALF_JSON);
                    }
                    wire.socket().close();
                });
                var bench = new Bench(server)) {
            bench.rules = LiteralProgram.replacing("teh", "the");
            try (var client = bench.client()) {
                Answer answer = client.post(Bench.CHAT, Bench.ASK).answer();
                assertThat(answer.whole()).isFalse();
                assertThat(answer.body()).isEqualTo("data: " + Bench.delta("x te") + "\n\ndata: {\"half");
                assertThat(bench.finished(1).outcome()).isEqualTo("upstream_failed");
                assertThat(bench.newest().phase()).isEqualTo(Phase.FAILED);
            }
            try (var client = bench.client()) {
                assertThat(client.post(Bench.CHAT, "{}").answer().status()).isEqualTo(502);
            }
            try (var client = bench.client()) {
                Answer answer = client.get("/file").answer();
                assertThat(answer.whole()).isFalse();
                assertThat(answer.body()).isEqualTo("five!");
            }
        }
    }

    @Test
    void triesOnceMoreWhenAPooledConnectionIsDead() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    if (request.number() > 1) {
                        wire.socket().close();
                    } else {
                        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                    }
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            assertThat(client.get("/1").answer().body()).isEqualTo("ok");
            assertThat(client.post(Bench.CHAT, Bench.ASK).answer().body()).isEqualTo("ok");
            assertThat(server.connections).hasValue(2);
            assertThat(server.requests).hasSize(3);
            assertThat(server.requests.get(2)).endsWith(Bench.ASK);
        }
    }

    @Test
    void closesAnIdleConnectionBeforeTheServerDoes() throws Exception {
        var closed = new CompletableFuture<Boolean>();
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                    closed.complete(wire.awaitClosed());
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            assertThat(client.get("/1").answer().body()).isEqualTo("ok");
            long begun = System.nanoTime();
            assertThat(closed.get(4, TimeUnit.SECONDS)).isTrue();
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isBetween(3_000L, 4_000L);
        }
    }

    @Test
    void keepsNoConnectionThatTheServerWillClose() throws Exception {
        try (var server = new ScriptedServer((request, wire) ->
                        wire.send("HTTP/1.1 400 Bad\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"));
                var bench = new Bench(server);
                var client = bench.client()) {
            assertThat(client.get("/1").answer().status()).isEqualTo(400);
            assertThat(client.get("/2").answer().status()).isEqualTo(400);
            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    void closesTheServersSideWhenTheClientLeaves() throws Exception {
        for (boolean half : new boolean[] {false, true}) {
            for (String phase : new String[] {"upload", "head", "stream", "whole"}) {
                leave(phase, half);
            }
        }
    }

    private static void leave(String phase, boolean half) throws Exception {
        var reached = new CountDownLatch(1);
        var closed = new CompletableFuture<Long>();
        try (var listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                var server = new ScriptedServer(listener, (request, wire) -> {
                    if (phase.equals("stream")) {
                        wire.send(Bench.SSE);
                        wire.sendEvent(Bench.delta("a"));
                    } else if (phase.equals("whole")) {
                        wire.send(HALF_JSON);
                    }
                    reached.countDown();
                    closed.complete(wire.awaitClosed() ? System.nanoTime() : -1);
                });
                var bench = new Bench(server)) {
            var client = bench.client();
            if (phase.equals("upload")) {
                client.send("POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
                Bench.await(() -> server.connections.get() == 1);
            } else {
                client.post(Bench.CHAT, Bench.ASK);
                assertThat(reached.await(5, TimeUnit.SECONDS)).isTrue();
            }
            if (phase.equals("stream")) {
                assertThat(client.head()).contains("200");
                assertThat(client.chunkText()).contains("data:");
            }
            long left = System.nanoTime();
            if (half) {
                client.socket.shutdownOutput();
            } else {
                client.close();
            }
            if (!phase.equals("upload")) {
                long took = closed.get(5, TimeUnit.SECONDS) - left;
                assertThat(TimeUnit.NANOSECONDS.toMillis(took))
                        .as("%s, half closed %s", phase, half)
                        .isLessThan(4_500);
            }
            assertThat(bench.finished(1).outcome()).isEqualTo("client_closed");
            Bench.await(() -> bench.newest().phase() == Phase.CLIENT_CLOSED);
            client.close();
        }
    }

    @Test
    void givesTheEndOnlyWhenTheJournalHasIt() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    if (request.head().startsWith("GET")) {
                        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                    } else {
                        wire.send(Bench.SSE);
                        wire.sendEvent(Bench.delta("a"));
                        wire.sendChunk("data: [DONE]\n\n");
                        wire.sendChunk("");
                    }
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.journal.holding = true;
            client.post(Bench.CHAT, Bench.ASK);
            assertThat(client.head()).contains("200");
            assertThat(client.chunkText()).contains("content");
            bench.finished(1);
            assertThat(client.socket.getInputStream().available()).isZero();
            bench.journal.letGo();
            assertThat(client.chunkText()).isEqualTo("data: [DONE]\n\n");
            assertThat(client.chunkText()).isEmpty();

            bench.journal.holding = true;
            client.get("/x");
            bench.finished(2);
            String head = client.head();
            assertThat(head).contains("Content-Length: 2");
            assertThat(client.socket.getInputStream().available()).isZero();
            bench.journal.letGo();
            assertThat(client.socket.getInputStream().readNBytes(2)).asString().isEqualTo("ok");
        }
    }

    @Test
    void givesNoEndThatTheJournalCannotKeep() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    wire.sendEvent(Bench.delta("a"));
                    wire.sendChunk("data: [DONE]\n\n");
                    wire.sendChunk("");
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.journal.failing = true;
            Answer answer = client.post(Bench.CHAT, Bench.ASK).answer();
            assertThat(answer.whole()).isFalse();
            assertThat(answer.body()).doesNotContain("[DONE]");
            Bench.await(() -> bench.newest().phase() == Phase.FAILED);
            assertThat(bench.newest().note()).contains("journal");
        }
    }

    @Test
    void readsNoFasterThanTheClientTakes() throws Exception {
        var sent = new AtomicLong();
        long total = 96L << 20;
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + total + "\r\n\r\n");
                    byte[] block = new byte[1 << 16];
                    while (sent.get() < total) {
                        wire.send(block);
                        sent.addAndGet(block.length);
                    }
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            client.get("/big");
            assertThat(client.head()).contains("200");
            long seen = -1;
            long still = System.nanoTime();
            while (System.nanoTime() - still < TimeUnit.MILLISECONDS.toNanos(300)) {
                if (sent.get() != seen) {
                    seen = sent.get();
                    still = System.nanoTime();
                }
                Thread.onSpinWait();
            }
            assertThat(seen).isLessThan(total / 2);
            client.socket.getInputStream().skipNBytes(total);
            assertThat(bench.finished(1).outcome()).isEqualTo("completed");
        }
    }

    @Test
    void stopsReadingWhileTheJournalIsPressed() throws Exception {
        var go = new CountDownLatch(1);
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    assertThat(go.await(5, TimeUnit.SECONDS)).isTrue();
                    wire.sendEvent(Bench.delta("a"));
                    wire.sendChunk("data: [DONE]\n\n");
                    wire.sendChunk("");
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.journal.pressed = true;
            client.post(Bench.CHAT, Bench.ASK);
            assertThat(client.head()).contains("200");
            go.countDown();
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
            while (System.nanoTime() < until) {
                assertThat(client.socket.getInputStream().available()).isZero();
            }
            bench.journal.pressed = false;
            String first = client.chunkText();
            assertThat(first).contains("content");
        }
    }
}
