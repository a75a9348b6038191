package dev.errata.desktop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Something that looks like a real model server to a probe: it answers `/v1/models` and nothing else.
final class FakeModelServer implements AutoCloseable {
    private static final String MODELS =
            "{\"object\":\"list\",\"data\":[{\"id\":\"real-model\",\"object\":\"model\"}]}";

    private final ServerSocket socket;

    FakeModelServer(int port) {
        try {
            socket = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("fake-model-server").start(this::serve);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                String request = in.readLine();
                for (String line = request; line != null && !line.isEmpty(); ) {
                    line = in.readLine();
                }
                boolean known = request != null && request.startsWith("GET /v1/models ");
                String answer = "HTTP/1.1 " + (known ? "200 OK" : "404 Not Found")
                        + "\r\nContent-Type: application/json"
                        + "\r\nConnection: close\r\nContent-Length: " + (known ? MODELS.length() : 0) + "\r\n\r\n"
                        + (known ? MODELS : "");
                client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A client that left, or the end.
            }
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
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
