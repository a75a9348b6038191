package dev.errata.proxy.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Captures;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is not plain text: reasoning, calls of tools, and the events that tell it all again.
final class PracticePartsTest {

    private static final PracticeClient CLIENT = new PracticeClient(Duration.ZERO);
    private static final String QUESTION = "Use write_file: what is the capital of France?";
    private static final String SCHEMA = """
        {"type":"object","properties":{"path":{"type":"string"},"content":{"type":"string"},
         "mode":{"enum":["new","append"]},"lines":{"type":"integer"},"force":{"type":"boolean"}}}\
        """;
    private static final String ARGUMENTS = "{\"path\":\"practice/answer.txt\",\"content\":\"" + Topic.answer(QUESTION)
            + "\",\"mode\":\"new\",\"lines\":1,\"force\":false}";

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static String streamed(String path, String body) throws Exception {
        try (Socket socket = CLIENT.raw("POST", path, body, "Connection: close")) {
            return new String(Captures.body(socket.getInputStream().readAllBytes()), StandardCharsets.UTF_8);
        }
    }

    private static List<JsonNode> events(String path, String body) throws Exception {
        return streamed(path, body)
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> JsonMapper.shared().readTree(line.substring(6)))
                .toList();
    }

    private static JsonNode whole(String path, String body) throws Exception {
        return JsonMapper.shared().readTree(CLIENT.post(path, body).body());
    }

    private static String joined(List<JsonNode> events, Function<JsonNode, JsonNode> field) {
        return String.join(
                "",
                events.stream().map(event -> field.apply(event).stringValue("")).toList());
    }

    private static String messages(String more) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"" + QUESTION + "\"}]," + more + "}";
    }

    private static String tools(String inside) {
        return "\"tools\":[{\"type\":\"function\"," + inside + "}]";
    }

    private static String openAiTools() {
        return tools("\"function\":{\"name\":\"write_file\",\"parameters\":" + SCHEMA + "}");
    }

    @Test
    void chatThinksFirstAndThenCallsTheToolThatIsNamed() throws Exception {
        String body = messages("\"reasoning_effort\":\"low\"," + openAiTools());
        List<JsonNode> events = events("/v1/chat/completions", body.replace("\"reas", "\"stream\":true,\"reas"));
        assertThat(joined(events, event -> event.at("/choices/0/delta/reasoning_content")))
                .isEqualTo(Topic.thought(QUESTION))
                .contains("Paris is the capital of Italy");
        assertThat(joined(events, event -> event.at("/choices/0/delta/tool_calls/0/function/arguments")))
                .isEqualTo(ARGUMENTS);
        assertThat(joined(events, event -> event.at("/choices/0/delta/tool_calls/0/function/name")))
                .isEqualTo("write_file");
        assertThat(events.getLast().at("/choices/0/finish_reason").stringValue())
                .isEqualTo("tool_calls");

        JsonNode message = whole("/v1/chat/completions", body).at("/choices/0/message");
        assertThat(message.path("content").stringValue()).isEmpty();
        assertThat(message.path("reasoning_content").stringValue()).isEqualTo(Topic.thought(QUESTION));
        assertThat(message.at("/tool_calls/0/function/arguments").stringValue()).isEqualTo(ARGUMENTS);
        assertThat(message.at("/tool_calls/0/id").stringValue()).startsWith("call_");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "capital? | `\"required\"` | true",
                "capital? | `{\"type\":\"function\",\"function\":{\"name\":\"write_file\"}}` | true",
                "capital? | `{\"type\":\"function\",\"function\":{\"name\":\"other\"}}` | false",
                "capital? | `\"auto\"` | false",
                "use write_file | `\"auto\"` | true",
                "use write_file | `\"none\"` | false",
                "use rewrite_files | `\"auto\"` | false",
            })
    void callsNoToolThatNobodyAskedFor(String question, String choice, boolean calls) throws Exception {
        String body = messages(openAiTools() + ",\"tool_choice\":" + choice).replace(QUESTION, question);
        assertThat(whole("/v1/chat/completions", body)
                        .at("/choices/0/message/tool_calls")
                        .isArray())
                .isEqualTo(calls);
    }

    @Test
    void speaksWhenTheToolHasAnswered() throws Exception {
        String body = messages(openAiTools())
                .replace("\"}],", "\"},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"done\"}],");
        assertThat(whole("/v1/chat/completions", body)
                        .at("/choices/0/message/content")
                        .stringValue())
                .isEqualTo(Topic.answer(QUESTION));
    }

    @Test
    void messagesTellEachPartInABlock() throws Exception {
        String body = messages("\"max_tokens\":9999,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024},"
                + "\"tools\":[{\"name\":\"write_file\",\"input_schema\":" + SCHEMA + "}]");
        List<JsonNode> events = events("/v1/messages", body.replace("\"max", "\"stream\":true,\"max"));
        assertThat(events.stream()
                        .map(event -> event.path("type").stringValue())
                        .filter(type -> !type.equals("content_block_delta")))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(joined(events, event -> event.at("/delta/thinking"))).isEqualTo(Topic.thought(QUESTION));
        assertThat(joined(events, event -> event.at("/delta/partial_json"))).isEqualTo(ARGUMENTS);
        assertThat(joined(events, event -> event.at("/delta/stop_reason"))).isEqualTo("tool_use");

        JsonNode whole = whole("/v1/messages", body);
        assertThat(whole.at("/content/0/thinking").stringValue()).isEqualTo(Topic.thought(QUESTION));
        assertThat(whole.at("/content/1/input").toString()).isEqualTo(ARGUMENTS);
        assertThat(whole.at("/content/1/name").stringValue()).isEqualTo("write_file");
    }

    @Test
    void aCallThatTheLimitCutsIsNotTold() throws Exception {
        String body = messages("\"max_tokens\":3,\"stream\":false,\"options\":{\"num_predict\":3},"
                + "\"tools\":[{\"name\":\"write_file\",\"input_schema\":" + SCHEMA + "}]");
        JsonNode messages = whole("/v1/messages", body);
        assertThat(messages.at("/content/0/input").toString()).isEqualTo("{}");
        assertThat(messages.path("stop_reason").stringValue()).isEqualTo("max_tokens");
        JsonNode ollama = whole("/api/chat", body);
        assertThat(ollama.at("/message/tool_calls").isMissingNode()).isTrue();
        assertThat(ollama.path("done_reason").stringValue()).isEqualTo("length");
    }

    @Test
    void ollamaThinksInLinesAndCallsInOne() throws Exception {
        String body = messages("\"think\":true," + openAiTools());
        List<JsonNode> lines = streamed("/api/chat", body)
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
        assertThat(joined(lines, line -> line.at("/message/thinking"))).isEqualTo(Topic.thought(QUESTION));
        assertThat(lines.stream()
                        .map(line -> line.at("/message/tool_calls/0/function/arguments"))
                        .filter(JsonNode::isObject)
                        .map(JsonNode::toString))
                .containsExactly(ARGUMENTS);
        JsonNode whole = whole("/api/generate", "{\"prompt\":\"capital\",\"think\":true,\"stream\":false}");
        assertThat(whole.path("thinking").stringValue()).isEqualTo(Topic.thought("capital"));
        assertThat(whole.path("response").stringValue()).isEqualTo(Topic.answer("capital"));
    }

    @Test
    void completionsAreTextAlone() throws Exception {
        String body = "{\"prompt\":[\"capital\"],\"n\":2}";
        JsonNode whole = whole("/v1/completions", body);
        assertThat(whole.at("/choices/1/text").stringValue()).isEqualTo(Topic.answer("capital"));
        List<JsonNode> events = events("/v1/completions", body.replace("\"n\":2", "\"stream\":true"));
        assertThat(joined(events, event -> event.at("/choices/0/text"))).isEqualTo(Topic.answer("capital"));
        assertThat(events.getLast().at("/choices/0/finish_reason").stringValue())
                .isEqualTo("stop");
        assertThat(events.getLast().at("/usage/completion_tokens").intValue()).isEqualTo(events.size() - 1);
    }

    @Test
    void responsesSayEverythingFourTimesAlike() throws Exception {
        String body = "{\"input\":\"capital\",\"reasoning\":{}}";
        List<JsonNode> events = events("/v1/responses", body.replace("}}", "},\"stream\":true}"));
        assertThat(events.stream().map(event -> event.path("sequence_number").intValue()))
                .containsExactlyElementsOf(
                        IntStream.range(0, events.size()).boxed().toList());
        for (String kind : List.of("reasoning_text", "output_text")) {
            String told = joined(
                    events.stream()
                            .filter(event -> event.path("type").stringValue().equals("response." + kind + ".delta"))
                            .toList(),
                    event -> event.path("delta"));
            int place = kind.equals("output_text") ? 1 : 0;
            assertThat(told).isEqualTo(place == 1 ? Topic.answer("capital") : Topic.thought("capital"));
            assertThat(events.stream()
                            .filter(event -> event.path("type").stringValue().equals("response." + kind + ".done"))
                            .map(event -> event.path("text").stringValue()))
                    .containsExactly(told);
            assertThat(events.getLast()
                            .at("/response/output/" + place + "/content/0/text")
                            .stringValue())
                    .isEqualTo(told);
            assertThat(whole("/v1/responses", body)
                            .at("/output/" + place + "/content/0/text")
                            .stringValue())
                    .isEqualTo(told);
        }
    }

    @Test
    void responsesCallTools() throws Exception {
        String body = "{\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"" + QUESTION
                + "\"}]}],\"stream\":true,"
                + tools("\"name\":\"write_file\",\"parameters\":" + SCHEMA) + "}";
        List<JsonNode> events = events("/v1/responses", body);
        assertThat(joined(events, event -> event.path("delta"))).isEqualTo(ARGUMENTS);
        assertThat(events.getLast().at("/response/output/0/arguments").stringValue())
                .isEqualTo(ARGUMENTS);
        JsonNode cut = whole("/v1/responses", "{\"input\":\"capital\",\"max_output_tokens\":3}");
        assertThat(cut.path("status").stringValue()).isEqualTo("incomplete");
    }

    @Test
    void itsSlotsShowWhatItIsDoing() throws Exception {
        try (PracticeClient slow = new PracticeClient(Duration.ofSeconds(30))) {
            assertThat(slow.get("/slots").body()).isEqualTo("[]");
            try (Socket socket = slow.raw("POST", "/v1/completions", "{\"prompt\":\"capital\"}")) {
                assertThat(PracticeClient.soon(() -> slow.server.answersUnderWay() == 1))
                        .isTrue();
                assertThat(slow.get("/slots").body()).isEqualTo("[{\"id\":0,\"is_processing\":true}]");
                assertThat(socket.isConnected()).isTrue();
            }
        }
    }
}
