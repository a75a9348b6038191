package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.FailingProgram;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.rules.Rule.OnError;
import dev.errata.rules.stream.RuleProgram;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ollama's wire through real sockets: which answers are streams, whatever they are called.
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class JsonLinesTest {

    private static final String DONE = "{\"response\":\"\",\"done\":true,\"context\":[1,2]}\n";
    private static final RuleProgram RULES = LiteralProgram.replacing("teh", "the");

    private static String line(String text) {
        return "{\"response\":\"" + text + "\",\"done\":false}\n";
    }

    private static ScriptedServer chunked(String type, String... chunks) throws Exception {
        return new ScriptedServer((request, wire) -> {
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (String chunk : chunks) {
                wire.sendChunk(chunk);
            }
            wire.send("0\r\n\r\n");
        });
    }

    private static Answer ask(Bench bench, String path, String body) throws Exception {
        try (var client = bench.client()) {
            return client.post(path, body).answer();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "application/json; charset=utf-8"})
    void streamsByDefaultWhateverTheStreamIsCalled(String type) throws Exception {
        String lines = line("teh") + line("a t") + line("eh");
        try (var server = chunked(type, lines.substring(0, 40), lines.substring(40), DONE);
                var bench = new Bench(server)) {
            bench.rules = RULES;
            Answer answer = ask(bench, "/api/generate", "{\"model\":\"m\"}");
            assertThat(answer.body()).isEqualTo(line("the") + line("a ") + line("the") + DONE);
            assertThat(answer.header("content-type")).isEqualTo(type);
            assertThat(bench.finished(1).wire()).isEqualTo("ollama-generate");
            assertThat(bench.newest().streamed()).isTrue();
        }
    }

    @Test
    void aWholeAnswerIsOneThatWasAskedFor() throws Exception {
        String spread = "{\n \"response\": \"teh\",\n \"done\": true\n}\n";
        try (var server = chunked("application/json; charset=utf-8", spread);
                var bench = new Bench(server)) {
            bench.rules = RULES;
            Answer answer = ask(bench, "/api/generate", "{\"stream\":false}");
            assertThat(answer.body()).isEqualTo(spread.replace("teh", "the"));
            assertThat(bench.newest().streamed()).isFalse();
        }
    }

    @Test
    void anAnswerWithALengthIsNoStream() throws Exception {
        String body = "{\"message\":{\"content\":\"teh\"},\"done\":true}";
        try (var server = new ScriptedServer((request, wire) -> wire.send(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                                + "\r\n\r\n" + body));
                var bench = new Bench(server)) {
            bench.rules = RULES;
            Answer answer = ask(bench, "/api/chat", "{\"model\":\"m\"}");
            assertThat(answer.body()).isEqualTo(body.replace("teh", "the"));
            assertThat(bench.newest().streamed()).isFalse();
        }
    }

    @Test
    void aTextBetweenTwoOthersIsCode() throws Exception {
        try (var server = chunked("application/x-ndjson", line("teh"), DONE);
                var bench = new Bench(server)) {
            bench.rules = RULES;
            assertThat(ask(bench, "/api/generate", "{\"prompt\":\"a\",\"suffix\":\"b\"}").body())
                    .isEqualTo(line("the") + DONE);
            assertThat(bench.newest().rewrites()).isEqualTo(1);
        }
    }

    @Test
    void anErrorLineGoesOutBehindWhatWasHeld() throws Exception {
        String error = "{\"error\":\"model runner has unexpectedly stopped\"}\n";
        try (var server = chunked("application/x-ndjson", line("te"), error);
                var bench = new Bench(server)) {
            bench.rules = RULES;
            assertThat(ask(bench, "/api/generate", "{}").body()).isEqualTo(line("te") + error);
        }
    }

    @Test
    void aRuleThatClosesEndsTheStreamWithAnErrorLine() throws Exception {
        try (var server = chunked("application/x-ndjson", line("a "), line("BOOM"), line("teh"), DONE);
                var bench = new Bench(server)) {
            bench.rules = new FailingProgram(OnError.CLOSED, true);
            String body = ask(bench, "/api/generate", "{}").body();
            assertThat(body).startsWith(line("a ") + "{\"error\":\"").endsWith("\"}\n").doesNotContain("BOOM");
        }
    }

    @Test
    void theLinesOfADownloadPassUntouched() throws Exception {
        String status = "{\"status\":\"pulling teh\"}\n";
        try (var server = chunked("application/x-ndjson", status, status);
                var bench = new Bench(server)) {
            bench.rules = RULES;
            Answer answer = ask(bench, "/api/pull", "{\"model\":\"m\"}");
            assertThat(answer.body()).isEqualTo(status + status);
            assertThat(answer.header("x-errata-exchange")).isNull();
        }
    }

    @Test
    void anotherWireOnThesePathsIsToldAsNotInspected() throws Exception {
        for (String type : List.of("text/event-stream", "application/json")) {
            try (var server = chunked(type, "data: {\"choices\":[{\"delta\":{\"content\":\"teh\"}}]}\n\n");
                    var bench = new Bench(server)) {
                bench.rules = RULES;
                Answer answer = ask(bench, "/api/chat", "{\"stream\":false}");
                assertThat(answer.body()).contains("teh");
                assertThat(answer.header("x-errata-inspected")).as(type).isEqualTo("no");
            }
        }
    }

    @Test
    void aCheckOfKoboldCppIsReadWithoutARequest() throws Exception {
        String body = "{\"results\":[{\"text\":\"teh\"}]}";
        try (var server = new ScriptedServer((request, wire) -> wire.send(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                                + "\r\n\r\n" + body));
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = RULES;
            for (int poll = 0; poll < 2; poll++) {
                assertThat(client.get("/api/extra/generate/check").answer().body())
                        .isEqualTo(body.replace("teh", "the"));
            }
            assertThat(bench.finished(2).wire()).isEqualTo("koboldcpp");
        }
    }
}
