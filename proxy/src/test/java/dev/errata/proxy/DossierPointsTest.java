package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Points of the dossier's list of tests that no other test shows as they are written there.
final class DossierPointsTest {

    /// Everything of the stream comes in one piece: the last delta, the finish and `[DONE]` too.
    @ParameterizedTest
    @CsvSource({
        "teh cat, 1", "teh cat, 2", "teh cat, 3", "teh cat, 9",
        "a teh, 1", "a teh, 2", "a teh, 3", "a teh, 9",
        "teh, 1", "teh, 2", "teh, 9"
    })
    void aMatchOverSeveralDeltasIsFoundAtTheStartAndAtTheEnd(String text, int pieces) throws Exception {
        for (String reason : List.of("stop", "length")) {
            var stream = new StringBuilder();
            for (String piece : cut(text, pieces)) {
                stream.append("data: ").append(Bench.delta(piece)).append("\n\n");
            }
            String end = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}\n\n"
                    + "data: [DONE]\n\n";
            try (var server = new ScriptedServer((request, wire) -> {
                        wire.send(Bench.SSE);
                        wire.sendChunk(stream + end);
                        wire.send("0\r\n\r\n");
                    });
                    var bench = new Bench(server);
                    var client = bench.client()) {
                bench.rules = JsonRule.of("teh", "the");
                Answer answer = client.post(Bench.CHAT, Bench.ASK).answer();
                assertThat(JsonRule.content(answer.body())).isEqualTo(text.replace("teh", "the"));
                assertThat(answer.body()).endsWith(end);
                assertThat(answer.whole()).isTrue();
            }
        }
    }

    /// At least so many pieces, of the same length where that goes.
    private static List<String> cut(String text, int pieces) {
        List<String> cut = new ArrayList<>();
        int size = Math.max(1, text.length() / pieces);
        for (int from = 0; from < text.length(); from += size) {
            cut.add(text.substring(from, Math.min(text.length(), from + size)));
        }
        return cut;
    }

    @Test
    void aHeaderOfEightKibibytesReachesTheServerWhole() throws Exception {
        String value = "x".repeat(8 << 10);
        try (var server = new ScriptedServer(
                        (request, wire) -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
                var bench = new Bench(server);
                var client = bench.client()) {
            assertThat(client.post("/props", "{}", "X-Long: " + value + "\r\n")
                            .answer()
                            .body())
                    .isEqualTo("ok");
            assertThat(server.requests.getFirst()).contains("X-Long: " + value + "\r\n");
        }
    }

    @Test
    void aPreflightIsAnsweredByTheServerEvenWithAnEmptyOrigin() throws Exception {
        String answered = String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Access-Control-Allow-Origin: ",
                "Access-Control-Allow-Methods: GET, POST, DELETE, OPTIONS",
                "Content-Length: 0",
                "",
                "");
        String asked = String.join(
                "\r\n",
                "OPTIONS /v1/chat/completions HTTP/1.1",
                "Host: 127.0.0.1",
                "Access-Control-Request-Method: POST",
                "",
                "");
        try (var server = new ScriptedServer((request, wire) -> wire.send(answered));
                var bench = new Bench(server);
                var client = bench.client()) {
            client.send(asked);
            Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.head())
                    .contains("Access-Control-Allow-Origin: \r\n")
                    .contains("Access-Control-Allow-Methods: GET, POST, DELETE, OPTIONS\r\n");
            assertThat(server.requests.getFirst())
                    .startsWith("OPTIONS /v1/chat/completions HTTP/1.1\r\n")
                    .contains("Access-Control-Request-Method: POST\r\n");
        }
    }
}
