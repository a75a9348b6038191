package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.rules.correction.Correction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class ForwardingTest {

    private static ScriptedServer echo() throws Exception {
        return new ScriptedServer((request, wire) -> {
            String text = request.head() + request.body();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                    + text.getBytes(StandardCharsets.UTF_8).length
                    + "\r\nAccess-Control-Allow-Origin: \r\nX-Twice: a\r\nX-Twice: b\r\n"
                    + "Keep-Alive: timeout=5\r\nConnection: keep-alive, X-Named\r\nX-Named: gone\r\n\r\n" + text);
        });
    }

    @Test
    void passesMethodPathAndHeadersAsTheyAre() throws Exception {
        try (var server = echo();
                var bench = new Bench("http://127.0.0.1:" + server.port() + "/base/", "k-1", null);
                var client = bench.client()) {
            client.send("PATCH //v1//odd%20päth?q=1&r=%2F HTTP/1.1\r\nHost: localhost:1\r\n"
                    + "X-Empty:\r\nTE: trailers\r\n"
                    + "Connection: x-hop\r\nX-Hop: 1\r\nAccept-Encoding: gzip\r\n"
                    + "X-Errata-Bypass: 1\r\nX-Errata-Any: 2\r\nContent-Length: 5\r\n\r\nhello");
            Answer answer = client.answer();
            String seen = answer.body();
            assertThat(seen)
                    .startsWith("PATCH /base//v1//odd%20" + pathOfTwoBytes() + "?q=1&r=%2F HTTP/1.1\r\n")
                    .contains("host: 127.0.0.1:" + server.port() + "\r\n")
                    .contains("X-Empty: \r\n")
                    .contains("Accept-Encoding: gzip\r\n")
                    .contains("authorization: Bearer k-1\r\n")
                    .endsWith("hello");
            assertThat(seen.toLowerCase(Locale.ROOT)).doesNotContain("x-hop", "x-errata", "te: trailers", "identity");
            assertThat(answer.head())
                    .contains("Access-Control-Allow-Origin: \r\n")
                    .contains("X-Twice: a\r\n")
                    .contains("X-Twice: b\r\n")
                    .doesNotContain("X-Named", "Keep-Alive");
        }
    }

    @Test
    void asksForPlainTextWhereItMayHaveToRead() throws Exception {
        try (var server = echo();
                var bench = new Bench(server);
                var client = bench.client()) {
            client.send("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
                    + "Accept-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(client.answer().body().toLowerCase(Locale.ROOT))
                    .contains("accept-encoding: identity\r\n")
                    .doesNotContain("gzip");
        }
    }

    /// The scripted server reads each byte of a head as one character.
    private static String pathOfTwoBytes() {
        return new String("päth".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void leavesTheClientsOwnKeyAlone() throws Exception {
        try (var server = echo();
                var bench = new Bench("http://127.0.0.1:" + server.port(), "k-1", null);
                var client = bench.client()) {
            client.send("GET /v1/models HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer mine\r\n\r\n");
            assertThat(client.answer().body()).contains("Bearer mine").doesNotContain("k-1");
        }
    }

    @Test
    void reusesBothConnections() throws Exception {
        try (var server = echo();
                var bench = new Bench(server);
                var client = bench.client()) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.get("/n/" + i).answer().body()).startsWith("GET /n/" + i);
            }
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        try (var server = echo();
                var bench = new Bench(server);
                var client = bench.client()) {
            client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nPOST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
                    + "HEAD /c HTTP/1.1\r\nHost: x\r\n\r\nGET /d HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer().body()).startsWith("GET /a");
            assertThat(client.answer().body()).startsWith("POST /b").endsWith("abc");
        }
    }

    @Test
    void knowsAnswersWithoutABody() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    String head = request.head();
                    if (head.startsWith("HEAD")) {
                        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\nETag: \"e\"\r\n\r\n");
                    } else if (head.startsWith("OPTIONS")) {
                        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nAccess-Control-Allow-Headers: *\r\n\r\n");
                    } else if (head.contains("/early")) {
                        wire.send("HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
                    } else {
                        wire.send("HTTP/1.1 304 Not Modified\r\nETag: \"e\"\r\n\r\n");
                    }
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            client.send("HEAD /x HTTP/1.1\r\nHost: x\r\n\r\n");
            Answer head = client.answer(true);
            assertThat(head.header("content-length")).isEqualTo("99");
            assertThat(head.header("etag")).isEqualTo("\"e\"");
            client.send("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer().header("access-control-allow-headers")).isEqualTo("*");
            assertThat(client.get("/cached").answer().status()).isEqualTo(304);
            client.get("/early");
            assertThat(client.answer().header("link")).isEqualTo("<x>");
            assertThat(client.answer().status()).isEqualTo(204);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void answersExpectItselfAndStreamsTheBody() throws Exception {
        try (var server = echo();
                var bench = new Bench(server);
                var client = bench.client()) {
            client.send("POST /up HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(100);
            client.send("3\r\nabc\r\n");
            client.send("2\r\nde\r\n0\r\n\r\n");
            String seen = client.answer().body();
            assertThat(seen).endsWith("abcde").doesNotContainIgnoringCase("expect:");
        }
    }

    @Test
    void givesAnOldClientABodyThatEndsWithTheConnection() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    wire.sendEvent(Bench.delta("a"));
                    wire.sendChunk("");
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            String length = "Content-Length: " + Bench.ASK.length();
            client.send("POST " + Bench.CHAT + " HTTP/1.0\r\n" + length + "\r\n\r\n" + Bench.ASK);
            Answer answer = client.answer();
            assertThat(answer.head().toLowerCase(Locale.ROOT))
                    .doesNotContain("chunked")
                    .contains("connection: close");
            assertThat(answer.body()).isEqualTo("data: " + Bench.delta("a") + "\n\n");
        }
    }

    @Test
    void correctsWhileItStreamsAndHoldsOnlyWhatItMust() throws Exception {
        var go = new CountDownLatch(1);
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    wire.sendEvent(Bench.delta("I see te"));
                    assertThat(go.await(5, TimeUnit.SECONDS)).isTrue();
                    wire.sendEvent(Bench.delta("h end"));
                    wire.sendChunk("data: [DONE]\n\n");
                    wire.sendChunk("");
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = LiteralProgram.replacing("teh", "the");
            client.post(Bench.CHAT, Bench.ASK);
            String head = client.head();
            assertThat(head).contains("x-errata-exchange: ").doesNotContain("x-errata-inspected");
            go.countDown();
            var text = new StringBuilder();
            String chunk = client.chunkText();
            while (!chunk.isEmpty()) {
                text.append(chunk);
                chunk = client.chunkText();
            }
            assertThat(text.toString())
                    .isEqualTo("data: " + Bench.delta("I see the") + "\n\n" + "data: " + Bench.delta(" end")
                            + "\n\ndata: [DONE]\n\n");
            var record = bench.finished(1);
            assertThat(record.rewrites()).singleElement().satisfies(entry -> {
                assertThat(entry.start()).isEqualTo(6);
                assertThat(entry.before()).isEqualTo("teh");
                assertThat(entry.lane()).isEqualTo("0/text");
            });
            assertThat(record.model()).isEqualTo("small");
            assertThat(record.rawSha256()).isEqualTo(sha256("I see teh end"));
            assertThat(record.sentSha256()).isEqualTo(sha256("I see the end"));
            Bench.await(() -> bench.newest().phase() == Phase.COMPLETED);
            var detail = bench.proxy.exchanges().detail(bench.newest().id()).orElseThrow();
            assertThat(detail.request()).isEqualTo(Bench.ASK);
            assertThat(detail.lanes()).singleElement().satisfies(lane -> {
                assertThat(lane.raw()).isEqualTo("I see teh end");
                assertThat(lane.sent()).isEqualTo("I see the end");
            });
            assertThat(bench.proxy.exchanges().corrections()).isEqualTo(1);
            assertThat(bench.proxy.exchanges().hits()).containsEntry(7L, 1L);
        }
    }

    @Test
    void passesByteForByteWhenAskedToOrSwitchedOff() throws Exception {
        String answer = "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"teh\"}}]}";
        try (var server = new ScriptedServer((request, wire) ->
                        wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: \"1\"\r\nContent-Length: "
                                + answer.length() + "\r\n\r\n" + answer));
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = LiteralProgram.replacing("teh", "them");
            Answer corrected = client.post(Bench.CHAT, Bench.ASK).answer();
            assertThat(corrected.body()).isEqualTo(answer.replace("teh", "them"));
            assertThat(corrected.header("etag")).isNull();
            assertThat(corrected.header("x-errata-exchange")).hasSize(26);

            Answer bypassed =
                    client.post(Bench.CHAT, Bench.ASK, "x-errata-bypass: 1\r\n").answer();
            assertThat(bypassed.body()).isEqualTo(answer);
            assertThat(bypassed.header("etag")).isEqualTo("\"1\"");
            assertThat(bypassed.header("x-errata-exchange")).isNull();

            bench.correction = new Correction.Off();
            assertThat(client.post(Bench.CHAT, Bench.ASK).answer().body()).isEqualTo(answer);
            assertThat(bench.finished(3).note()).contains("correction is off");
        }
    }

    @Test
    void leavesGuardedAnswersAloneUnlessARuleOptsIn() throws Exception {
        String answer = "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"teh\"}}]}";
        try (var server = new ScriptedServer((request, wire) ->
                        wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                + answer.length() + "\r\n\r\n" + answer));
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = LiteralProgram.replacingUnguarded("teh", "the");
            String grammar = "{\"grammar\":\"root ::= x\"}";
            assertThat(client.post(Bench.CHAT, grammar).answer().body()).isEqualTo(answer);
            assertThat(bench.finished(1).note()).contains("grammar");
            assertThat(bench.newest().note()).contains("grammar");
            assertThat(client.post(Bench.CHAT, "{\"logprobs\":true}").answer().body())
                    .isEqualTo(answer);
            assertThat(bench.finished(2).note()).contains("logprobs");
            bench.rules = LiteralProgram.replacing("teh", "the");
            assertThat(client.post(Bench.CHAT, grammar).answer().body()).isEqualTo(answer.replace("teh", "the"));
            assertThat(client.post(Bench.CHAT, "not json").answer().body()).isEqualTo(answer);
            assertThat(bench.finished(4).note()).contains("could not be read");
        }
    }

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void answersItsOwnPagesToThisMachineOnly() throws Exception {
        try (var server = echo();
                var bench = new Bench(server)) {
            try (RawClient client = bench.client()) {
                client.send("POST /errata/health?x=1 HTTP/1.1\r\nHost: localhost:1\r\n"
                        + "X-Test: t\r\nContent-Length: 2\r\n\r\nhi");
                Answer answer = client.answer();
                assertThat(answer.body()).isEqualTo("POST /errata/health (2 bytes) ? x=1 on true t");
                assertThat(answer.header("x-own")).isEqualTo("1");
                assertThat(client.get("/errata/broken").answer().status()).isEqualTo(500);
                client.send("GET /errata/health HTTP/1.1\r\nHost: evil.example\r\n\r\n");
                assertThat(client.answer().status()).isEqualTo(403);
                assertThat(client.awaitClosed()).isTrue();
            }
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNotHttp() throws Exception {
        try (var server = echo();
                var bench = new Bench(server);
                var client = bench.client()) {
            client.send("GET / HTTP/1.1\r\nbad header\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.awaitClosed()).isTrue();
        }
    }
}
