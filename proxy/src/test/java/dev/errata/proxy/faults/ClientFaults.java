package dev.errata.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.NettyProxyServer;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.ScriptedServer.Request;
import dev.errata.proxy.fixtures.ScriptedServer.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What clients do wrong after a request that is in order so far.
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class ClientFaults {

    private static final String LEFT = "client_closed";

    private ClientFaults() {}

    static List<FaultCase> all() {
        return List.of(
                new FaultCase("client leaves in its head", FaultCase::fine, ClientFaults::leavesInHead, "left", "", ""),
                new FaultCase("client leaves in its body",
                        FaultCase::fine, ClientFaults::leavesInBody, "left", LEFT, ""),
                new FaultCase("client resets in its body",
                        FaultCase::fine, ClientFaults::resetsInBody, "left", LEFT, ""),
                new FaultCase("server says nothing, client leaves", ClientFaults::silent, leaving(0), "left", LEFT, ""),
                new FaultCase("stream stalls, client leaves", ClientFaults::stalling, leaving(1), "left", LEFT, ""),
                new FaultCase("stream stalls, client resets",
                        ClientFaults::stalling, ClientFaults::resets, "left", LEFT,
                        ""),
                new FaultCase("stream stalls, client closes its sending side", ClientFaults::stalling,
                        ClientFaults::closesHalf, "left", LEFT, ""),
                new FaultCase("document stalls, client leaves",
                        ClientFaults::halfDocument, leaving(0), "left", LEFT, ""),
                new FaultCase("client does not read, then leaves", ClientFaults::flooding, ClientFaults::stalls, "left",
                        LEFT, ""),
                new FaultCase("client's head does not end", FaultCase::fine, ClientFaults::slowHead,
                        "408 whole, closed", "refused", "in time"),
                new FaultCase("client's body does not go on", ClientFaults::silent, ClientFaults::slowBody,
                        "408 whole, closed", "refused", "in time"),
                new FaultCase("client's gzip is a bomb", FaultCase::fine, ClientFaults::bomb,
                        "413 whole, closed", "refused", "256-fold"),
                new FaultCase("old client sees a broken stream", ClientFaults::dying, ClientFaults::oldClient, "reset",
                        "upstream_failed", "the model server"));
    }

    private static String leavesInHead(FaultCase.Stage stage) throws IOException {
        stage.client().send("POST /x HTTP/1.1\r\nHost:").close();
        return "left";
    }

    private static String leavesInBody(FaultCase.Stage stage) throws IOException {
        inBody(stage).close();
        return "left";
    }

    private static String resetsInBody(FaultCase.Stage stage) throws IOException {
        reset(inBody(stage));
        return "left";
    }

    private static RawClient inBody(FaultCase.Stage stage) throws IOException {
        stage.client().send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc");
        Bench.await(() -> stage.server().connections.get() == 1);
        return stage.client();
    }

    private static void reset(RawClient client) throws IOException {
        client.socket.setSoLinger(true, 0);
        client.close();
    }

    private static void silent(Request request, Wire wire) {
        assertThat(wire.awaitClosed()).isTrue();
    }

    private static void stalling(Request request, Wire wire) throws IOException {
        wire.send(Bench.SSE);
        wire.sendEvent(Bench.delta("a"));
        assertThat(wire.awaitClosed()).isTrue();
    }

    private static void dying(Request request, Wire wire) throws IOException {
        wire.send(Bench.SSE);
        wire.sendEvent(Bench.delta("a"));
        wire.socket().close();
    }

    private static void halfDocument(Request request, Wire wire) throws IOException {
        wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{\"a\"");
        assertThat(wire.awaitClosed()).isTrue();
    }

    private static void flooding(Request request, Wire wire) throws IOException {
        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
        byte[] block = new byte[1 << 16];
        while (!wire.socket().isClosed()) {
            wire.send(block);
        }
    }

    private static FaultCase.Play leaving(int events) {
        return stage -> {
            stage.client().post(Bench.CHAT, Bench.ASK);
            Bench.await(() -> stage.server().requests.size() == 1);
            for (int i = 0; i < events; i++) {
                assertThat(stage.client().head()).contains("200");
                assertThat(stage.client().chunkText()).contains("data:");
            }
            stage.client().close();
            return "left";
        };
    }

    private static String resets(FaultCase.Stage stage) throws Exception {
        stage.client().post(Bench.CHAT, Bench.ASK);
        assertThat(stage.client().head()).contains("200");
        reset(stage.client());
        return "left";
    }

    private static String closesHalf(FaultCase.Stage stage) throws Exception {
        stage.client().post(Bench.CHAT, Bench.ASK);
        assertThat(stage.client().head()).contains("200");
        stage.client().socket.shutdownOutput();
        Bench.await(() -> stage.server().live.get() == 0);
        return "left";
    }

    private static String stalls(FaultCase.Stage stage) throws Exception {
        assertThat(stage.client().get("/big").head()).contains("200");
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        Bench.await(() -> System.nanoTime() > until);
        stage.client().close();
        return "left";
    }

    private static String slowHead(FaultCase.Stage stage) throws Exception {
        hurry(stage);
        return FaultCase.read(stage.client().send("GET /x HTTP/1.1\r\nX-Slow")) + closed(stage.client());
    }

    private static String slowBody(FaultCase.Stage stage) throws Exception {
        hurry(stage);
        stage.client().send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc");
        return FaultCase.read(stage.client()) + closed(stage.client());
    }

    private static void hurry(FaultCase.Stage stage) {
        ((NettyProxyServer) stage.bench().proxy).useClientTimes(Duration.ofMillis(150), Duration.ofMillis(150));
    }

    private static String bomb(FaultCase.Stage stage) throws Exception {
        byte[] bomb = ServerFaults.gzip(" ".repeat(8 << 20));
        stage.client().send("POST " + Bench.CHAT + " HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: "
                + bomb.length + "\r\n\r\n");
        stage.client().send(bomb);
        return FaultCase.read(stage.client()) + closed(stage.client());
    }

    private static String oldClient(FaultCase.Stage stage) throws Exception {
        byte[] body = Bench.ASK.getBytes(StandardCharsets.UTF_8);
        stage.client().send("POST " + Bench.CHAT + " HTTP/1.0\r\nContent-Length: " + body.length + "\r\n\r\n");
        return FaultCase.read(stage.client().send(body));
    }

    private static String closed(RawClient client) throws IOException {
        return client.awaitClosed() ? ", closed" : ", open";
    }
}
