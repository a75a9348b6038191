package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.Leaks;
import dev.errata.proxy.fixtures.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A client that leaves is the only way to cancel, so its going has to reach the model server at once, whatever phase
/// the exchange is in. The server here is a bare socket that the test reads and writes itself.
///
/// A further wire is a further line in [#WIRES].
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class CancelTableTest {

    /// What a test machine under load may take; the goal is 50 ms, and the table shows what was measured.
    private static final long MOST_MILLIS = 500;

    private static final List<String> ROWS = new ArrayList<>();

    /// A wire: where it is asked, and what its stream and its document begin with.
    private record Asked(String label, String path, String body, String head, String first) {}

    private static final List<Asked> WIRES = List.of(
            new Asked(
                    "chat, streamed",
                    Bench.CHAT,
                    Bench.ASK,
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n",
                    chunk("data: " + Bench.delta("a") + "\n\n")),
            new Asked(
                    "chat, not streamed",
                    Bench.CHAT,
                    "{\"model\":\"m\",\"messages\":[]}",
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
                    chunk("{\"choices\":[")));

    /// What is true when the client leaves.
    private enum When {
        /// It is still sending, and more than 256 KiB wait because the server takes nothing.
        SENDING,
        /// The request is on its way to a server that has not read it.
        QUEUED,
        /// The server has read it and is silent.
        BEFORE_HEAD,
        /// The head has come, no text yet.
        BEFORE_TEXT,
        /// Text is flowing.
        FLOWING,
        /// Text has come and there is a pause.
        PAUSING
    }

    /// How it leaves.
    private enum How {
        CLOSE,
        HALF_CLOSE,
        RESET
    }

    private record Case(Asked wire, When when, How how) {
        @Override
        public String toString() {
            return wire.label() + ", " + when + ", " + how;
        }
    }

    @BeforeAll
    static void watchForLeaks() {
        Leaks.watch();
    }

    @AfterAll
    static void losesNothingAndPrintsTheTable() throws Exception {
        var table = new ArrayList<>(List.of("# Cancel", "", "| wire | phase | client | ms |", "|---|---|---|---|"));
        table.addAll(ROWS);
        Files.write(Files.createDirectories(Path.of("target")).resolve("cancel.md"), table);
        assertThat(Leaks.found()).isEmpty();
    }

    static Stream<Case> cases() {
        return WIRES.stream()
                .flatMap(wire -> Stream.of(When.values())
                        .flatMap(when -> Stream.of(How.values()).map(how -> new Case(wire, when, how))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void closesTheServersSideAtOnce(Case asked) throws Exception {
        try (var listener = listener();
                var bench = new Bench("http://127.0.0.1:" + listener.getLocalPort(), null, null);
                var client = bench.client()) {
            boolean sending = asked.when() == When.SENDING;
            if (sending) {
                client.send("POST " + asked.wire().path()
                        + " HTTP/1.1\r\nHost: x\r\nContent-Length: 990000000\r\n\r\n");
            } else {
                client.post(asked.wire().path(), asked.wire().body());
            }
            try (Socket server = listener.accept()) {
                server.setSoTimeout(5_000);
                if (sending) {
                    fill(client);
                }
                play(asked, client, server);
                if (asked.when() == When.FLOWING) {
                    Thread.ofVirtual().start(() -> flow(asked.wire(), server));
                }
                long left = System.nanoTime();
                leave(client, asked.how());
                // A server that reads nothing learns of a reset by writing; so does the test, which must not read.
                boolean unread = asked.when() == When.SENDING || asked.when() == When.QUEUED;
                Bench.await(() -> unread ? closed(bench) : ended(server));
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - left);
                ROWS.add("| %s | %s | %s | %d |".formatted(asked.wire().label(), asked.when(), asked.how(), millis));
                assertThat(millis).isLessThan(MOST_MILLIS);
                assertThat(ended(server)).isTrue();
            }
            assertThat(bench.finished(1).outcome()).isEqualTo("client_closed");
            Bench.await(() -> bench.newest().phase() == Phase.CLIENT_CLOSED);
        }
    }

    /// Takes little that nobody has read.
    private static ServerSocket listener() throws IOException {
        var listener = new ServerSocket();
        listener.setReceiveBufferSize(8 << 10);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        return listener;
    }

    private static boolean closed(Bench bench) {
        return !bench.journal.finished().isEmpty();
    }

    private static void play(Case asked, RawClient client, Socket server) throws IOException {
        boolean streamed = asked.wire().head().contains("event-stream");
        if (asked.when().compareTo(When.BEFORE_HEAD) >= 0) {
            String body = asked.wire().body();
            var seen = new StringBuilder();
            while (!seen.toString().endsWith(body)) {
                seen.append((char) server.getInputStream().read());
            }
        }
        if (asked.when().compareTo(When.BEFORE_TEXT) >= 0) {
            send(server, asked.wire().head());
            if (streamed) {
                assertThat(client.head()).contains("200");
            }
        }
        if (asked.when().compareTo(When.FLOWING) >= 0) {
            send(server, asked.wire().first());
            if (streamed) {
                assertThat(client.chunkText()).contains("data:");
            }
        }
    }

    /// Sends until nothing is taken any more, so that the proxy holds all that it holds.
    private static void fill(RawClient client) throws IOException {
        byte[] block = new byte[64 << 10];
        // The server's and the proxy's socket buffers take some megabytes at most; what is left of this waits.
        Thread sender = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 80; i++) {
                    client.send(block);
                }
            } catch (IOException e) {
                // The client has left meanwhile, as it is meant to.
            }
        });
        try {
            sender.join(200);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void flow(Asked wire, Socket server) {
        try {
            while (!server.isClosed()) {
                send(server, wire.head().contains("json") ? chunk(" ".repeat(1_024)) : wire.first());
            }
        } catch (IOException e) {
            // The proxy has closed, as it is meant to.
        }
    }

    private static boolean ended(Socket server) {
        try {
            int read = server.getInputStream().read();
            while (read >= 0) {
                read = server.getInputStream().read();
            }
            return true;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            throw new AssertionError("the proxy has not closed", e);
        }
    }

    private static void leave(RawClient client, How how) throws IOException {
        switch (how) {
            case CLOSE -> client.close();
            case HALF_CLOSE -> client.socket.shutdownOutput();
            case RESET -> {
                client.socket.setSoLinger(true, 0);
                client.close();
            }
        }
    }

    private static void send(Socket server, String text) throws IOException {
        server.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
