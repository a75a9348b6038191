package dev.errata.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.ScriptedServer.Script;
import dev.errata.proxy.fixtures.ScriptedServer.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// What model servers do wrong, and what is odd but right.
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class ServerFaults {

    static final String FAILED = "upstream_failed";
    static final String SERVER = "the model server";
    private static final String JSON = "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"teh\"}}]}";
    static final String OK = "HTTP/1.1 200 OK\r\n";
    static final String END = "0\r\n\r\n";

    private ServerFaults() {}

    /// What a server does on a connection.
    interface Act {
        void on(Wire wire) throws Exception;
    }

    static List<FaultCase> all() {
        return Stream.of(heads(), documents(), streams(), WireFaults.all(), others())
                .flatMap(List::stream)
                .toList();
    }

    private static List<FaultCase> heads() {
        return List.of(
                new FaultCase("server is away", FaultCase::fine, ServerFaults::away, "502 whole", FAILED, "reached"),
                broken("server closes before its head", closing("")),
                broken("server resets before its head", Wire::reset),
                broken("server dies in its status line", closing("HTTP/1.1 20")),
                broken("server dies in its headers", closing(OK + "Content-Ty")),
                broken("server dies after an early hint", closing("HTTP/1.1 103 E\r\nLink: <x>\r\n\r\n")),
                broken("status line is garbage", closing("what?\r\n\r\n")),
                broken("server's bytes are not HTTP", closing("\u0001\u0002\u0003\u0000\r\n\r\n")),
                broken("status 99", keeping("HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n")),
                broken("status 1234", keeping("HTTP/1.1 1234 Odd\r\nContent-Length: 0\r\n\r\n")),
                broken("server changes the protocol", keeping("HTTP/1.1 101 Go\r\nUpgrade: x\r\n\r\n")),
                broken("server gives two lengths", keeping(OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc")),
                broken("server's length is no number", keeping(OK + "Content-Length: two\r\n\r\nok")),
                broken(
                        "server gives a length and chunks",
                        keeping(OK + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n" + END)),
                broken("server's transfer coding is unknown", keeping(OK + "Transfer-Encoding: gzip, chunked\r\n\r\n")),
                broken("server's head is above 64 KiB", keeping(OK + "X-L: " + "x".repeat(70_000) + "\r\n\r\n")));
    }

    private static List<FaultCase> documents() {
        return List.of(
                broken("document is shorter than its length", closing(document(JSON.length() + 9) + JSON)),
                broken("document dies in a chunk", closing(chunkedDocument() + "20\r\n{\"a\"")),
                broken("document's chunk size is garbage", keeping(chunkedDocument() + "x\r\n{}\r\n")),
                broken("document's gzip is damaged", wire -> encoded(wire, new byte[20])),
                broken("document's gzip is cut", wire -> encoded(wire, Arrays.copyOf(gzip(JSON), 30))),
                whole("document is gzip in spite of identity", wire -> encoded(wire, gzip(JSON)), "200 whole"),
                whole("document is longer than its length", sending(document(JSON.length()) + JSON + "m"), "200 whole"),
                whole("document is empty", sending(OK + "Content-Length: 0\r\n\r\n"), "200 whole"),
                whole("204 with a body", sending("HTTP/1.1 204 No\r\nContent-Length: 2\r\n\r\nok"), "204 whole"),
                whole("early hint, then the answer", sending("HTTP/1.1 103 E\r\n\r\n" + fine()), "200 whole"),
                whole("answer of HTTP/1.0", closing("HTTP/1.0 200 OK\r\n\r\nok"), "200 whole"));
    }

    private static List<FaultCase> streams() {
        return List.of(
                stream("stream dies between events", closing("")),
                stream("stream is reset between events", Wire::reset),
                stream("stream dies in a chunk", closing("40\r\ndata: {\"ch")),
                stream("stream dies in an event", closing("a\r\ndata: {\"ch\r\n")),
                stream("stream dies in a chunk's size", closing("4")),
                stream("chunk's size is garbage", keeping("zz\r\nabc\r\n")),
                stream("chunk's size is negative", keeping("-5\r\nabcde\r\n")),
                stream("chunk's size is beyond numbers", keeping("FFFFFFFFFFFFFFFFF\r\nabc\r\n")),
                stream("chunk is longer than its size", keeping("3\r\nabcdefgh\r\n" + END)),
                streamed("half an event at the end", "c\r\ndata: {\"half\r\n" + END, ""),
                streamed("event is not JSON", chunk("data: {{{\n\n") + END, "cannot be read"),
                streamed("line of 9 MB", chunk("data: " + "x".repeat(9 << 20) + "\n\n") + END, ""),
                streamed("trailers", "0\r\nX-Trailer: 1\r\nContent-Length: 7\r\n\r\n", ""),
                streamed("text after the end", chunk("data: [DONE]\n\n") + chunk("data: more\n\n") + END, ""),
                new FaultCase(
                        "server dies after [DONE]",
                        script(begun(closing(chunk("data: [DONE]\n\n")))),
                        FaultCase::ask,
                        "200 broken",
                        "completed",
                        ""));
    }

    private static List<FaultCase> others() {
        return List.of(
                whole("stream drips byte by byte", ServerFaults::drip, "200 whole"),
                new FaultCase(
                        "file is shorter than its length",
                        script(closing(OK + "Content-Length: 9\r\n\r\nfive!")),
                        FaultCase::get,
                        "200 broken",
                        FAILED,
                        SERVER),
                new FaultCase(
                        "one answer too many",
                        script(sending(answer("A") + answer("B"))),
                        stage -> {
                            String first = text(stage.client());
                            return first + " then " + text(stage.client());
                        },
                        "A then A",
                        "completed",
                        ""),
                new FaultCase(
                        "bytes behind an answer",
                        script(sending("HTTP/1.1 204 No\r\nContent-Length: 2\r\n\r\nok")),
                        stage -> FaultCase.get(stage) + " then " + FaultCase.get(stage),
                        "204 whole then 204 whole",
                        "completed",
                        ""),
                resetWithoutLength());
    }

    /// A body that ends with the connection and whose connection is reset must not look whole.
    private static FaultCase resetWithoutLength() {
        var seen = new CountDownLatch(1);
        Act act = wire -> {
            wire.send(OK + "\r\nhalf");
            assertThat(seen.await(5, TimeUnit.SECONDS)).isTrue();
            wire.reset();
        };
        return new FaultCase(
                "body without a length is reset",
                script(act),
                stage -> {
                    String head = stage.client().get("/file").head();
                    String first = stage.client().chunkText();
                    seen.countDown();
                    return head.substring(9, 12) + " " + first + ", then " + stage.client().chunkText();
                },
                "200 half, then closed",
                FAILED,
                SERVER);
    }

    private static String away(FaultCase.Stage stage) throws Exception {
        int port = stage.server().port();
        stage.server().close();
        Socket held = new Socket();
        try {
            held.setReuseAddress(true);
            // Else another program may take it, and answer.
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return FaultCase.ask(stage);
        } finally {
            held.close();
        }
    }

    private static String text(RawClient client) throws IOException {
        return client.get("/file").answer().body();
    }

    private static void drip(Wire wire) throws IOException {
        String all = Bench.SSE + chunk("data: " + Bench.delta("a") + "\n\n") + END;
        for (byte b : all.getBytes(StandardCharsets.UTF_8)) {
            wire.send(new byte[] {b});
        }
    }

    private static FaultCase broken(String name, Act act) {
        return FaultCase.server(name, script(act), "502 whole", FAILED, SERVER);
    }

    private static FaultCase whole(String name, Act act, String sees) {
        return FaultCase.server(name, script(act), sees, "completed", "");
    }

    private static FaultCase stream(String name, Act act) {
        return FaultCase.server(name, script(begun(act)), "200 broken", FAILED, SERVER);
    }

    private static FaultCase streamed(String name, String rest, String note) {
        return FaultCase.server(name, script(begun(sending(rest))), "200 whole", "completed", note);
    }

    private static Act begun(Act act) {
        return wire -> {
            wire.send(Bench.SSE);
            wire.sendEvent(Bench.delta("a"));
            act.on(wire);
        };
    }

    static Script script(Act act) {
        return (request, wire) -> act.on(wire);
    }

    static Act sending(String bytes) {
        return wire -> wire.send(bytes);
    }

    static Act closing(String bytes) {
        return wire -> {
            wire.send(bytes);
            wire.socket().close();
        };
    }

    /// Sends, and leaves it to the proxy to close.
    private static Act keeping(String bytes) {
        return wire -> {
            try {
                wire.send(bytes);
            } catch (SocketException e) {
                // It has closed already.
            }
            assertThat(wire.awaitClosed()).isTrue();
        };
    }

    private static void encoded(Wire wire, byte[] body) throws IOException {
        wire.send(OK + "Content-Type: application/json\r\nContent-Encoding: gzip\r\nConnection: close\r\n"
                + "Content-Length: " + body.length
                + "\r\n\r\n");
        wire.send(body);
    }

    static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String fine() {
        return document(JSON.length()) + JSON;
    }

    static String document(int length) {
        return OK + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static String chunkedDocument() {
        return OK + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    private static String answer(String body) {
        return OK + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
