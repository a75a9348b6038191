package dev.errata.proxy.practice;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A practice server on a free port, and the ways a client talks to it.
final class PracticeClient implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    final PracticeServer server;
    final URI base;

    PracticeClient(Duration perToken) {
        server = new PracticeServer(0, perToken, InstantSource.fixed(NOON), new Random(1));
        if (!(server.start() instanceof PracticeServer.Started started)) {
            throw new AssertionError("no free port");
        }
        base = started.base();
    }

    Got get(String path) throws IOException {
        return read(raw("GET", path, ""));
    }

    Got post(String path, String body) throws IOException {
        return read(raw("POST", path, body, "Content-Type: application/json"));
    }

    private static Got read(Socket connection) throws IOException {
        try (connection) {
            InputStream in = connection.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            Got bodiless = new Got(head.toString(), "");
            int length = Integer.parseInt(bodiless.header("content-length"));
            return new Got(head.toString(), new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
    }

    /// An answer with a Content-Length.
    record Got(String head, String body) {
        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        /// A header's value, `none` if there is no such header.
        String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("none");
        }
    }

    /// A raw connection on which a request was sent.
    Socket raw(String method, String path, String body, String... headers) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort());
        socket.setSoTimeout(10_000);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        String length = "Content-Length: " + bytes.length + "\r\n\r\n";
        String head = method + ' ' + path + " HTTP/1.1\r\nHost: x\r\n" + more + length;
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return socket;
    }

    /// What still comes until the server closes.
    static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// Sends a further request.
    static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    static String chat(String question, String more) {
        return "{\"messages\":[{\"role\":\"system\",\"content\":\"be brief\"}," + "{\"role\":\"user\",\"content\":\""
                + question + "\"}]" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    /// Waits for something that another thread does.
    static boolean soon(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }

    @Override
    public void close() {
        server.close();
    }
}
