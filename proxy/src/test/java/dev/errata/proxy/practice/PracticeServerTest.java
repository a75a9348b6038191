package dev.errata.proxy.practice;

import static dev.errata.proxy.practice.PracticeClient.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PracticeServerTest {
    private final PracticeClient client = new PracticeClient(Duration.ZERO);

    @AfterEach
    void close() {
        client.close();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/v1/health"})
    void isWell(String path) throws Exception {
        var answer = client.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(answer.header("Server")).isEqualTo("errata-practice");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/models", "/v1/models"})
    void namesItsOneModelInBothForms(String path) throws Exception {
        JsonNode list = json(client.get(path).body());
        assertThat(list.path("object").stringValue()).isEqualTo("list");
        assertThat(list.path("data").path(0).path("id").stringValue()).isEqualTo("errata-practice");
        assertThat(list.at("/data/0/created").longValue()).isEqualTo(PracticeClient.NOON.getEpochSecond());
        assertThat(list.path("models").path(0).path("name").stringValue()).isEqualTo("errata-practice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat/completions", "/v1/chat/completions"})
    void answersInOnePieceAndSaysWhoItIs(String path) throws Exception {
        var answer = client.post(path, chat("What is the capital of Italy?", "\"model\":\"gpt-4\""));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        JsonNode body = json(answer.body());
        assertThat(body.path("model").stringValue()).isEqualTo("errata-practice");
        assertThat(body.path("system_fingerprint").stringValue()).isEqualTo("errata-practice");
        assertThat(body.path("object").stringValue()).isEqualTo("chat.completion");
        assertThat(body.path("id").stringValue()).matches("chatcmpl-[0-9A-Za-z]{32}");
        JsonNode choice = body.path("choices").path(0);
        assertThat(choice.path("finish_reason").stringValue()).isEqualTo("stop");
        assertThat(choice.path("message").path("role").stringValue()).isEqualTo("assistant");
        assertThat(choice.path("message").path("content").stringValue())
                .startsWith("I am Errata's practice model")
                .contains("Paris is the capital of Italy");
        int completion = body.path("usage").path("completion_tokens").intValue();
        int prompt = body.path("usage").path("prompt_tokens").intValue();
        assertThat(completion)
                .isEqualTo(Tokens.count(choice.path("message").path("content").stringValue()));
        assertThat(prompt).isEqualTo(Tokens.count("be brief") + Tokens.count("What is the capital of Italy?"));
        assertThat(body.path("usage").path("total_tokens").intValue()).isEqualTo(prompt + completion);
        assertThat(body.path("timings").path("predicted_n").intValue()).isEqualTo(completion);
    }

    @Test
    void givesSeveralChoices() throws Exception {
        JsonNode body = json(
                client.post("/v1/chat/completions", chat("spell", "\"n\":4")).body());
        assertThat(body.path("choices").size()).isEqualTo(4);
        assertThat(body.path("choices")
                        .valueStream()
                        .map(choice -> choice.path("index").intValue()))
                .containsExactly(0, 1, 2, 3);
        assertThat(body.path("choices")
                        .valueStream()
                        .map(choice -> choice.at("/message/content").stringValue()))
                .allMatch(text -> text.contains("recieve"));
    }

    @Test
    void stopsAtTheLimitOfTokens() throws Exception {
        JsonNode body = json(client.post("/v1/chat/completions", chat("spell", "\"max_tokens\":5"))
                .body());
        assertThat(body.path("choices").path(0).path("finish_reason").stringValue())
                .isEqualTo("length");
        assertThat(body.path("usage").path("completion_tokens").intValue()).isEqualTo(5);
        String whole = Topic.answer("spell");
        assertThat(body.path("choices").path(0).path("message").path("content").stringValue())
                .isEqualTo(String.join("", Tokens.split(whole, 0).subList(0, 5)));
    }

    @Test
    void stopsBeforeAStopString() throws Exception {
        String body = client.post("/v1/chat/completions", chat("spell", "\"stop\":[\"zzz\",\" recieve\"]"))
                .body();
        assertThat(json(body)
                        .path("choices")
                        .path(0)
                        .path("message")
                        .path("content")
                        .stringValue())
                .endsWith("you will");
        assertThat(json(body).path("choices").path(0).path("finish_reason").stringValue())
                .isEqualTo("stop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | 500 | server_error",
                "`` | 500 | server_error",
                "{} | 400 | invalid_request_error",
                "{\"messages\":\"x\"} | 400 | invalid_request_error",
                "{\"messages\":[],\"n\":5} | 400 | invalid_request_error",
                "{\"messages\":[],\"n\":0} | 400 | invalid_request_error"
            })
    void refusesAsLlamaServerDoes(String body, int status, String type) throws Exception {
        var answer = client.post("/v1/chat/completions", body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Connection")).isEqualTo("close");
        assertThat(json(answer.body()).path("error").path("type").stringValue()).isEqualTo(type);
        assertThat(json(answer.body()).path("error").path("code").intValue()).isEqualTo(status);
    }

    @Test
    void hasNothingElse() throws Exception {
        for (String path : new String[] {"/", "/v1/completions", "/props", "/v1/chat/completions"}) {
            var answer = client.get(path);
            assertThat(answer.status()).isEqualTo(404);
            JsonNode error = json(answer.body()).path("error");
            assertThat(error.path("message").stringValue()).isEqualTo("File Not Found");
            assertThat(error.path("type").stringValue()).isEqualTo("not_found_error");
        }
        assertThat(client.post("/health", "{}").status()).isEqualTo(404);
    }

    @Test
    void answersHeadAndPreflight() throws Exception {
        try (var socket = client.raw("HEAD", "/health", "", "Connection: close")) {
            assertThat(PracticeClient.rest(socket))
                    .contains("content-length: 15")
                    .endsWith("\r\n\r\n");
        }
        try (var socket = client.raw("OPTIONS", "/any", "", "Origin: vscode-webview://a", "Connection: close")) {
            assertThat(PracticeClient.rest(socket))
                    .startsWith("HTTP/1.1 200")
                    .contains("access-control-allow-origin: vscode-webview://a")
                    .contains("access-control-allow-headers: *");
        }
    }

    @Test
    void doesNotUnderstandACompressedBody() throws Exception {
        try (var socket = client.raw("POST", "/v1/chat/completions", "xx", "Content-Encoding: gzip")) {
            assertThat(PracticeClient.rest(socket)).startsWith("HTTP/1.1 415");
        }
    }

    @Test
    void refusesWhatIsNotHttp() throws Exception {
        try (var socket = client.raw("GET", "/health HTTP/9.x", "")) {
            assertThat(PracticeClient.rest(socket)).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void saysWhenThePortIsTaken() {
        try (PracticeServer second = new PracticeServer(client.base.getPort())) {
            assertThat(second.start()).isInstanceOfSatisfying(PracticeServer.Failed.class, failed -> {
                assertThat(failed.port()).isEqualTo(client.base.getPort());
                assertThat(failed.reason()).isNotBlank();
            });
        }
    }

    @Test
    void startsOnceAndOnAPort() {
        assertThatThrownBy(client.server::start).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new PracticeServer(70000)).isInstanceOf(IllegalArgumentException.class);
    }
}
