package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.proxy.transport.kind.TransportKind;
import dev.errata.proxy.transport.kind.TransportState;
import dev.errata.proxy.upstream.UpstreamTable;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the transports could do differently, on each that works on this machine. Everything else runs on the one that
/// the system property `errata.transport` names.
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class TransportsTest {

    static Stream<TransportKind> usable() {
        return Arrays.stream(TransportKind.values())
                .filter(kind -> Transports.look(kind).kind() == kind);
    }

    private static Bench bench(ScriptedServer server, TransportKind kind) {
        return new Bench(UpstreamTable.of(Bench.upstream("http://127.0.0.1:" + server.port(), null)), null, kind);
    }

    @Test
    void javasOwnWorksEverywhereAndTheChoiceTellsWhatItPassedOver() {
        assertThat(usable()).contains(TransportKind.NIO);
        List<TransportKind> usual = TransportKind.usual();
        TransportState chosen = Transports.look(null);
        assertThat(chosen.kind())
                .isEqualTo(usable().filter(usual::contains).findFirst().orElseThrow());
        assertThat(chosen.passedOver()).hasSize(usual.indexOf(chosen.kind()));
    }

    @ParameterizedTest
    @MethodSource("usable")
    void correctsAStreamAndKeepsTheConnection(TransportKind kind) throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    for (String text : new String[] {"one ba", "d two", " three"}) {
                        wire.sendEvent(Bench.delta(text));
                    }
                    wire.sendChunk("data: [DONE]\n\n");
                    wire.send("0\r\n\r\n");
                });
                var bench = bench(server, kind);
                var client = bench.client()) {
            bench.rules = LiteralProgram.replacing("bad", "good");
            assertThat(bench.proxy.transport().kind()).isEqualTo(kind);
            for (int i = 0; i < 3; i++) {
                String body = client.post(Bench.CHAT, Bench.ASK).answer().body();
                assertThat(body).contains("one good").endsWith("data: [DONE]\n\n");
            }
            assertThat(server.connections).hasValue(1);
        }
    }

    @ParameterizedTest
    @MethodSource("usable")
    void aClientThatClosesItsSendingSideIsGoneAtOnce(TransportKind kind) throws Exception {
        var gone = new CountDownLatch(1);
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    wire.sendEvent(Bench.delta("a"));
                    if (wire.awaitClosed()) {
                        gone.countDown();
                    }
                });
                var bench = bench(server, kind);
                var client = bench.client()) {
            client.post(Bench.CHAT, Bench.ASK);
            String unused = client.head();
            assertThat(client.chunkText()).contains("\"a\"");
            client.socket.shutdownOutput();
            assertThat(gone.await(5, TimeUnit.SECONDS)).isTrue();
            Bench.await(() -> bench.newest().phase() == Phase.CLIENT_CLOSED);
        }
    }

    @ParameterizedTest
    @MethodSource("usable")
    void aServersResetBreaksTheBody(TransportKind kind) throws Exception {
        var read = new CountDownLatch(1);
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    wire.sendEvent(Bench.delta("a"));
                    if (read.await(5, TimeUnit.SECONDS)) {
                        wire.reset();
                    }
                });
                var bench = bench(server, kind);
                var client = bench.client()) {
            client.post(Bench.CHAT, Bench.ASK);
            String unused = client.head();
            assertThat(client.chunkText()).contains("\"a\"");
            read.countDown();
            assertThat(client.chunk()).isNull();
            assertThat(bench.finished(1).outcome()).isEqualTo("upstream_failed");
        }
    }

    /// A body without length ends with its connection; only a good end is one.
    @ParameterizedTest
    @MethodSource("usable")
    void aServersCloseEndsABodyWithoutLength(TransportKind kind) throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + "x".repeat(3 << 20));
                    wire.socket().close();
                });
                var bench = bench(server, kind);
                var client = bench.client()) {
            RawClient.Answer answer = client.get("/long").answer();
            assertThat(answer.whole()).isTrue();
            assertThat(answer.bytes()).hasSize(3 << 20);
        }
    }

    @ParameterizedTest
    @MethodSource("usable")
    void aClientThatDoesNotReadHoldsTheServerBack(TransportKind kind) throws Exception {
        var sent = new AtomicLong();
        byte[] piece = new byte[1 << 20];
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + (200L << 20)
                            + "\r\n\r\n");
                    for (int i = 0; i < 200; i++) {
                        wire.send(piece);
                        sent.incrementAndGet();
                    }
                });
                var bench = bench(server, kind);
                var client = bench.client()) {
            client.get("/large");
            assertThat(client.head()).startsWith("HTTP/1.1 200");
            var seen = new AtomicLong(-1);
            var since = new AtomicLong();
            // It has stopped when it has not moved for half a second.
            Bench.await(() -> {
                if (seen.getAndSet(sent.get()) != sent.get()) {
                    since.set(System.nanoTime());
                }
                return System.nanoTime() - since.get() > 500_000_000;
            });
            assertThat(sent).hasValueLessThan(60);
        }
    }

    @ParameterizedTest
    @MethodSource("usable")
    void aTakenPortIsTaken(TransportKind kind) throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {});
                var bench = bench(server, kind);
                var other = new ServerSocket(0)) {
            assertThat(bench.proxy.listen("127.0.0.1", other.getLocalPort())).isInstanceOf(ProxyServer.PortTaken.class);
            assertThat(bench.proxy.listener().port()).isEqualTo(bench.port);
        }
    }
}
