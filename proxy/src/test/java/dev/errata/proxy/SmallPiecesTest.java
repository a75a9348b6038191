package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Bodies of which every byte is a chunk of its own, and connections on which nothing is asked.
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class SmallPiecesTest {

    private static final int BYTES = 10_000;
    private static final String FLOOD = "1\r\nx\r\n".repeat(BYTES) + "0\r\n\r\n";

    @Test
    void passesAFloodOfBytesOnInFewPieces() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> wire.send(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n" + FLOOD));
                var bench = new Bench(server);
                var client = bench.client()) {
            client.get("/flood");
            assertThat(client.head()).contains("chunked");
            var body = new ByteArrayOutputStream();
            int chunks = 0;
            for (byte[] chunk = client.chunk(); chunk != null && chunk.length > 0; chunk = client.chunk()) {
                body.writeBytes(chunk);
                chunks++;
            }
            assertThat(body.toString(StandardCharsets.UTF_8)).isEqualTo("x".repeat(BYTES));
            assertThat(chunks).isLessThan(BYTES / 50);
        }
    }

    @Test
    void takesAFloodOfBytesFromAClient() throws Exception {
        try (var server = new ScriptedServer(
                        (request, wire) -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
                var bench = new Bench(server);
                var client = bench.client()) {
            client.send("POST " + Bench.CHAT + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + FLOOD);
            assertThat(client.answer().body()).isEqualTo("ok");
            assertThat(server.requests.getFirst()).endsWith("x".repeat(BYTES));
        }
    }

    @Test
    void closesAConnectionOnWhichNothingIsAsked() throws Exception {
        try (var server = new ScriptedServer(
                        (request, wire) -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
                var bench = new Bench(server)) {
            bench.proxy.useClientIdle(Duration.ofMillis(200));
            try (RawClient silent = bench.client();
                    RawClient used = bench.client()) {
                assertThat(used.get("/1").answer().body()).isEqualTo("ok");
                assertThat(used.get("/2").answer().body()).isEqualTo("ok");
                assertThat(used.awaitClosed()).isTrue();
                assertThat(silent.awaitClosed()).isTrue();
            }
        }
    }

    @Test
    void neverClosesAStreamHoweverSilentItIs() throws Exception {
        var late = new CountDownLatch(1);
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    assertThat(late.await(5, TimeUnit.SECONDS)).isTrue();
                    wire.sendEvent(Bench.delta("a"));
                    wire.sendChunk("");
                });
                var bench = new Bench(server)) {
            bench.proxy.useClientIdle(Duration.ofMillis(150));
            try (RawClient streaming = bench.client();
                    RawClient silent = bench.client()) {
                streaming.post(Bench.CHAT, Bench.ASK);
                assertThat(streaming.head()).contains("200");
                // Others' going tells that the limit has passed.
                assertThat(silent.awaitClosed()).isTrue();
                try (RawClient later = bench.client()) {
                    assertThat(later.awaitClosed()).isTrue();
                }
                late.countDown();
                assertThat(streaming.chunkText()).contains("data:");
                assertThat(streaming.chunkText()).isEmpty();
            }
        }
    }
}
