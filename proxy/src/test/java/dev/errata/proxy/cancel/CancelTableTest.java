package dev.errata.proxy.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A client that leaves is the only way to cancel, so its going has to reach the model server at once, whatever phase
/// the exchange is in. The clock stops where the model server's own socket sees the end.
///
/// The goal is 50 ms and is judged by the medians in `target/cancel.md`; what fails the build is generous, for test
/// machines are busy.
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class CancelTableTest {

    private static final long MOST_MILLIS = 10_000;
    /// More than is ever read ahead, so that the client's end is stuck behind it.
    private static final int UPLOAD = 48 << 20;
    private static final Map<SpokenWire, Map<When, List<Double>>> MEASURED = new LinkedHashMap<>();

    private static WatchedServer server;
    private static Bench bench;
    private static int ended;

    /// What is true when the client leaves.
    private enum When {
        /// It is still sending, and the server reads nothing.
        SENDING,
        /// The same with so large a body that the client is stuck in it.
        STUCK,
        /// The request is on its way to a server that has not read it.
        UNREAD,
        /// It has sent a second request behind one that the server has read.
        PIPELINED,
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

    private record Case(SpokenWire wire, When when, How how) {
        @Override
        public String toString() {
            return wire + ", " + when + ", " + how;
        }
    }

    @BeforeAll
    static void begin() throws Exception {
        server = new WatchedServer();
        bench = new Bench("http://127.0.0.1:" + server.port(), null, null);
        bench.proxy.useSocketTable(SocketTable::lines);
        // Classes are loaded once, not for the first cancel.
        for (How how : How.values()) {
            millis(new Case(SpokenWire.all().getFirst(), When.PAUSING, how));
        }
    }

    @AfterAll
    static void losesNothingAndPrintsTheTable() throws Exception {
        bench.close();
        server.close();
        Files.write(Files.createDirectories(Path.of("target")).resolve("cancel.md"), table());
    }

    static Stream<Case> cases() {
        return SpokenWire.all().stream()
                .flatMap(wire -> Stream.of(When.values())
                        .flatMap(when -> Stream.of(How.values()).map(how -> new Case(wire, when, how))))
                .filter(asked -> asked.when() != When.STUCK || shown(asked.wire()));
    }

    /// A large upload is the same for all wires. Where the kernel shows nothing, it hides its client's end.
    private static boolean shown(SpokenWire wire) {
        return SocketTable.readable() && wire.label().equals("openai-chat");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reachesTheServersSocketAtOnce(Case asked) throws Exception {
        double millis = millis(asked);
        MEASURED.computeIfAbsent(asked.wire(), wire -> new LinkedHashMap<>())
                .computeIfAbsent(asked.when(), when -> new ArrayList<>())
                .add(millis);
        assertThat(millis).isLessThan(MOST_MILLIS);
        assertThat(server.waiting()).as("connections that nobody asked for").isZero();
    }

    /// From the client's going to the server's seeing it.
    private static double millis(Case asked) throws Exception {
        SpokenWire wire = asked.wire();
        boolean sending = asked.when() == When.SENDING || asked.when() == When.STUCK;
        try (var client = bench.client()) {
            if (sending) {
                client.send("POST " + wire.path() + " HTTP/1.1\r\nHost: x\r\nContent-Length: 990000000\r\n\r\n");
            } else {
                client.post(wire.path(), wire.body());
            }
            try (WatchedServer.Link link = server.next()) {
                if (sending) {
                    fill(client, asked.when() == When.STUCK ? UPLOAD : 6 << 20);
                    // All that is read ahead has been read, so that what is measured is the going alone.
                    Bench.await(() -> asked.when() == When.STUCK || SocketTable.taken(client.socket));
                }
                play(asked, client, link);
                boolean reads = asked.when().compareTo(When.PIPELINED) >= 0;
                CompletableFuture<Long> seen = reads ? link.endSeenByReading() : null;
                if (asked.when() == When.FLOWING) {
                    Thread.ofPlatform().daemon().start(() -> flow(wire, link));
                }
                long left = System.nanoTime();
                leave(client, asked.how());
                long at = (seen == null ? link.endSeenUnread() : seen).get(10, TimeUnit.SECONDS);
                assertThat(bench.finished(++ended).outcome()).isEqualTo("client_closed");
                return Duration.ofNanos(Math.max(0, at - left)).toNanos() / 1e6;
            }
        }
    }

    private static void play(Case asked, RawClient client, WatchedServer.Link link) throws IOException {
        SpokenWire wire = asked.wire();
        if (asked.when().compareTo(When.PIPELINED) >= 0) {
            link.readRequest(wire.body());
        }
        if (asked.when() == When.PIPELINED) {
            client.post(wire.path(), wire.body());
        }
        if (asked.when().compareTo(When.BEFORE_TEXT) >= 0) {
            link.send(wire.head());
            if (wire.streamed()) {
                assertThat(client.head()).contains("200");
            }
        }
        if (asked.when().compareTo(When.FLOWING) >= 0) {
            link.sendChunk(wire.opening());
            link.sendChunk(wire.text());
            if (wire.streamed()) {
                String seen = client.chunkText();
                while (!seen.contains("qq")) {
                    seen = client.chunkText();
                }
            }
        }
    }

    /// Sends more than anybody takes, until that is stuck.
    private static void fill(RawClient client, int most) throws Exception {
        byte[] block = new byte[64 << 10];
        Arrays.fill(block, (byte) ' ');
        var taken = new AtomicInteger();
        Thread sender = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < most; i += block.length) {
                    client.send(block);
                    taken.incrementAndGet();
                }
            } catch (IOException e) {
                // The client has left meanwhile, as it is meant to.
            }
        });
        int before = -1;
        while (taken.get() > before && !sender.join(Duration.ofMillis(60))) {
            before = taken.get();
        }
    }

    private static void flow(SpokenWire wire, WatchedServer.Link link) {
        try {
            while (!link.socket().isClosed()) {
                link.sendChunk(wire.text());
            }
        } catch (IOException e) {
            // The proxy has closed, as it is meant to.
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

    private static List<String> table() {
        var lines = new ArrayList<String>();
        lines.add("# Cancel: from the client's going to the model server's seeing it, in ms");
        lines.add("");
        lines.add("Each cell: the client closed / closed its sending side / reset the connection.");
        lines.add("");
        lines.add("| wire | "
                + String.join(" | ", Stream.of(When.values()).map(Enum::name).toList()) + " |");
        lines.add("|---".repeat(When.values().length + 1) + "|");
        MEASURED.forEach((wire, phases) -> lines.add("| " + wire + " | "
                + String.join(
                        " | ",
                        Stream.of(When.values())
                                .map(when -> cell(phases.getOrDefault(when, List.of())))
                                .toList())
                + " |"));
        lines.add("| median of the phase | "
                + String.join(
                        " | ",
                        Stream.of(When.values()).map(CancelTableTest::median).toList())
                + " |");
        List<Double> all = MEASURED.values().stream()
                .flatMap(phases -> phases.values().stream())
                .flatMap(List::stream)
                .sorted()
                .toList();
        lines.add("");
        lines.add("%d cancels: median %.1f ms, worst %.1f ms, above 50 ms: %d"
                .formatted(
                        all.size(),
                        all.get(all.size() / 2),
                        all.getLast(),
                        all.stream().filter(millis -> millis > 50).count()));
        return lines;
    }

    private static String median(When when) {
        List<Double> all = MEASURED.values().stream()
                .flatMap(phases -> phases.getOrDefault(when, List.of()).stream())
                .sorted()
                .toList();
        return all.isEmpty() ? "" : "%.1f".formatted(all.get(all.size() / 2));
    }

    private static String cell(List<Double> millis) {
        return String.join(" / ", millis.stream().map("%.1f"::formatted).toList());
    }
}
