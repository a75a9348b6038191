package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Background;
import dev.errata.desktop.ErrataRun.Done;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The journal names the way by which something came, with and without a process that owns the home.
@Timeout(300)
final class ChannelsTest {
    @TempDir
    Path folder;

    private Path site;

    @BeforeEach
    void workspace() throws IOException {
        site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("words.txt"), "one\ntwo\nthree\n");
    }

    private ErrataRun errata() {
        return new ErrataRun(folder.resolve("home"));
    }

    private Background serving() {
        return errata().start("serve", "--port", "0", "--upstream", "http://127.0.0.1:9");
    }

    private static String diff(String word) {
        return "--- a/words.txt\n+++ b/words.txt\n@@ -1,3 +1,3 @@\n one\n-two\n+" + word + "\n three\n";
    }

    private String propose(String word) throws IOException {
        Path patch = Files.writeString(folder.resolve(word + ".patch"), diff(word));
        Done done = errata().run("patch", "propose", patch.toString(), "--workspace", site.toString());
        assertThat(done.code()).as(done.err()).isZero();
        return done.out().strip();
    }

    private HttpResponse<String> post(String address, String path, String token, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header(
                        "Authorization",
                        "Bearer "
                                + Files.readString(folder.resolve("home").resolve(token))
                                        .strip())
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    /// The last event of a type, about a proposal if one is named.
    private JsonNode told(String type, String proposal) {
        Done done = errata().run("audit", "tail", "-n", "500", "--json");
        return done.out()
                .lines()
                .map(JsonMapper.shared()::readTree)
                .filter(each -> each.path("type").asString("").equals(type))
                .filter(each ->
                        proposal.isEmpty() || each.path("proposal").asString("").equals(proposal))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no " + type + " in " + done.out()));
    }

    @Test
    void theCommandLineIsTheCommandLineWithAndWithoutAnOwner() throws Exception {
        String alone = propose("zwei");
        assertThat(told("patch.proposed", alone).path("source").asString()).isEqualTo("cli");
        String operator = told("patch.proposed", alone).path("operator").asString();
        try (Background owner = serving()) {
            assertThat(owner.address()).isNotEmpty();
            String id = propose("deux");
            assertThat(told("patch.proposed", id).path("source").asString()).isEqualTo("cli");
            assertThat(told("patch.proposed", id).path("operator").asString()).isEqualTo(operator);
            assertThat(errata().run("patch", "comment", id, "why?").code()).isZero();
            assertThat(told("approval.commented", id).path("channel").asString())
                    .isEqualTo("cli");
            assertThat(errata().run("patch", "approve", id, "--yes").code()).isZero();
            assertThat(told("approval.granted", id).path("channel").asString()).isEqualTo("cli --yes");
            assertThat(errata().run("rules", "add", "teh", "--replacement", "the")
                            .code())
                    .isZero();
            assertThat(told("rule.changed", "").path("channel").asString()).isEqualTo("cli");
            assertThat(errata().run("config", "set", "drain", "4").code()).isZero();
            // The owner notes it when it next looks at its settings.
            ErrataRun.await(
                    "the change",
                    () -> errata().run("audit", "tail", "-n", "500").out().contains("setting.changed"));
            assertThat(told("setting.changed", "").path("channel").asString()).isEqualTo("cli");
        }
    }

    @Test
    void whoCallsThePortIsTheApiWhateverTheBodySays() throws Exception {
        String id = propose("zwei");
        try (Background owner = serving()) {
            String address = owner.address();
            assertThat(post(
                                    address,
                                    "/errata/api/v1/proposals/" + id + "/approve",
                                    "owner-token",
                                    "{\"channel\":\"cli --yes\",\"operator\":\"ann\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(told("approval.granted", id).path("channel").asString()).isEqualTo("api");
            assertThat(told("approval.granted", id).path("operator").asString()).isEqualTo("ann");

            String body = JsonMapper.shared()
                    .createObjectNode()
                    .put("text", diff("dos"))
                    .put("workspace", site.toString())
                    .put("operator", "ann")
                    .toString();
            assertThat(post(address, "/errata/api/v1/proposals", "token", body, "x-errata-channel", "cli")
                            .statusCode())
                    .as("an agent may not pass for a person at the terminal")
                    .isEqualTo(403);
            HttpResponse<String> proposed = post(address, "/errata/api/v1/proposals", "token", body);
            JsonNode event = told(
                    "patch.proposed",
                    JsonMapper.shared().readTree(proposed.body()).path("id").asString());
            assertThat(event.path("source").asString()).isEqualTo("api");
            assertThat(event.path("operator").asString()).isEqualTo("api");
        }
    }

    @Test
    void anAgentIsNamedByTheNameThatItGaveItself() throws Exception {
        try (Background owner = serving()) {
            String address = owner.address() + "/errata/mcp";
            assertThat(errata().run("workspace", "add", site.toString()).code()).isZero();
            HttpResponse<String> begun = post(
                    address,
                    "",
                    "token",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                        + "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"robo\",\"version\":\"1\"}}}");
            String call = JsonMapper.shared()
                    .createObjectNode()
                    .put("patch", diff("zwei"))
                    .put("workspace", site.toString())
                    .toString();
            post(
                    address,
                    "",
                    "token",
                    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":"
                            + "\"create_patch_proposal\",\"arguments\":" + call + "}}",
                    "Mcp-Session-Id",
                    begun.headers().firstValue("Mcp-Session-Id").orElseThrow());
            ErrataRun.await(
                    "a proposal", () -> errata().run("patch", "list").out().contains("validated"));
            assertThat(told("patch.proposed", "").path("source").asString()).isEqualTo("mcp");
            assertThat(told("patch.proposed", "").path("operator").asString()).isEqualTo("robo");
        }
    }
}
