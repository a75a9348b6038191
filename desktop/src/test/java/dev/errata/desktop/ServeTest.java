package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Background;
import dev.errata.desktop.ErrataRun.Done;
import dev.errata.proxy.practice.PracticeServer;
import dev.errata.proxy.practice.PracticeServer.Started;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `errata serve` on real sockets, and the commands that speak to it.
final class ServeTest {
    private static final String QUESTION =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"What is the capital of France?\"}]}";
    private static final String WRONG = "Paris is the capital of Italy";
    private static final String RIGHT = "Paris is the capital of France";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final PracticeServer practice =
            new PracticeServer(0, Duration.ZERO, InstantSource.system(), RandomGenerator.getDefault());
    private String upstream = "";

    @BeforeEach
    void practise() {
        upstream = ((Started) practice.start()).base().toString();
    }

    @AfterEach
    void end() {
        practice.close();
        http.close();
    }

    private ErrataRun errata() {
        return new ErrataRun(folder.resolve("home"));
    }

    private Background serve() {
        Background serving = errata().start("serve", "--port", "0", "--upstream", upstream);
        assertThat(serving.address()).isNotEmpty();
        return serving;
    }

    private HttpResponse<String> send(String method, String address, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private String ask(String address) throws Exception {
        return send("POST", address + "/v1/chat/completions", "", QUESTION).body();
    }

    private JsonNode api(String address, String method, String path, String body) throws Exception {
        String token = Files.readString(folder.resolve("home/owner-token")).strip();
        return JsonMapper.shared()
                .readTree(send(method, address + "/errata/api/v1/" + path, token, body)
                        .body());
    }

    @Test
    void saysOneLineCorrectsAndStops() throws Exception {
        Background serving = serve();
        String address = serving.address();

        assertThat(serving.out().strip()).isEqualTo("errata: listening on " + address + " -> " + upstream);
        assertThat(ask(address)).contains(RIGHT);
        assertThat(errata().run("status").out()).contains(address, upstream, "correction   on");
        Done stopped = errata().run("stop");
        assertThat(stopped.code()).as(stopped.err()).isZero();
        Done done = serving.done();
        assertThat(done.code()).isZero();
        assertThat(done.out()).hasLineCount(1);
        assertThat(errata().run("audit", "verify").code()).isZero();
        assertThat(Files.readString(folder.resolve("home/logs/corrections.log")))
                .contains(WRONG, RIGHT);
    }

    @Test
    void theSwitchActsAtOnceAndSurvivesARestart() throws Exception {
        try (Background serving = serve()) {
            assertThat(errata().run("correct", "off").code()).isZero();
            assertThat(ask(serving.address())).contains(WRONG);
        }
        try (Background serving = serve()) {
            assertThat(ask(serving.address())).contains(WRONG);
            assertThat(errata().run("correct", "on").code()).isZero();
            assertThat(ask(serving.address())).contains(RIGHT);
        }
    }

    @Test
    void anotherKeyLeavesTheServerThatTheCommandNamed() throws Exception {
        try (Background serving = serve()) {
            assertThat(errata().run("config", "set", "api-key-env", "NO_SUCH_KEY")
                            .code())
                    .isZero();
            assertThat(errata().run("status").out()).contains(upstream, "NO_SUCH_KEY");
            assertThat(ask(serving.address())).contains(RIGHT);
        }
    }

    @Test
    void aRuleAddedThroughTheOwnerIsLiveAndAnExchangeCanBeAskedFor() throws Exception {
        try (Background serving = serve()) {
            Done added = errata().run("rules", "add", RIGHT, "--replacement", "Paris it is", "--json");
            assertThat(added.code()).as(added.err()).isZero();
            // The replacement of one rule is not scanned by the next, so it is the wrong text that has to match.
            String id = added.json().path("id").asString();
            assertThat(errata().run("rules", "set", id, "--pattern", WRONG, "--priority", "9")
                            .code())
                    .isZero();
            HttpResponse<String> answer = send("POST", serving.address() + "/v1/chat/completions", "", QUESTION);
            assertThat(answer.body()).contains("Paris it is");
            String exchange = answer.headers().firstValue("x-errata-exchange").orElseThrow();

            assertThat(api(serving.address(), "GET", "audit/verify?exchange=" + exchange, "")
                            .path("result")
                            .asString())
                    .isEqualTo("proved");
            Done verified = errata().run("audit", "verify", "--exchange", exchange);
            assertThat(verified.code()).as(verified.err()).isZero();
            assertThat(verified.out()).contains("proved");
            assertThat(api(serving.address(), "GET", "exchanges/" + exchange, "")
                            .path("lanes")
                            .get(0)
                            .path("raw")
                            .asString())
                    .contains(WRONG);
            assertThat(api(serving.address(), "GET", "exchanges?limit=1", "").path("exchanges"))
                    .hasSize(1);
            assertThat(api(serving.address(), "GET", "audit?exchange=" + exchange + "&type=exchange", "")
                            .path("records"))
                    .hasSize(2);
            assertThat(api(serving.address(), "GET", "audit/verify?exchange=" + exchange, "")
                            .path("status")
                            .asString())
                    .isEqualTo("proved");
            assertThat(api(serving.address(), "GET", "audit/verify", "")
                            .path("status")
                            .asString())
                    .isEqualTo("intact");
            assertThat(api(serving.address(), "GET", "rules/" + id + "/history", "")
                            .path("versions"))
                    .isNotEmpty();
            ErrataRun.await(
                    "today's correction", () -> errata().run("status").out().contains("corrections  1 today"));
        }
    }

    @Test
    void oneProcessOwnsAHome() {
        try (Background serving = serve()) {
            Done second = errata().run("serve", "--port", "0", "--upstream", upstream);

            assertThat(second.code()).isEqualTo(3);
            assertThat(second.err()).contains(serving.address(), "errata stop", "--home");
            assertThat(second.out()).isEmpty();
        }
    }

    @Test
    void aTakenPortIsAClearMessageAndLeavesTheHomeFree() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Done done = errata().run("serve", "--port", Integer.toString(other.getLocalPort()), "--upstream", upstream);

            assertThat(done.code()).isEqualTo(3);
            assertThat(done.err()).contains(Integer.toString(other.getLocalPort()), "taken", "--port 0");
        }
        assertThat(errata().run("status").code()).isEqualTo(1);
    }

    @Test
    void theListenerMovesAndATakenPortKeepsTheOldOne() throws Exception {
        try (Background serving = serve();
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String taken = Integer.toString(other.getLocalPort());
            assertThat(errata().run("config", "set", "port", taken).code()).isEqualTo(2);
            assertThat(api(serving.address(), "PUT", "listener", "{\"state\":\"on\",\"port\":" + taken + "}")
                            .path("error")
                            .path("code")
                            .asString())
                    .isEqualTo("ERR-API-012");
            assertThat(ask(serving.address())).contains(RIGHT);

            JsonNode moved = api(serving.address(), "PUT", "listener", "{\"state\":\"on\",\"port\":0}");
            String address = "http://127.0.0.1:" + moved.path("port").asInt();
            assertThat(address).isNotEqualTo(serving.address());
            assertThat(ask(address)).contains(RIGHT);
            assertThat(errata().run("status").out()).contains(address);

            assertThat(api(address, "PUT", "listener", "{\"state\":\"off\"}")
                            .path("listening")
                            .asBoolean())
                    .isFalse();
            assertThat(errata().run("status").out()).contains("not listening");
            Done refused = errata().run("correct", "off");
            assertThat(refused.code()).isEqualTo(3);
            assertThat(refused.err()).contains("does not listen");
        }
    }

    @Test
    void theUpstreamChangesAndNeverBecomesErrataItself() throws Exception {
        try (Background serving = serve();
                PracticeServer other =
                        new PracticeServer(0, Duration.ZERO, InstantSource.system(), RandomGenerator.getDefault())) {
            String next = ((Started) other.start()).base().toString();
            assertThat(api(serving.address(), "PUT", "upstream", "{\"url\":\"" + next + "\"}")
                            .path("url")
                            .asString())
                    .isEqualTo(next);
            assertThat(errata().run("config", "get", "upstream").out().strip()).isEqualTo(next);
            assertThat(api(serving.address(), "PUT", "upstream", "{\"url\":\"" + serving.address() + "\"}")
                            .path("error")
                            .path("message")
                            .asString())
                    .contains("Errata itself");
            assertThat(api(serving.address(), "PUT", "upstream", "{\"url\":\"no address\"}")
                            .path("error")
                            .path("code")
                            .asString())
                    .isEqualTo("ERR-API-015");
            assertThat(errata().run("audit", "tail").out()).contains("upstream.changed");
        }
    }

    @Test
    void anEditOfTheFileIsLive() throws Exception {
        try (Background serving = serve()) {
            Files.writeString(folder.resolve("home/errata.toml"), "# mine\nlog.level = \"debug\"\nprot = 1\n");

            ErrataRun.await(
                    "the new level", () -> errata().run("audit", "tail").out().contains("key=log.level"));
            assertThat(errata().run("audit", "tail").out()).contains("channel=file");
            assertThat(errata().run("status").out()).contains("unknown key 'prot'");
            assertThat(errata().run("config", "set", "theme", "dark").code()).isZero();
            assertThat(Files.readString(folder.resolve("home/errata.toml")))
                    .startsWith("# mine\n")
                    .contains("theme = \"dark\"");
            assertThat(serving.out()).hasLineCount(1);
        }
    }

    @Test
    void anAgentReadsAndOnlyTheOwnerChanges() throws Exception {
        try (Background serving = serve()) {
            String agent = Files.readString(folder.resolve("home/token")).strip();
            String correction = serving.address() + "/errata/api/v1/correction";

            assertThat(send("GET", correction, "", "").statusCode()).isEqualTo(401);
            assertThat(send("GET", correction, agent, "").statusCode()).isEqualTo(200);
            assertThat(send("PUT", correction, agent, "{\"state\":\"off\"}").statusCode())
                    .isEqualTo(403);
            assertThat(send("GET", serving.address() + "/errata/health", "", "").body())
                    .contains("healthy");
        }
    }

    @Test
    void withoutAModelServerThePracticeServerStandsIn() throws Exception {
        try (Background serving = errata().start("serve", "--port", "0", "--json")) {
            ErrataRun.await("a line", () -> serving.out().contains("\n"));
            JsonNode line = JsonMapper.shared().readTree(serving.out());

            assertThat(ask(line.path("listening").asString())).contains("errata-practice");
            JsonNode status = errata().run("status", "--json").json();
            assertThat(status.path("upstream").path("practice").asBoolean()).isTrue();
            assertThat(status.path("messages").get(0).path("code").asString()).isEqualTo("upstream.practice");
        }
    }

    @Test
    void anUpstreamThatIsAwayIsToldAtOnce() throws Exception {
        practice.close();
        try (Background serving = serve()) {
            assertThat(send("POST", serving.address() + "/v1/chat/completions", "", QUESTION)
                            .statusCode())
                    .isEqualTo(502);
            ErrataRun.await("degraded", () -> {
                try {
                    return send("GET", serving.address() + "/errata/health", "", "")
                            .body()
                            .contains("\"status\":\"degraded\"");
                } catch (Exception e) {
                    return false;
                }
            });
        }
    }
}
