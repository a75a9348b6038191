package dev.errata.proxy.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Captures;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The wires besides OpenAI's chat.
final class PracticeWiresTest {

    private static final PracticeClient CLIENT = new PracticeClient(Duration.ZERO);
    private static final String QUESTION = "What is the capital of France?";
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"" + QUESTION + "\"}]";

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static String streamed(String path, String body) throws Exception {
        try (Socket socket = CLIENT.raw("POST", path, body, "Connection: close")) {
            byte[] all = socket.getInputStream().readAllBytes();
            String type = path.startsWith("/api/") ? "application/x-ndjson" : "text/event-stream";
            assertThat(new String(all, StandardCharsets.UTF_8)).containsIgnoringCase("content-type: " + type + "\r\n");
            return new String(Captures.body(all), StandardCharsets.UTF_8);
        }
    }

    private static List<JsonNode> lines(String stream) {
        return stream.lines().map(JsonMapper.shared()::readTree).toList();
    }

    private static String answer() {
        return Topic.answer(QUESTION);
    }

    private static String joined(Stream<JsonNode> texts) {
        return String.join("", texts.map(text -> text.stringValue("")).toList());
    }

    @Test
    void ollamaChatStreamsLinesUnlessAskedNotTo() throws Exception {
        String stream = streamed("/api/chat", "{\"model\":\"m\"," + MESSAGES + "}");
        assertThat(stream).endsWith("\n").doesNotContain("\n\n");
        List<JsonNode> lines = lines(stream);
        assertThat(joined(lines.stream().map(line -> line.path("message").path("content"))))
                .isEqualTo(answer());
        assertThat(lines.getLast().path("done").asBoolean()).isTrue();
        assertThat(lines.getLast().path("done_reason").stringValue()).isEqualTo("stop");
        assertThat(lines.getFirst().path("done").asBoolean(true)).isFalse();
        JsonNode whole = JsonMapper.shared()
                .readTree(CLIENT.post("/api/chat", "{" + MESSAGES + ",\"stream\":false}")
                        .body());
        assertThat(whole.path("message").path("content").stringValue()).isEqualTo(answer());
        assertThat(whole.path("done").asBoolean()).isTrue();
    }

    @Test
    void ollamaGenerateHeedsItsOptions() throws Exception {
        List<JsonNode> lines = lines(streamed(
                "/api/generate",
                "{\"prompt\":\"" + QUESTION + "\",\"options\":{\"num_predict\":3,\"stop\":[\"zzz\"]}}"));
        assertThat(lines).hasSize(4);
        assertThat(lines.getLast().path("done_reason").stringValue()).isEqualTo("length");
        assertThat(lines.getLast().path("eval_count").intValue()).isEqualTo(3);
        assertThat(answer()).startsWith(joined(lines.stream().map(line -> line.path("response"))));
    }

    @Test
    void anthropicMessagesComeInTheirOrder() throws Exception {
        String stream = streamed("/v1/messages?beta=true", "{\"stream\":true,\"max_tokens\":500," + MESSAGES + "}");
        List<String> names = stream.lines()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring(7))
                .toList();
        assertThat(names)
                .startsWith("message_start", "content_block_start", "content_block_delta")
                .endsWith("content_block_delta", "content_block_stop", "message_delta", "message_stop");
        assertThat(joined(stream.lines()
                        .filter(line -> line.startsWith("data: "))
                        .map(line -> JsonMapper.shared().readTree(line.substring(6)))
                        .map(event -> event.path("delta").path("text"))))
                .isEqualTo(answer());
        JsonNode whole = JsonMapper.shared()
                .readTree(CLIENT.post("/v1/messages", "{\"max_tokens\":2," + MESSAGES + "}")
                        .body());
        assertThat(whole.path("stop_reason").stringValue()).isEqualTo("max_tokens");
        assertThat(answer())
                .startsWith(whole.path("content").path(0).path("text").stringValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/chat | {\"error\":\"'messages' is required\"}",
                "/v1/messages |"
                    + " {\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"'messages' is"
                    + " required\"}}",
            },
            quoteCharacter = '`')
    void anErrorHasTheShapeOfItsWire(String path, String body) throws Exception {
        assertThat(CLIENT.post(path, "{}").body()).isEqualTo(body);
    }

    @Test
    void saysWhichModelAndVersionItHas() throws Exception {
        JsonNode tags = JsonMapper.shared().readTree(CLIENT.get("/api/tags").body());
        assertThat(tags.path("models").path(0).path("name").stringValue()).isEqualTo("errata-practice");
        assertThat(CLIENT.get("/api/version").body()).matches("\\{\"version\":\"\\d+\\.\\d+\\.\\d+\"}");
    }
}
