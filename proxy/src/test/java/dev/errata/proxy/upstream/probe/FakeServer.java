package dev.errata.proxy.upstream.probe;

import dev.errata.proxy.upstream.Upstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A server that says what a test wants and writes down what it was asked.
final class FakeServer implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final @Nullable String header;
    private final ServerSocket socket;

    FakeServer(@Nullable String header) throws IOException {
        this.header = header;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                answer(client);
            } catch (IOException e) {
                // the client or the test has left
            }
        }
    }

    private void answer(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        String[] request = String.valueOf(in.readLine()).split(" ", -1);
        String token = "";
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("authorization: ")) {
                token = line.substring("authorization:".length());
            }
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring("content-length: ".length()));
            }
        }
        if (request.length < 2) {
            return;
        }
        char[] sent = new char[length];
        for (int read = 0; read < length; ) {
            read += in.read(sent, read, length - read);
        }
        asked.add(request[0] + ' ' + request[1] + token + (length == 0 ? "" : " " + new String(sent)));
        Page page = pages.getOrDefault(request[1], new Page(404, "{\"error\":\"no such path\"}"));
        byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + page.status() + " X\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n"
                + (header == null ? "" : "Server: " + header + "\r\n") + "\r\n";
        client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().write(body);
    }

    FakeServer says(String path, int status, String body) {
        pages.put(path, new Page(status, body));
        return this;
    }

    static FakeServer llama() throws IOException {
        return new FakeServer("llama.cpp")
                .says("/health", 200, "{\"status\":\"ok\"}")
                .says("/v1/models", 200, "{\"data\":[{\"id\":\"tiny.gguf\",\"owned_by\":\"llamacpp\"}]}");
    }

    static FakeServer ollama() throws IOException {
        return new FakeServer(null)
                .says("/api/version", 200, "{\"version\":\"0.12.0\"}")
                .says("/api/tags", 200, "{\"models\":[{\"name\":\"qwen3:4b\"},{\"name\":\"other\"}]}");
    }

    /// LM Studio answers unknown paths with 200 and an error.
    static FakeServer lmStudio() throws IOException {
        String unknown = "{\"error\":\"Unexpected endpoint or method.\"}";
        return new FakeServer(null)
                .says("/health", 200, unknown)
                .says("/api/version", 200, unknown)
                .says("/v1/models", 200, "{\"data\":[{\"id\":\"gemma-3-4b\"}],\"object\":\"list\"}");
    }

    int port() {
        return socket.getLocalPort();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port());
    }

    Upstream upstream() {
        return new Upstream("fake", base(), null);
    }

    /// Goes away in the middle of a test.
    void leave() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private record Page(int status, String body) {}
}
