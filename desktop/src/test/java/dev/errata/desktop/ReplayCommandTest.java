package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Background;
import dev.errata.desktop.ErrataRun.Done;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `errata rules replay`, its route, and a rule's own tests on the command line.
@Timeout(120)
final class ReplayCommandTest {
    @TempDir
    private Path folder;

    private final CannedServer server = new CannedServer("""
        data: {"choices":[{"index":0,"delta":{"content":"One fish, two fish."}}],"model":"m"}

        data: [DONE]

        """);

    @AfterEach
    void close() {
        server.close();
    }

    private ErrataRun errata() {
        return new ErrataRun(folder.resolve("home"));
    }

    private String add(String... more) {
        String[] line = Stream.concat(
                        Stream.of("rules", "add", "fish", "--replacement", "bird", "--json"), Stream.of(more))
                .toArray(String[]::new);
        Done added = errata().run(line);
        assertThat(added.code()).as(added.err()).isZero();
        return added.json().path("id").asString();
    }

    private String send(String address, String token, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .header("Content-Type", "application/json")
                                    .header("Authorization", "Bearer " + token)
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void showsWhatAShadowRuleWouldHaveChangedBesideTheOwnerByItsRouteAndAlone() throws Exception {
        String id = add("--mode", "shadow");
        try (Background serving = errata().start(
                        "serve", "--port", "0", "--upstream", server.base().toString())) {
            for (int i = 0; i < 3; i++) {
                assertThat(send(serving.address() + "/v1/chat/completions", "", "{\"stream\":true}"))
                        .contains("two fish");
            }
            ErrataRun.await("the raw texts", () -> kept() == 3);
            Done beside = errata().run("rules", "replay", "--json");
            assertThat(beside.code()).as(beside.err()).isZero();
            assertThat(beside.json().path("changed").asInt()).isEqualTo(3);
            String token = Files.readString(folder.resolve("home/owner-token")).strip();
            JsonNode byRoute = JsonMapper.shared()
                    .readTree(send(
                            serving.address() + "/errata/api/v1/rules/replay",
                            token,
                            "{\"last\":2,\"rule\":" + id + "}"));
            assertThat(byRoute.path("replayed").asInt()).isEqualTo(2);
            assertThat(byRoute.path("exchanges").get(0).path("rewrites")).hasSize(2);
        }
        Done alone = errata().run("rules", "replay", "--last", "2", "--rule", id);
        assertThat(alone.code()).isZero();
        assertThat(alone.out())
                .contains("rule " + id + " in 0/text: 'fish' -> 'bird'", "would have changed 2 of 2 exchanges");
        assertThat(errata().run("rules", "replay", "--rule", "4711").code()).isEqualTo(1);
        assertThat(errata().run("rules", "replay", "--last", "0").code()).isEqualTo(2);
    }

    private long kept() {
        try (Stream<Path> files = Files.list(folder.resolve("home/blobs/raw"))) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void saysWhenThereIsNothingToReplay() {
        Done done = errata().run("rules", "replay");
        assertThat(done.code()).isZero();
        assertThat(done.out()).contains("no raw text is kept", "capture.raw-texts");
    }

    @Test
    void aRuleIsRefusedWhileItsOwnTestFailsAndTheTestIsShown() {
        Done refused = errata().run(
                        "rules",
                        "add",
                        "teh",
                        "--replacement",
                        "the",
                        "--test-input",
                        "tehran",
                        "--test-expected",
                        "tehran");
        assertThat(refused.code()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err()).contains("\"tehran\" became \"theran\", expected \"tehran\"", "[ERR-API-015]");

        String id = add(
                "--mode",
                "shadow",
                "--test-input",
                "a fish",
                "--test-expected",
                "a bird",
                "--test-input",
                "fishy",
                "--test-expected",
                "fishy");
        Done shown = errata().run("rules", "show", id, "--json");
        assertThat(shown.json().path("tests")).hasSize(2);
        assertThat(errata().run("rules", "show", id).out()).contains("test: 'a fish' becomes 'a bird'");
        assertThat(errata().run("rules", "set", id, "--mode", "enforce").code()).isEqualTo(2);
        assertThat(errata().run("rules", "set", id, "--mode", "enforce", "--match", "word")
                        .code())
                .isZero();
        Done more = errata().run("rules", "set", id, "--test-input", "Fish", "--test-expected", "Fish", "--json");
        assertThat(more.json().path("tests")).hasSize(3);
        Done none = errata().run("rules", "set", id, "--drop-tests", "--json");
        assertThat(none.json().path("tests")).isEmpty();
        assertThat(errata().run("rules", "add", "x", "--test-input", "half").code())
                .isEqualTo(2);
    }
}
