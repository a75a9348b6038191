package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Codings, sizes, and connections that are used again.
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class HttpEdgesTest {

    private static final String DOCUMENT = "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"teh\"}}]}";
    private static final int HUNDRED = 100 << 20;

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static ScriptedServer fine() throws IOException {
        return new ScriptedServer((request, wire) -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    }

    private static void post(RawClient client, String coding, byte[] body) throws IOException {
        client.send("POST " + Bench.CHAT + " HTTP/1.1\r\nHost: x\r\nContent-Encoding: " + coding
                + "\r\nContent-Length: " + body.length + "\r\n\r\n");
        client.send(body);
    }

    @Test
    void decodesARequestForTheServerAndReadsIt() throws Exception {
        String large = "{\"model\":\"coder\",\"prompt\":\"" + "0123456789 lorem ipsum".repeat(20_000) + "\"}";
        try (var server = fine();
                var bench = new Bench(server);
                var client = bench.client()) {
            post(client, "gzip", gzip(large));
            assertThat(client.answer().body()).isEqualTo("ok");
            String seen = server.requests.getFirst();
            assertThat(seen.endsWith(large)).isTrue();
            assertThat(seen.substring(0, seen.indexOf("\r\n\r\n")))
                    .containsIgnoringCase("transfer-encoding: chunked")
                    .doesNotContainIgnoringCase("content-encoding", "content-length");
            assertThat(bench.finished(1).model()).isEqualTo("coder");
        }
    }

    @Test
    void decodesZstdForTheServerAndInWhatItReads() throws Exception {
        byte[] asked = Zstd.compress("{\"model\":\"coder\"}".getBytes(StandardCharsets.UTF_8));
        byte[] zipped = Zstd.compress(DOCUMENT.getBytes(StandardCharsets.UTF_8));
        try (var server = new ScriptedServer((request, wire) -> encoded(wire, "application/json", "zstd", zipped));
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = LiteralProgram.replacing("teh", "the");
            post(client, "zstd", asked);
            Answer answer = client.answer();
            assertThat(answer.body()).isEqualTo(DOCUMENT.replace("teh", "the"));
            assertThat(answer.header("content-encoding")).isNull();
            assertThat(server.requests.getFirst())
                    .doesNotContainIgnoringCase("content-encoding")
                    .endsWith("{\"model\":\"coder\"}");
            assertThat(bench.finished(1).model()).isEqualTo("coder");
        }
    }

    @Test
    void refusesAZstdBomb() throws Exception {
        try (var server = fine();
                var bench = new Bench(server);
                var client = bench.client()) {
            post(client, "zstd", Zstd.compress(new byte[64 << 20]));
            assertThat(client.answer().status()).isEqualTo(413);
        }
    }

    @Test
    void decodesALargeRequestAsFastAsTheServerTakesIt() throws Exception {
        var text = new StringBuilder();
        for (int i = 0; text.length() < 24 << 20; i++) {
            text.append(i).append(" lorem ipsum dolor sit amet, consectetur adipiscing elit".repeat(40));
        }
        try (var server = fine();
                var bench = new Bench(server);
                var client = bench.client()) {
            post(client, "gzip", gzip(text.toString()));
            assertThat(client.answer().body()).isEqualTo("ok");
            assertThat(server.requests.getFirst().endsWith(text.toString())).isTrue();
        }
    }

    @Test
    void passesACodingItDoesNotKnowAndSaysSo() throws Exception {
        try (var server = fine();
                var bench = new Bench(server);
                var client = bench.client()) {
            post(client, "br", new byte[] {0x28, 'b', 'r', 'o', 't'});
            assertThat(client.answer().body()).isEqualTo("ok");
            assertThat(server.requests.getFirst())
                    .contains("Content-Encoding: br\r\n")
                    .endsWith("(brot");
            assertThat(bench.finished(1).note()).contains("encoded (br)");
        }
    }

    private static void encoded(ScriptedServer.Wire wire, String type, String coding, byte[] body) throws IOException {
        wire.send("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Encoding: " + coding
                + "\r\nETag: \"1\"\r\nContent-Length: " + body.length + "\r\n\r\n");
        wire.send(body);
    }

    @Test
    void decodesAnAnswerThatItReadsAndLeavesOthersAsTheyAre() throws Exception {
        String stream = "data: " + Bench.delta("te") + "\n\ndata: " + Bench.delta("h.") + "\n\ndata: [DONE]\n\n";
        byte[] zipped = gzip(DOCUMENT);
        try (var server = new ScriptedServer((request, wire) -> {
                    if (request.body().contains("stream")) {
                        encoded(wire, "text/event-stream", "gzip", gzip(stream));
                    } else {
                        encoded(wire, "application/json", request.body().contains("br") ? "br" : "gzip", zipped);
                    }
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = LiteralProgram.replacing("teh", "the");
            Answer document = client.post(Bench.CHAT, "{}").answer();
            assertThat(document.body()).isEqualTo(DOCUMENT.replace("teh", "the"));
            assertThat(document.header("content-encoding")).isNull();
            assertThat(document.header("etag")).isNull();
            assertThat(document.header("x-errata-inspected")).isNull();

            Answer events = client.post(Bench.CHAT, Bench.ASK).answer();
            assertThat(events.whole()).isTrue();
            assertThat(events.body()).contains("the").doesNotContain("teh").endsWith("data: [DONE]\n\n");

            Answer unknown = client.post(Bench.CHAT, "{\"user\":\"br\"}").answer();
            assertThat(unknown.bytes()).isEqualTo(zipped);
            assertThat(unknown.header("content-encoding")).isEqualTo("br");
            assertThat(unknown.header("x-errata-inspected")).isEqualTo("no");

            Answer bypassed =
                    client.post(Bench.CHAT, "{}", "x-errata-bypass: 1\r\n").answer();
            assertThat(bypassed.bytes()).isEqualTo(zipped);
            assertThat(bypassed.header("content-encoding")).isEqualTo("gzip");
            assertThat(bypassed.header("etag")).isEqualTo("\"1\"");
        }
    }

    @Test
    void doesNotLetAReadStreamGoOnWithoutItsClient() throws Exception {
        String id = "X-Conversation-Id: c-1\r\n";
        try (var server = fine();
                var bench = new Bench(server);
                var client = bench.client()) {
            assertThat(client.post(Bench.CHAT, Bench.ASK, id).answer().body()).isEqualTo("ok");
            assertThat(server.requests.get(0)).doesNotContainIgnoringCase("x-conversation-id");
            assertThat(bench.finished(1).note()).contains("cannot be resumed");
            assertThat(client.post("/v1/streams/lookup", "{}", id).answer().body())
                    .isEqualTo("ok");
            assertThat(server.requests.get(1)).containsIgnoringCase("x-conversation-id: c-1");
        }
    }

    @Test
    void leavesAConnectionAfterAHundredRequests() throws Exception {
        try (var server = fine();
                var bench = new Bench(server);
                var client = bench.client()) {
            for (int i = 1; i <= 101; i++) {
                assertThat(client.get("/" + i).answer().body()).isEqualTo("ok");
                assertThat(server.connections).hasValue(i <= 100 ? 1 : 2);
            }
        }
    }

    @Test
    void restsNoLongerThanTheServerSays() throws Exception {
        var closed = new CompletableFuture<Boolean>();
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1, max=9\r\nContent-Length: 2\r\n\r\nok");
                    closed.complete(wire.awaitClosed());
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            assertThat(client.get("/1").answer().body()).isEqualTo("ok");
            long begun = System.nanoTime();
            assertThat(closed.get(4, TimeUnit.SECONDS)).isTrue();
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isBetween(500L, 3_000L);
        }
    }

    @Test
    void triesNothingTwiceThatItCannotRepeat() throws Exception {
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
            assertThat(client.post(Bench.CHAT, "x".repeat(2 << 20)).answer().status())
                    .isEqualTo(502);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void answersEveryPipelinedRequestInOrder() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    String path = request.head().split(" ", 3)[1];
                    String head = "HTTP/1.1 200 OK\r\nX-Path: " + path + "\r\nContent-Length: 2\r\n\r\n";
                    wire.send(request.head().startsWith("HEAD") ? head : head + "ok");
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nHEAD /b HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
                    + "GET /d HTTP/1.1\r\nHost: x\r\n\r\nGET bad HTTP/1.1\r\n\r\n");
            for (String path : new String[] {"/a", "/b", "/c", "/d"}) {
                assertThat(client.answer(path.equals("/b")).header("x-path")).isEqualTo(path);
            }
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.awaitClosed()).isTrue();
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void streamsAHundredMegabytesBothWaysInLittleMemory() throws Exception {
        long most = 0;
        var buffers = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        try (var listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                var bench = new Bench("http://127.0.0.1:" + listener.getLocalPort(), null, null);
                var client = bench.client()) {
            Thread.ofVirtual().start(() -> echo(listener));
            long before = liveHeap();
            byte[] block = new byte[1 << 20];
            byte[] sent = new byte[1 << 20];
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    client.send("POST /file HTTP/1.1\r\nHost: x\r\nContent-Length: " + HUNDRED + "\r\n\r\n");
                    for (int i = 0; i < HUNDRED; i += sent.length) {
                        client.send(sent);
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(client.head()).contains("200").contains("Content-Length: " + HUNDRED);
            InputStream in = client.socket.getInputStream();
            for (int read = 0; read < HUNDRED; read += block.length) {
                assertThat(in.readNBytes(block, 0, block.length)).isEqualTo(block.length);
                most = Math.max(most, buffers.usedDirectMemory() + buffers.usedHeapMemory());
                if (read == HUNDRED / 2) {
                    assertThat(liveHeap() - before).as("heap in the middle").isLessThan(32L << 20);
                }
            }
            assertThat(sender.join(Duration.ofSeconds(5))).isTrue();
            assertThat(bench.finished(1).outcome()).isEqualTo("completed");
            assertThat(most).as("buffers at their peak").isBetween(1L, 48L << 20);
        }
    }

    private static long liveHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void echo(ServerSocket listener) {
        try (Socket socket = listener.accept()) {
            InputStream in = socket.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nContent-Length: " + HUNDRED + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[1 << 16];
            for (long left = HUNDRED; left > 0; ) {
                int length = in.read(block);
                socket.getOutputStream().write(block, 0, length);
                left -= length;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
