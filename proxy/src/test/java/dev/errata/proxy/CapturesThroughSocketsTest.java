package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.client.ByClient;
import dev.errata.proxy.client.CaptureLevel;
import dev.errata.proxy.client.ClientLimit;
import dev.errata.proxy.client.KnownClients;
import dev.errata.proxy.client.Origins;
import dev.errata.proxy.client.PortPolicy;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.Captures;
import dev.errata.proxy.fixtures.Captures.Capture;
import dev.errata.proxy.fixtures.ExpectedStream;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.stream.RuleProgram;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CapturesThroughSocketsTest {

    /// Some were asked for by a page.
    private static final PortPolicy PAGES = new PortPolicy(
            new Origins(List.of("http://app.example")),
            KnownClients.NOBODY,
            false,
            false,
            ByClient.all(CaptureLevel.FULL),
            ByClient.all(ClientLimit.NONE));

    static List<Capture> all() {
        return Captures.all();
    }

    static List<Capture> others() {
        return Captures.others();
    }

    private static Answer replay(Capture capture, RuleProgram rules, int step) throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    byte[] answer = capture.answer();
                    for (int i = 0; i < answer.length; i += step) {
                        wire.send(Arrays.copyOfRange(answer, i, Math.min(answer.length, i + step)));
                    }
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = rules;
            bench.proxy.usePolicy(PAGES);
            boolean bodyless = capture.method().equals("HEAD");
            client.send(capture.request());
            Answer answer = client.answer(bodyless);
            while (answer.status() < 200) {
                answer = client.answer(bodyless);
            }
            assertThat(answer.whole()).isTrue();
            return answer;
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void arrivesByteForByteWithoutAMatch(Capture capture) throws Exception {
        Answer answer = replay(capture, LiteralProgram.replacing("no such text", "x"), 701);
        assertThat(answer.bytes()).isEqualTo(capture.body());
        assertThat(answer.head()).contains("Access-Control-Allow-Origin: \r\n").contains("Server: llama.cpp");
    }

    /// Errors, lists, pages, preflights, and requests that are odd in their HTTP.
    @ParameterizedTest
    @MethodSource("others")
    void everyOtherAnswerArrivesAsItCame(Capture capture) throws Exception {
        Answer answer = replay(capture, LiteralProgram.replacing("no such text", "x"), 701);
        assertThat(answer.head().lines().findFirst())
                .isEqualTo(capture.head().lines().findFirst());
        assertThat(answer.bytes()).isEqualTo(capture.body());
        assertThat(endToEnd(answer.head())).isEqualTo(endToEnd(capture.head()));
    }

    @Test
    void everyAnswerOfThatVersionIsThere() {
        assertThat(Captures.others()).hasSize(138);
    }

    /// Its header lines but those that hold for one connection only.
    private static List<String> endToEnd(String head) {
        return head.lines()
                .filter(line -> line.contains(":"))
                .filter(line -> !line.toLowerCase(Locale.ROOT)
                        .matches("(connection|keep-alive|transfer-encoding|content-length|x-errata-[a-z]+):.*"))
                .sorted()
                .toList();
    }

    @Test
    void changesOnlyTheMatchingSpanOfAStream() throws Exception {
        Capture capture = Captures.named("llama-server-b10573/v1-chat-completions.n2.stream");
        String body = new String(capture.body(), StandardCharsets.UTF_8);
        for (int step : new int[] {1, 7, 1000}) {
            Answer answer = replay(capture, LiteralProgram.replacing("wörld €", "planet"), step);
            assertThat(answer.body()).isEqualTo(ExpectedStream.replaced(body, "wörld €", "planet"));
            assertThat(ExpectedStream.texts(answer.body()))
                    .containsEntry("0content", "Hello, planet😀!")
                    .hasSize(2);
        }
    }

    @Test
    void changesOnlyTheMatchingSpanOfADocument() throws Exception {
        for (String name : List.of("nonstream", "n2.nonstream", "reasoning.nonstream", "tool-result.nonstream")) {
            Capture capture = Captures.named("llama-server-0.7.0/v1-chat-completions." + name);
            String body = new String(capture.body(), StandardCharsets.UTF_8);
            String word = body.contains("think") ? "think" : body.contains("wörld") ? "wörld" : "content\":\"";
            if (word.startsWith("content")) {
                int from = body.indexOf(word) + word.length();
                word = body.substring(from, from + 4);
            }
            Answer answer = replay(capture, LiteralProgram.replacing(word, "\"x\\"), 9);
            assertThat(answer.body()).as(name).isEqualTo(body.replace(word, "\\\"x\\\\"));
        }
    }

    @Test
    void leavesWhatTheSchemaFixesAloneUnlessARuleOptsIn() throws Exception {
        for (String name : List.of("stream", "nonstream")) {
            Capture capture = Captures.named("llama-server-b10573/v1-chat-completions.json_schema." + name);
            for (String key : List.of("{", "a", "\"")) {
                Answer structure = replay(capture, JsonRule.of(key, "X", Policy.JSON), 100);
                assertThat(structure.body()).doesNotContain("\\\"X\\\" :");
            }
            assertThat(replay(capture, JsonRule.of("exact", "\"about\""), 100).bytes())
                    .isEqualTo(capture.body());
            String changed = replay(capture, JsonRule.of("exact", "\"about\"", Policy.JSON), 100)
                    .body();
            assertThat(JsonRule.content(changed)).isEqualTo("{ \"a\" : \"\\\"about\\\"\", \"n\" : 42 }");
        }
    }
}
