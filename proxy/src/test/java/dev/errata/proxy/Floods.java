package dev.errata.proxy;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.IntFunction;

/// Measures bodies that come byte by byte, as TCP segments or as chunks: time and memory must grow with their size and
/// no faster. By hand, with so much room for young objects (`-Xmn1g`) that none is collected meanwhile; prints a table
/// with nanoseconds and bytes allocated, by all threads, for each byte of the body.
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class Floods {

    private static final int[] SIZES = {1 << 16, 1 << 18, 1 << 20};
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final byte[] OK = bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

    private Floods() {}

    /// What is sent, by whom.
    ///
    /// @param dripped whether every byte is a write of its own
    private record Flood(String name, boolean answer, boolean dripped, IntFunction<byte[]> bytes) {}

    public static void main(String[] arguments) throws Exception {
        Flood[] floods = {
            new Flood("events of 100 bytes, each byte a write", true, true, size -> stream(events(size, 20), false)),
            new Flood("events of 100 bytes, each byte a chunk", true, false, size -> stream(events(size, 20), true)),
            new Flood("one event, each byte a write", true, true, size -> stream(events(size, size), false)),
            new Flood("one event, each byte a chunk", true, false, size -> stream(events(size, size), true)),
            new Flood("a document, each byte a chunk", true, false, size -> answer("application/json", document(size))),
            new Flood("a file, each byte a chunk", true, false, size -> answer("text/plain", "x".repeat(size))),
            new Flood("a request, each byte a write", false, true, size -> request(document(size), false)),
            new Flood("a request, each byte a chunk", false, false, size -> request(document(size), true)),
            new Flood("64 headers of 1 KB, each byte a write", false, true, Floods::headers)
        };
        System.out.println("| flood | size | ms | ns/byte | allocated/byte |\n|---|---|---|---|---|");
        for (Flood flood : floods) {
            run(flood, SIZES[0], false);
            for (int size : SIZES) {
                run(flood, size, true);
            }
        }
    }

    private static void run(Flood flood, int size, boolean told) throws Exception {
        byte[] sent = flood.bytes().apply(size);
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.socket().setTcpNoDelay(true);
                    send(wire.out(), flood.answer() ? sent : OK, flood.answer() && flood.dripped());
                });
                var bench = new Bench(server);
                RawClient client = bench.client()) {
            bench.rules = JsonRule.of("teh", "the");
            client.socket.setTcpNoDelay(true);
            client.socket.setSoTimeout(300_000);
            System.gc();
            long allocated = used();
            long begun = System.nanoTime();
            byte[] asked = flood.answer() ? request("{\"stream\":true}", false) : sent;
            send(client.socket.getOutputStream(), asked, !flood.answer() && flood.dripped());
            drain(client.socket.getInputStream());
            long nanos = System.nanoTime() - begun;
            long memory = used() - allocated;
            if (told) {
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %,d | %,d | %,d | %,d |%n",
                        flood.name(),
                        size,
                        nanos / 1_000_000,
                        nanos / size,
                        memory / size);
            }
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void send(OutputStream out, byte[] bytes, boolean dripped) throws IOException {
        if (!dripped) {
            out.write(bytes);
            return;
        }
        for (int i = 0; i < bytes.length; i++) {
            out.write(bytes, i, 1);
        }
    }

    /// Reads to the end of an answer: of its chunks, of the document, or of what the scripted server says.
    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        String tail = "";
        int count = in.read(buffer);
        while (count >= 0) {
            tail += new String(buffer, Math.max(0, count - 8), Math.min(count, 8), StandardCharsets.ISO_8859_1);
            tail = tail.substring(Math.max(0, tail.length() - 8));
            if (tail.endsWith("0\r\n\r\n") || tail.endsWith("\"m\"}") || tail.endsWith("\r\nok")) {
                return;
            }
            count = in.read(buffer);
        }
        throw new IOException("it broke off");
    }

    private static byte[] request(String body, boolean chunked) {
        String head = "POST " + Bench.CHAT + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
        return bytes(
                chunked
                        ? head + CHUNKED + chunks(body)
                        : head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static byte[] headers(int size) {
        return bytes("GET /x HTTP/1.1\r\nHost: x\r\n" + ("X-A: " + "x".repeat(990) + "\r\n").repeat(64) + "\r\n");
    }

    private static byte[] stream(String events, boolean chunks) {
        String all = events + "data: [DONE]\n\n";
        String framed =
                chunks ? chunks(all) : Integer.toHexString(all.length()) + "\r\n" + all + "\r\n0\r\n\r\n";
        return bytes("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + CHUNKED + framed);
    }

    private static byte[] answer(String type, String body) {
        return bytes("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + CHUNKED + chunks(body));
    }

    private static String chunks(String body) {
        var all = new StringBuilder(body.length() * 6);
        body.chars().forEach(one -> all.append("1\r\n").append((char) one).append("\r\n"));
        return all + "0\r\n\r\n";
    }

    /// Events of so much text each, of about so many bytes together.
    private static String events(int size, int text) {
        String event = "data: " + Bench.delta("a teh ".repeat(Math.max(1, text / 6))) + "\n\n";
        return event.repeat(Math.max(1, size / event.length()));
    }

    private static String document(int size) {
        return "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + "a teh ".repeat(size / 6) + "\"}}],\"model\":\"m\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
