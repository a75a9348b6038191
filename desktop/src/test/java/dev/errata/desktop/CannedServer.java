package dev.errata.desktop;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/// A model server that gives the same streamed answer to everything, so that bytes can be compared.
final class CannedServer implements AutoCloseable {
    private final ServerSocket socket;
    private final byte[] body;
    private final int missing;
    private volatile CountDownLatch go = new CountDownLatch(0);

    CannedServer(String body) {
        this(body, 0);
    }

    /// @param missing bytes that it promises and dies before
    CannedServer(String body, int missing) {
        this.missing = missing;
        this.body = body.getBytes(StandardCharsets.UTF_8);
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("canned-server").start(this::serve);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /// From now on an answer stops after its first event, until the latch is counted down.
    CountDownLatch holdAfterTheFirstEvent() {
        go = new CountDownLatch(1);
        return go;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                // One thread each: a health check must not wait behind an answer that is held back.
                Thread.ofVirtual().name("canned-answer").start(() -> answer(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            readRequest(new BufferedInputStream(client.getInputStream()));
            OutputStream out = client.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n"
                            + "Content-Length: " + (body.length + missing) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            int first = new String(body, StandardCharsets.ISO_8859_1).indexOf("\n\n") + 2;
            out.write(body, 0, first);
            out.flush();
            go.await();
            out.write(body, first, body.length - first);
        } catch (IOException | InterruptedException e) {
            // A client that left, or the end.
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                return;
            }
            head.append((char) read);
        }
        for (String line : head.toString().lines().toList()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                in.skipNBytes(Long.parseLong(line.substring(15).strip()));
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
