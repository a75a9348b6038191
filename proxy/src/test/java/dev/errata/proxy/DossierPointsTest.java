package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The dossier's list of tests: which classes show each of its points, and those points that no other class shows as
/// they are written there.
@SuppressWarnings("StringConcatToTextBlock") // events are written in lines of their own
final class DossierPointsTest {

    /// Points of `wire.md` section 8, and the classes that show them.
    private static final Map<Integer, List<String>> SHOWN = new TreeMap<>(Map.ofEntries(
            // 1: every capture byte for byte; 2: cut at every byte; 3: matches over several deltas, and at the ends
            Map.entry(1, List.of("CapturesThroughSocketsTest")),
            Map.entry(2, List.of("rewrite.CaptureCutsTest", "rewrite.WireCutsTest", "rewrite.MessagesCapturesTest")),
            Map.entry(3, List.of("DossierPointsTest", "rewrite.StreamBodyTest")),
            // 4: odd framing of events; 5: events without choices, with counts, of several results
            Map.entry(4, List.of("wire.SseSplitterTest", "rewrite.StreamBodyTest", "wire.OpenAiChatTest")),
            Map.entry(5, List.of("rewrite.CaptureCutsTest", "CaptureTokensTest", "rewrite.CompletionsStreamTest")),
            // 6: arguments of tools
            Map.entry(6, List.of("rewrite.ToolCallFuzzTest", "rewrite.ToolCallsTest", "DossierPointsTest")),
            // 7: Responses; 8: Anthropic; 9: Ollama
            Map.entry(7, List.of("rewrite.ResponsesStreamTest")),
            Map.entry(8, List.of("rewrite.BlocksTest", "wire.AnthropicMessagesTest", "rewrite.MessagesCapturesTest")),
            Map.entry(9, List.of("JsonLinesTest", "wire.OllamaTest")),
            // 10: llama.vim, response_fields, root arrays
            Map.entry(10, List.of("rewrite.CompletionsStreamTest", "rewrite.WireCutsTest")),
            // 11: cancel; 12: the pool; 13: bodies and heads; 14: encoded answers
            Map.entry(11, List.of("cancel.CancelTableTest")),
            Map.entry(12, List.of("FailuresTest", "HttpEdgesTest", "ForwardingTest")),
            Map.entry(13, List.of("ForwardingTest", "HttpEdgesTest", "DossierPointsTest")),
            Map.entry(14, List.of("HttpEdgesTest", "faults.FaultTableTest")),
            // 15: guarded requests; 16: real clients (those of JavaScript run in src/test/clients)
            Map.entry(15, List.of("ForwardingTest", "CapturesThroughSocketsTest", "wire.RequestReaderTest")),
            Map.entry(16, List.of("clients.LangchainTest", "rewrite.CompletionsStreamTest"))));

    @Test
    void everyPointIsShownByTestsThatExist() throws Exception {
        assertThat(SHOWN.keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 16).boxed().toList());
        for (String name : SHOWN.values().stream().flatMap(List::stream).toList()) {
            assertThat(Class.forName("dev.errata.proxy." + name).getDeclaredMethods())
                    .as(name)
                    .anySatisfy(method -> assertThat(method.isAnnotationPresent(Test.class)
                                    || method.isAnnotationPresent(ParameterizedTest.class))
                            .isTrue());
        }
    }

    /// Written whole, in fragments of 1,000 characters that cut escapes, with a match every 100 characters.
    @Test
    void argumentsOfAMegabyteAreCorrectedAndStayJson() throws Exception {
        String line = "teh \\\"quoted\\\" line with \\u00e9 and \\ud83d\\ude00 ".repeat(2) + "\\n";
        String arguments = "{\"path\":\"teh.txt\",\"content\":\"" + line.repeat((1 << 20) / line.length() + 1) + "\"}";
        String delta = "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,";
        var stream = new StringBuilder(delta
                + "\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"write_file\","
                + "\"arguments\":\"\"}}]}}]}\n\n");
        for (int from = 0; from < arguments.length(); from += 1_000) {
            String piece = arguments.substring(from, Math.min(arguments.length(), from + 1_000));
            stream.append(delta)
                    .append("\"function\":{\"arguments\":")
                    .append(JsonMapper.shared().writeValueAsString(piece))
                    .append("}}]}}]}\n\n");
        }
        stream.append("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n");
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    wire.sendChunk(stream.toString());
                    wire.sendChunk("");
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = JsonRule.of("teh", "the");
            Answer answer = client.post(Bench.CHAT, Bench.ASK).answer();
            JsonNode sent = JsonMapper.shared().readTree(JsonRule.content(answer.body()));
            JsonNode told = JsonMapper.shared().readTree(arguments);
            assertThat(sent.path("path").asString()).isEqualTo("teh.txt");
            assertThat(sent.path("content").asString())
                    .isEqualTo(told.path("content").asString().replace("teh", "the"));
        }
    }

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
