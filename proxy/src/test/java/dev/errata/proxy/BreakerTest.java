package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.SystemEvent.BreakerMoved;
import dev.errata.logs.state.CircuitBreaker.Limits;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.proxy.upstream.UpstreamPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The circuit breaker before a model server, and what counts against it.
final class BreakerTest {

    private final AtomicInteger status = new AtomicInteger(200);

    private ScriptedServer server() throws IOException {
        return new ScriptedServer(
                (request, wire) -> wire.send("HTTP/1.1 " + status + " Said\r\nContent-Length: 2\r\n\r\n{}"));
    }

    private static Answer ask(Bench bench) throws IOException {
        return ask(bench, Bench.CHAT, Bench.ASK);
    }

    private static Answer ask(Bench bench, String path, String body) throws IOException {
        try (RawClient client = bench.client()) {
            return client.post(path, body).answer();
        }
    }

    private static List<String> moves(Bench bench) {
        return bench.journal.events.stream()
                .filter(BreakerMoved.class::isInstance)
                .map(BreakerMoved.class::cast)
                .map(move -> move.from() + ">" + move.to())
                .toList();
    }

    private void fail(Bench bench, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            assertThat(ask(bench).status()).isEqualTo(status.get());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/chat/completions | {\"error\":{\"message\":\"The model server at",
                "/v1/messages | {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":"
                        + "\"The model server at",
                "/api/chat | {\"error\":\"The model server at"
            })
    void fiveFailuresInARowTurnTheNextAwayInItsWiresShape(String path, String shape) throws Exception {
        status.set(503);
        try (var server = server();
                var bench = new Bench(server)) {
            fail(bench, 5);
            Answer away = ask(bench, path, Bench.ASK);
            assertThat(away.status()).isEqualTo(503);
            assertThat(Integer.parseInt(String.valueOf(away.header("Retry-After")))).isBetween(59, 60);
            assertThat(away.body()).startsWith(shape).contains("it answered with status 503");
            assertThat(server.requests).hasSize(5);
            assertThat(moves(bench)).containsExactly("CLOSED>OPEN");
            assertThat(bench.proxy.circuits().getFirst().reason()).contains("it answered with status 503");
        }
    }

    @Test
    void afterTheCoolDownASuccessClosesIt() throws Exception {
        status.set(500);
        try (var server = server();
                var bench = new Bench(server)) {
            fail(bench, 5);
            assertThat(ask(bench).status()).isEqualTo(503);
            bench.policy = new UpstreamPolicy(new Limits(5, Duration.ZERO), 0);
            assertThat(ask(bench).status()).isEqualTo(500);
            status.set(200);
            assertThat(ask(bench).status()).isEqualTo(200);
            assertThat(moves(bench))
                    .containsExactly(
                            "CLOSED>OPEN", "OPEN>HALF_OPEN", "HALF_OPEN>OPEN", "OPEN>HALF_OPEN", "HALF_OPEN>CLOSED");
            assertThat(bench.proxy.circuits().getFirst().reason()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "404", "429", "501"})
    void whatTheClientDidWrongNeverCounts(int code) throws Exception {
        status.set(code);
        try (var server = server();
                var bench = new Bench(server)) {
            fail(bench, 12);
            assertThat(server.requests).hasSize(12);
            assertThat(moves(bench)).isEmpty();
        }
    }

    @Test
    void aServersErrorAboutARequestThatIsNoJsonDoesNotCount() throws Exception {
        status.set(500);
        try (var server = server();
                var bench = new Bench(server)) {
            for (int i = 0; i < 12; i++) {
                assertThat(ask(bench, Bench.CHAT, "{\"model\":").status()).isEqualTo(500);
            }
            assertThat(moves(bench)).isEmpty();
        }
    }

    @Test
    void aClientsCancelNeverCounts() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    if (request.head().startsWith("GET")) {
                        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                    } else {
                        var unused = wire.awaitClosed();
                    }
                });
                var bench = new Bench(server)) {
            for (int i = 1; i <= 12; i++) {
                int count = i;
                try (var client = bench.client()) {
                    client.post(Bench.CHAT, Bench.ASK);
                    Bench.await(() -> server.requests.size() == count);
                }
                Bench.await(() -> bench.journal.finished().size() == count);
            }
            try (var client = bench.client()) {
                assertThat(client.get("/x").answer().body()).isEqualTo("ok");
            }
            assertThat(moves(bench)).isEmpty();
        }
    }

    @Test
    void aCancelledTrialLeavesItsSeatToTheNext() throws Exception {
        status.set(500);
        try (var server = new ScriptedServer((request, wire) -> {
                    if (status.get() == 0) {
                        var unused = wire.awaitClosed();
                    } else {
                        wire.send("HTTP/1.1 " + status + " Said\r\nContent-Length: 2\r\n\r\n{}");
                    }
                });
                var bench = new Bench(server)) {
            bench.policy = new UpstreamPolicy(new Limits(2, Duration.ZERO), 0);
            fail(bench, 2);
            status.set(0);
            try (var client = bench.client()) {
                client.post(Bench.CHAT, Bench.ASK);
                Bench.await(() -> server.requests.size() == 3);
                assertThat(ask(bench).status()).as("while another is on trial").isEqualTo(503);
            }
            Bench.await(() -> bench.journal.finished().size() == 4);
            status.set(200);
            assertThat(ask(bench).status()).isEqualTo(200);
        }
    }

    @Test
    void aConnectionThatCannotBeMadeIsTriedAgainBeforeTheClientHearsOfIt() throws Exception {
        var place = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        int port = place.getLocalPort();
        place.close();
        try (var bench = new Bench("http://127.0.0.1:" + port, null, null);
                var client = bench.client()) {
            bench.policy = new UpstreamPolicy(Limits.USUAL, 5);
            client.post(Bench.CHAT, Bench.ASK);
            Bench.await(() -> bench.proxy.exchanges().started() == 1);
            try (var late = new ScriptedServer(
                    new ServerSocket(port, 64, InetAddress.getLoopbackAddress()),
                    (request, wire) -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"))) {
                assertThat(client.answer().status()).isEqualTo(200);
                assertThat(late.requests).hasSize(1);
            }
        }
    }

    @Test
    void connectionsThatFailOpenItToo() throws Exception {
        var place = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        String nobody = "http://127.0.0.1:" + place.getLocalPort();
        place.close();
        try (var bench = new Bench(nobody, null, null)) {
            bench.policy = new UpstreamPolicy(new Limits(3, Duration.ofSeconds(7)), 0);
            for (int i = 0; i < 3; i++) {
                assertThat(ask(bench).status()).isEqualTo(502);
            }
            Answer away = ask(bench);
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.header("Retry-After")).isEqualTo("7");
        }
    }
}
