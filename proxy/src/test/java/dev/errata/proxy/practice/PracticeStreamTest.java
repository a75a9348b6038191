package dev.errata.proxy.practice;

import static dev.errata.proxy.practice.PracticeClient.chat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PracticeStreamTest {

    /// The HTTP chunks of a whole streamed answer.
    private static List<String> chunks(PracticeClient client, String body) throws Exception {
        try (Socket socket = client.raw("POST", "/chat/completions", body, "Connection: close")) {
            byte[] all = socket.getInputStream().readAllBytes();
            String text = new String(all, StandardCharsets.ISO_8859_1);
            assertThat(text).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(text.substring(0, text.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT))
                    .contains("content-type: text/event-stream")
                    .contains("transfer-encoding: chunked")
                    .contains("x-accel-buffering: no")
                    .doesNotContain("content-length");
            List<String> chunks = new ArrayList<>();
            int at = text.indexOf("\r\n\r\n") + 4;
            while (true) {
                int line = text.indexOf("\r\n", at);
                int size = Integer.parseInt(text.substring(at, line), 16);
                if (size == 0) {
                    assertThat(text.substring(line)).isEqualTo("\r\n\r\n");
                    return chunks;
                }
                chunks.add(new String(all, line + 2, size, StandardCharsets.UTF_8));
                at = line + 2 + size + 2;
            }
        }
    }

    /// The events of an answer, each one line of compact JSON, without `[DONE]`.
    private static List<JsonNode> events(List<String> chunks) {
        String stream = String.join("", chunks);
        assertThat(stream).endsWith("data: [DONE]\n\n").doesNotContain("\r");
        List<JsonNode> events = new ArrayList<>();
        for (String event : stream.strip().split("\n\n", -1)) {
            assertThat(event).startsWith("data: ").doesNotContain("\n");
            if (!event.equals("data: [DONE]")) {
                JsonNode json = JsonMapper.shared().readTree(event.substring(6));
                assertThat(event.substring(6)).isEqualTo(json.toString());
                assertThat(json.path("object").stringValue()).isEqualTo("chat.completion.chunk");
                assertThat(json.path("model").stringValue()).isEqualTo("errata-practice");
                events.add(json);
            }
        }
        assertThat(events.stream().map(event -> event.path("id").stringValue()).distinct())
                .hasSize(1);
        return events;
    }

    private static String text(List<JsonNode> events, int choice) {
        StringBuilder text = new StringBuilder();
        for (JsonNode event : events) {
            JsonNode one = event.path("choices").path(0);
            if (one.path("index").intValue(-1) == choice) {
                text.append(one.path("delta").path("content").stringValue(""));
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"capital", "letter", "folder", "utc", "2 + 2", "java", "list", "story", "hello there"})
    void streamsTheTextItGivesInOnePiece(String question) throws Exception {
        try (PracticeClient client = new PracticeClient(Duration.ZERO)) {
            List<JsonNode> events = events(chunks(client, chat(question, "\"stream\":true")));
            JsonNode whole = JsonMapper.shared()
                    .readTree(client.post("/v1/chat/completions", chat(question, ""))
                            .body());
            assertThat(text(events, 0))
                    .isEqualTo(whole.path("choices")
                            .path(0)
                            .path("message")
                            .path("content")
                            .stringValue());
            assertThat(events.getLast().path("timings").path("predicted_n").intValue())
                    .isEqualTo(whole.path("usage").path("completion_tokens").intValue())
                    .isEqualTo(events.size() - 2);
        }
    }

    @Test
    void hasTheOrderAndTheChunksOfLlamaServer() throws Exception {
        try (PracticeClient client = new PracticeClient(Duration.ZERO)) {
            List<String> chunks = chunks(client, chat("capital", "\"stream\":true,\"max_tokens\":3"));
            assertThat(chunks).hasSize(5);
            String role = "data: {\"choices\":[{\"finish_reason\":null,\"index\":0,"
                    + "\"delta\":{\"role\":\"assistant\",\"content\":null}}],\"created\":"
                    + PracticeClient.NOON.getEpochSecond() + ",\"id\":\"chatcmpl-";
            assertThat(chunks.getFirst()).startsWith(role).contains("\n\ndata: {", "\"delta\":{\"content\":\"");
            assertThat(chunks.get(3))
                    .contains("\"finish_reason\":\"length\",\"index\":0,\"delta\":{}", "\"timings\":{");
            assertThat(chunks.getLast()).isEqualTo("data: [DONE]\n\n");
        }
    }

    @Test
    void movesTheTimingsToTheUsageChunkWhereOneIsWanted() throws Exception {
        String more = "\"stream\":true,\"n\":3,\"stream_options\":{\"include_usage\":true}";
        try (PracticeClient client = new PracticeClient(Duration.ZERO)) {
            List<String> chunks = chunks(client, chat("capital", more));
            List<JsonNode> events = events(chunks);
            JsonNode usage = events.getLast();
            assertThat(usage.path("choices").isArray()).isTrue();
            assertThat(usage.path("choices").size()).isZero();
            assertThat(events.stream().filter(event -> event.has("timings") || event.has("usage")))
                    .containsExactly(usage);
            assertThat(chunks.get(chunks.size() - 2))
                    .contains("\"finish_reason\":\"stop\"")
                    .contains("\"usage\":{");
            for (int choice = 0; choice < 3; choice++) {
                assertThat(text(events, choice)).isEqualTo(Topic.answer("capital"));
            }
            long tokens = events.stream()
                    .filter(event -> event.at("/choices/0/delta/content").isString())
                    .count();
            assertThat(usage.path("usage").path("completion_tokens").longValue())
                    .isEqualTo(tokens);
        }
    }

    @Test
    void finishesEvenAnEmptyAnswer() throws Exception {
        try (PracticeClient client = new PracticeClient(Duration.ZERO)) {
            List<JsonNode> events = events(chunks(client, chat("x", "\"stream\":true,\"stop\":\"I am\"")));
            assertThat(events).hasSize(2);
            assertThat(events.getLast().at("/choices/0/finish_reason").stringValue())
                    .isEqualTo("stop");
        }
    }

    @Test
    void keepsItsPace() throws Exception {
        try (PracticeClient client = new PracticeClient(Duration.ofMillis(20))) {
            long began = System.nanoTime();
            chunks(client, chat("capital", "\"stream\":true,\"max_tokens\":10"));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fallsSilentWhenTheClientLeaves(boolean stream) throws Exception {
        try (PracticeClient client = new PracticeClient(Duration.ofSeconds(30))) {
            Socket socket = client.raw("POST", "/chat/completions", chat("capital", "\"stream\":" + stream));
            assertThat(PracticeClient.soon(() -> client.server.answersUnderWay() == 1))
                    .isTrue();
            socket.close();
            assertThat(PracticeClient.soon(() -> client.server.answersUnderWay() == 0))
                    .isTrue();
        }
    }

    @Test
    void takesAHalfCloseForLeaving() throws Exception {
        try (PracticeClient client = new PracticeClient(Duration.ofSeconds(30));
                Socket socket = client.raw("POST", "/chat/completions", chat("capital", "\"stream\":true"))) {
            assertThat(PracticeClient.soon(() -> client.server.answersUnderWay() == 1))
                    .isTrue();
            socket.shutdownOutput();
            assertThat(PracticeClient.soon(() -> client.server.answersUnderWay() == 0))
                    .isTrue();
        }
    }

    @Test
    void waitsForAClientThatDoesNotRead() throws Exception {
        try (PracticeClient client = new PracticeClient(Duration.ZERO);
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), client.base.getPort()));
            String body = chat("hello", "\"stream\":true,\"n\":4");
            String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                    + body.length() + "\r\n\r\n";
            PracticeClient.send(socket, head + body);
            assertThat(PracticeClient.soon(() -> client.server.answersUnderWay() == 1))
                    .isTrue();
            // Another client, on the same event loop, is served to the end while the first one does not read.
            assertThat(client.post("/v1/chat/completions", chat("capital", "")).status())
                    .isEqualTo(200);
            assertThat(client.server.answersUnderWay()).isEqualTo(1);
            String all = PracticeClient.rest(socket);
            assertThat(all).endsWith("data: [DONE]\n\n\r\n0\r\n\r\n");
            assertThat(PracticeClient.soon(() -> client.server.answersUnderWay() == 0))
                    .isTrue();
        }
    }

    @Test
    void keepsTheConnectionForTheNextRequest() throws Exception {
        try (PracticeClient client = new PracticeClient(Duration.ZERO);
                Socket socket = client.raw("POST", "/chat/completions", chat("x", "\"stream\":true,\"n_predict\":1"))) {
            InputStream in = socket.getInputStream();
            StringBuilder first = new StringBuilder();
            while (!first.toString().endsWith("\r\n0\r\n\r\n")) {
                first.append((char) in.read());
            }
            PracticeClient.send(socket, "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(PracticeClient.rest(socket))
                    .startsWith("HTTP/1.1 200 OK")
                    .endsWith("{\"status\":\"ok\"}");
        }
    }

    @Test
    void doesNotAnswerAPipelinedRequest() throws Exception {
        String body = chat("x", "\"stream\":true,\"max_tokens\":2");
        try (PracticeClient client = new PracticeClient(Duration.ofMillis(100));
                Socket socket = client.raw("POST", "/chat/completions", body)) {
            PracticeClient.send(socket, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
            String all = PracticeClient.rest(socket);
            assertThat(all).endsWith("data: [DONE]\n\n\r\n0\r\n\r\n").doesNotContain("\"status\":\"ok\"");
        }
    }

    @Test
    void breaksOffWhenTheServerCloses() throws Exception {
        PracticeClient client = new PracticeClient(Duration.ofSeconds(30));
        try (Socket socket = client.raw("POST", "/chat/completions", chat("x", "\"stream\":true"))) {
            assertThat(PracticeClient.soon(() -> client.server.answersUnderWay() == 1))
                    .isTrue();
            client.close();
            assertThat(PracticeClient.rest(socket)).doesNotContain("[DONE]");
        }
    }

    @Test
    void everyPracticeMistakeIsMadeSomewhere() {
        String everything = Topic.answer("hello there");
        assertThat(everything)
                .contains("Paris is the capital of Italy")
                .contains("recieve")
                .contains("/usr/local/lib/python2.7/")
                .containsPattern("```python\n[^`]*datetime\\.utcnow\\(\\)[^`]*\n```")
                .contains("2 + 2 = 5")
                .contains("src/main/java/com/example/DoesNotExist.java")
                .contains("therefore the list is empty and contains 3 items")
                .contains("To be continued...");
    }
}
