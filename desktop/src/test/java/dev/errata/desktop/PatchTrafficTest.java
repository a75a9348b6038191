package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Background;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Proposals that come by the port: seen in an answer, and from an agent.
@Timeout(300)
final class PatchTrafficTest {
    private static final String TEXT = "one\ntwo\nthree\n";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void workspace() throws IOException {
        Files.createDirectories(folder.resolve("site"));
        file = Files.writeString(folder.resolve("site/words.txt"), TEXT);
    }

    private ErrataRun errata() {
        return new ErrataRun(folder.resolve("home"));
    }

    private static String streamed(String text) {
        StringBuilder body = new StringBuilder();
        for (String piece : text.splitWithDelimiters("\n", 0)) {
            body.append("data:"
                + " {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"content\":")
                    .append(JsonMapper.shared().writeValueAsString(piece))
                    .append("}}]}\n\n");
        }
        return body.append("data:"
                        + " {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":"
                        + "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                        + "data: [DONE]\n\n")
                .toString();
    }

    private static HttpResponse<String> post(HttpClient http, String address, String token, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void aPatchInAnAnswerWaitsForAPersonAndSaysThatItWasSeenOnTheWire() throws Exception {
        String answer = """
            Change it so:

            ```diff
            --- a/words.txt
            +++ b/words.txt
            @@ -1,3 +1,3 @@
             one
            -two
            +zwei
             three
            ```
            """;
        assertThat(errata().run("workspace", "add", folder.resolve("site").toString())
                        .code())
                .isZero();
        try (CannedServer server = new CannedServer(streamed(answer));
                HttpClient http = HttpClient.newHttpClient();
                Background serving = errata().start(
                                "serve",
                                "--port",
                                "0",
                                "--upstream",
                                server.base().toString())) {
            String address = serving.address();
            post(http, address + "/v1/chat/completions", "", "{\"model\":\"m\",\"stream\":true,\"messages\":[]}");
            ErrataRun.await(
                    "a proposal",
                    () -> errata().run("patch", "list", "--json").out().contains("\"channel\":\"wire\""));
            JsonNode seen = errata().run("patch", "list", "--json")
                    .json()
                    .path("proposals")
                    .path(0);
            assertThat(seen.path("held").asBoolean(true)).isFalse();
            String id = seen.path("id").asString();
            ErrataRun.await(
                    "its verdict", () -> errata().run("patch", "list").out().contains("validated"));
            assertThat(errata().run("patch", "show", id).out()).contains("seen on the wire", "+zwei");
            assertThat(file).hasContent(TEXT);
        }
    }

    @Test
    void whatIsDecidedOnAPatchIsToldByTheSessionThatItCameFrom() throws Exception {
        String answer = """
            ```diff
            --- a/words.txt
            +++ b/words.txt
            @@ -1,3 +1,3 @@
             one
            -two
            +zwei
             three
            ```
            """;
        assertThat(errata().run("workspace", "add", folder.resolve("site").toString())
                        .code())
                .isZero();
        String session;
        try (CannedServer server = new CannedServer(streamed(answer));
                HttpClient http = HttpClient.newHttpClient();
                Background serving = errata().start(
                                "serve",
                                "--port",
                                "0",
                                "--upstream",
                                server.base().toString())) {
            String address = serving.address();
            HttpResponse<String> seen = post(
                    http, address + "/v1/chat/completions", "", "{\"model\":\"m\",\"stream\":true,\"messages\":[]}");
            session = seen.headers().firstValue("x-errata-exchange").orElseThrow();
            ErrataRun.await(
                    "its verdict", () -> errata().run("patch", "list").out().contains("validated"));
            String first = proposal();
            assertThat(errata().run("patch", "reject", first, "--reason", "not like this")
                            .code())
                    .isZero();
            ErrataRun.await(
                    "the rejection",
                    () -> decisions(session)
                            .path(0)
                            .path("decision")
                            .asString("")
                            .equals("rejected"));
            JsonNode rejected = decisions(session).path(0);
            assertThat(rejected.path("proposal").asString()).isEqualTo(first);
            assertThat(rejected.path("hunks").toString()).isEqualTo("[1]");
            assertThat(rejected.path("verdict").asString()).isNotEmpty();
            assertThat(rejected.path("operator").asString()).isNotEmpty();
            assertThat(rejected.path("channel").asString()).isEqualTo("cli");
            assertThat(rejected.path("reason").asString()).isEqualTo("not like this");
            assertThat(Instant.parse(rejected.path("at").asString())).isBefore(Instant.now());
            String owner = Files.readString(folder.resolve("home/owner-token")).strip();
            HttpRequest ask = HttpRequest.newBuilder(URI.create(address + "/errata/api/v1/sessions/" + session))
                    .header("Authorization", "Bearer " + owner)
                    .build();
            assertThat(JsonMapper.shared()
                            .readTree(http.send(ask, BodyHandlers.ofString()).body())
                            .path("decisions"))
                    .isEqualTo(decisions(session));

            // The same again in the same session, approved and applied by hand once nobody serves.
            post(http, address + "/v1/chat/completions", "", "{\"model\":\"m\",\"stream\":true,\"messages\":[]}");
            ErrataRun.await(
                    "a second proposal",
                    () -> errata().run("patch", "list").out().contains("validated"));
        }
        String second = proposal();
        assertThat(errata().run("patch", "approve", second, "--yes").code()).isZero();
        assertThat(errata().run("patch", "apply", second).code()).isZero();
        assertThat(file).content().contains("zwei");
        assertThat(decisions(session)
                        .valueStream()
                        .map(one -> one.path("decision").asString() + " " + one.path("hunks") + " "
                                + one.path("channel").asString()))
                .containsExactly("rejected [1] cli", "approved [1] cli --yes", "applied [1] ");
        assertThat(errata().run("session", "show", session).out()).contains("DECIDED AT", "(cli --yes)", second);
        assertThat(errata().run("session", "search", "not like this").out()).contains(session);
    }

    /// The one that waits for a person.
    private String proposal() {
        return errata().run("patch", "list", "--json")
                .json()
                .path("proposals")
                .valueStream()
                .filter(one -> one.path("state").asString("").equals("validated"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private JsonNode decisions(String session) {
        return errata().run("session", "show", session, "--json").json().path("decisions");
    }

    @Test
    void anAgentProposesAPersonApprovesAndTheAgentHasItWritten() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient();
                Background serving = errata().start("serve", "--port", "0", "--upstream", "http://127.0.0.1:9")) {
            String mcp = serving.address() + "/errata/mcp";
            String agent = Files.readString(folder.resolve("home/token")).strip();
            assertThat(post(http, mcp, "", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
                            .statusCode())
                    .isEqualTo(401);
            String workspace = call(
                            http,
                            mcp,
                            agent,
                            "create_workspace_artifact",
                            "{\"workspace\":"
                                    + JsonMapper.shared()
                                            .writeValueAsString(
                                                    folder.resolve("site").toString()) + "}")
                    .path("workspace")
                    .asString();
            JsonNode proposed = call(
                    http,
                    mcp,
                    agent,
                    "create_patch_proposal",
                    "{\"workspace\":"
                            + JsonMapper.shared().writeValueAsString(workspace)
                            + ",\"patch\":\"--- a/words.txt\\n"
                            + "+++ b/words.txt\\n"
                            + "@@ -1,3 +1,3 @@\\n"
                            + " one\\n"
                            + "-two\\n"
                            + "+zwei\\n"
                            + " three\\n"
                            + "\"}");
            // What is read slowly is answered by a ticket first.
            ErrataRun.await(
                    "a proposal", () -> errata().run("patch", "list").out().contains("validated"));
            String id = errata().run("patch", "list", "--json")
                    .json()
                    .path("proposals")
                    .path(0)
                    .path("id")
                    .asString();
            assertThat(id).as(proposed.toString()).isNotEmpty();
            call(http, mcp, agent, "apply_approved_patch", "{\"proposal\":\"" + id + "\"}");
            assertThat(file).as("nobody has approved it").hasContent(TEXT);
            assertThat(errata().run("patch", "approve", id, "--yes").code()).isZero();
            call(http, mcp, agent, "apply_approved_patch", "{\"proposal\":\"" + id + "\"}");
            ErrataRun.await("the file", () -> read().contains("zwei"));
            assertThat(errata().run("patch", "show", id, "--json")
                            .json()
                            .path("state")
                            .asString())
                    .isIn("applied", "verified", "committed");
        }
        assertThat(errata().run("audit", "verify").code()).isZero();
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static JsonNode call(HttpClient http, String mcp, String token, String tool, String arguments)
            throws Exception {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}";
        HttpResponse<String> answer = post(http, mcp, token, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String json = answer.body().startsWith("{")
                ? answer.body()
                : List.of(answer.body().split("\n", -1)).stream()
                        .filter(line -> line.startsWith("data: {") && line.contains("\"result\""))
                        .findFirst()
                        .orElseThrow()
                        .substring(6);
        return JsonMapper.shared().readTree(json).path("result").path("structuredContent");
    }
}
