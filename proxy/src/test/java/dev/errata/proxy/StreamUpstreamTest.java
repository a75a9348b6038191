package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.state.CircuitBreaker;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.proxy.upstream.UpstreamPolicy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `cancel.stream-upstream`: asked for a whole answer, asks for a stream.
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class StreamUpstreamTest {

    private static final UpstreamPolicy STREAMED = new UpstreamPolicy(CircuitBreaker.Limits.USUAL, 1, true, List.of());
    private static final String WHOLE = "{\"model\":\"m\",\"messages\":[]}";

    private static Bench bench(ScriptedServer server) {
        var bench = new Bench(server);
        bench.policy = STREAMED;
        return bench;
    }

    private static String end(String reason) {
        return "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}],\"model\":\"small\"}";
    }

    private static JsonNode json(Answer answer) {
        return JsonMapper.shared().readTree(answer.bytes());
    }

    @Test
    void givesTheClientOneCorrectedDocument() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    wire.sendEvent(Bench.delta("I see te"));
                    wire.sendEvent(Bench.delta("h end"));
                    wire.sendEvent(end("stop"));
                    wire.sendEvent("{\"choices\":[],\"usage\":{\"total_tokens\":3}}");
                    wire.sendChunk("data: [DONE]\n\n");
                    wire.sendChunk("");
                });
                var bench = bench(server);
                var client = bench.client()) {
            bench.rules = LiteralProgram.replacing("teh", "the");
            Answer answer = client.post(Bench.CHAT, WHOLE).answer();
            assertThat(answer.header("content-type")).startsWith("application/json");
            assertThat(answer.header("transfer-encoding")).isNull();
            JsonNode document = json(answer);
            assertThat(document.at("/choices/0/message/content").asString()).isEqualTo("I see the end");
            assertThat(document.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
            assertThat(document.at("/usage/total_tokens").asInt()).isEqualTo(3);
            assertThat(server.requests.getFirst())
                    .contains("\"stream\":true")
                    .contains("\"include_usage\":true")
                    .doesNotContainIgnoringCase("transfer-encoding");
            var record = bench.finished(1);
            assertThat(record.rewrites()).hasSize(1);
            assertThat(record.note()).contains("put together again");
            assertThat(client.post(Bench.CHAT, WHOLE).answer().status()).isEqualTo(200);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void letsTheServerSeeACancelWhileItSpeaks() throws Exception {
        var seen = new CompletableFuture<Boolean>();
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    wire.sendEvent(Bench.delta("a"));
                    seen.complete(wire.awaitClosed());
                });
                var bench = bench(server)) {
            try (var client = bench.client()) {
                client.post(Bench.CHAT, WHOLE);
                Bench.await(() -> !server.requests.isEmpty());
            }
            assertThat(seen.get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(bench.finished(1).outcome()).isEqualTo("client_closed");
        }
    }

    @Test
    void passesOnWhatIsNoStream() throws Exception {
        String error = "{\"error\":{\"code\":400,\"message\":\"no\"}}";
        try (var server = new ScriptedServer((request, wire) ->
                        wire.send("HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: "
                                + error.length() + "\r\n\r\n" + error));
                var bench = bench(server);
                var client = bench.client()) {
            Answer answer = client.post(Bench.CHAT, WHOLE).answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo(error);
        }
    }

    @Test
    void tellsAnErrorWithinTheStreamAsTheServerWouldHave() throws Exception {
        String error = "{\"error\":{\"code\":503,\"message\":\"out of memory\"}}";
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    wire.sendEvent(Bench.delta("a"));
                    wire.sendEvent(error);
                    wire.sendChunk("");
                });
                var bench = bench(server);
                var client = bench.client()) {
            Answer answer = client.post(Bench.CHAT, WHOLE).answer();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo(error);
        }
    }

    @Test
    void neverMakesAWholeAnswerOfHalfAStream() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    wire.sendEvent(Bench.delta("half"));
                    if (request.body().contains("dies")) {
                        wire.socket().close();
                    } else {
                        wire.sendChunk("");
                    }
                });
                var bench = bench(server)) {
            for (String how : new String[] {"ends", "dies"}) {
                try (var client = bench.client()) {
                    Answer answer = client.post(Bench.CHAT, "{\"user\":\"" + how + "\"}")
                            .answer();
                    assertThat(answer.status()).isEqualTo(502);
                    assertThat(answer.body()).doesNotContain("half");
                }
            }
        }
    }

    @Test
    void asksAsTheClientDidWhereItCannotPutTogetherOrIsNotToldTo() throws Exception {
        try (var server = new ScriptedServer(
                        (request, wire) -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
                var bench = bench(server);
                var client = bench.client()) {
            for (String body : new String[] {"{\"logprobs\":true}", Bench.ASK, "no JSON"}) {
                assertThat(client.post(Bench.CHAT, body).answer().body()).isEqualTo("ok");
                assertThat(server.requests.getLast()).endsWith(body);
            }
            bench.policy = UpstreamPolicy.USUAL;
            assertThat(client.post(Bench.CHAT, WHOLE).answer().body()).isEqualTo("ok");
            assertThat(server.requests.getLast()).endsWith(WHOLE);
        }
    }

    @Test
    void putsJsonLinesTogether() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    String lines =
                            "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"te\"},\"done\":false}\n"
                                    + "{\"message\":{\"content\":\"h\",\"tool_calls\":"
                                    + "[{\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}}]},\"done\":false}\n"
                                    + "{\"message\":{\"content\":\"\"},\"done\":true,\"eval_count\":9}\n";
                    wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nContent-Length: "
                            + lines.length() + "\r\n\r\n" + lines);
                });
                var bench = bench(server);
                var client = bench.client()) {
            bench.rules = LiteralProgram.replacing("teh", "the");
            JsonNode document =
                    json(client.post("/api/chat", "{\"stream\":false}").answer());
            assertThat(document.at("/message/content").asString()).isEqualTo("the");
            assertThat(document.at("/message/tool_calls/0/function/arguments/a").asInt())
                    .isEqualTo(1);
            assertThat(document.path("eval_count").asInt()).isEqualTo(9);
        }
    }
}
