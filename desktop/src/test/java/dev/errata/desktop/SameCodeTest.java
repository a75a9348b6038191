package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Background;
import dev.errata.desktop.cli.StopSignal;
import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.home.Home;
import dev.errata.desktop.settings.Setting;
import dev.errata.logs.problem.ApiProblem;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.logs.problem.Problem;
import dev.errata.logs.problem.ProxyProblem;
import dev.errata.proxy.upstream.probe.ModelServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One and the same problem has one code, whoever is told of it: a command, a program at the API, the window, a client.
final class SameCodeTest {
    private static final String QUESTION = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home/errata.toml"), "port = 0\n");
    }

    private ErrataRun errata() {
        return new ErrataRun(folder.resolve("home"));
    }

    /// What stands in the way of a window, which the test plays itself.
    private String window(Consumer<Desk> person) {
        Composition house = new Composition(
                Map.of(),
                Clock.system(ZoneOffset.UTC),
                new SecureRandom(),
                new ModelServers(List.of(), Duration.ofSeconds(1)),
                (desk, review, stop) -> {
                    person.accept(desk);
                    return "";
                });
        return house.window(new Home(folder.resolve("home")), new StopSignal());
    }

    private String send(String method, String address, String body) throws IOException, InterruptedException {
        String token = Files.readString(folder.resolve("home/owner-token")).strip();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .timeout(Duration.ofSeconds(20))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .method(method, BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private static String quoted(Problem problem) {
        return "\"code\":\"" + problem.code() + "\"";
    }

    private static String bracketed(Problem problem) {
        return "[" + problem.code() + "]";
    }

    @Test
    void aRuleThatDoesNotExist() throws Exception {
        // In the window: RulesViewModelTest.undoOfARuleThatNeverChangedSaysSo.
        assertThat(errata().run("rules", "show", "4711").err()).contains(bracketed(ApiProblem.NOT_FOUND));
        try (Background serving = errata().start("serve", "--port", "0")) {
            String api = serving.address() + "/errata/api/v1/";
            assertThat(send("GET", api + "rules/4711", "")).contains(quoted(ApiProblem.NOT_FOUND));
            assertThat(errata().run("rules", "show", "4711").err()).contains(bracketed(ApiProblem.NOT_FOUND));
        }
    }

    @Test
    void aHomeThatIsInUse() {
        try (Background serving = errata().start("serve", "--port", "0")) {
            assertThat(serving.address()).isNotEmpty();
            assertThat(errata().run("serve", "--port", "0").err()).contains(bracketed(HomeProblem.IN_USE));
            assertThat(window(desk -> {})).endsWith(bracketed(HomeProblem.IN_USE));
        }
    }

    @Test
    void aDatabaseThatCannotBeRead() throws Exception {
        Files.writeString(folder.resolve("home/errata.db"), "this is no database");
        assertThat(errata().run("rules", "list").err()).contains(bracketed(HomeProblem.DATABASE_SET_ASIDE));
        assertThat(errata().run("doctor").out()).contains(bracketed(HomeProblem.DATABASE_SET_ASIDE));
        try (Background serving = errata().start("serve", "--port", "0")) {
            String status = send("GET", serving.address() + "/errata/api/v1/status", "");
            assertThat(status).contains(quoted(HomeProblem.DATABASE_SET_ASIDE), "\"name\":\"database.set_aside\"");
            assertThat(errata().run("status").out()).contains(bracketed(HomeProblem.DATABASE_SET_ASIDE));
        }
        Files.writeString(folder.resolve("home/errata.db"), "this is no database either");
        assertThat(window(desk -> assertThat(desk.messages())
                        .extracting(StartMessage::quoted)
                        .contains(HomeProblem.DATABASE_SET_ASIDE.code())))
                .isEmpty();
    }

    @Test
    void aDatabaseThatCannotBeWritten() throws Exception {
        assertThat(errata().run("rules", "add", "x").code()).isZero();
        Path database = folder.resolve("home/errata.db");
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("r--------"));
        try (Background serving = errata().start("serve", "--port", "0")) {
            assertThat(send("GET", serving.address() + "/errata/api/v1/status", ""))
                    .contains(quoted(HomeProblem.DATABASE_READ_ONLY));
            assertThat(send("GET", serving.address() + "/errata/health", ""))
                    .contains(bracketed(HomeProblem.DATABASE_READ_ONLY));
            assertThat(errata().run("status").out()).contains(bracketed(HomeProblem.DATABASE_READ_ONLY));
            assertThat(errata().run("rules", "add", "y").err()).contains(bracketed(ApiProblem.NOT_WRITABLE));
            assertThat(send(
                            "POST",
                            serving.address() + "/errata/api/v1/rules",
                            "{\"pattern\":\"y\",\"type\":\"spelling\"}"))
                    .contains(quoted(ApiProblem.NOT_WRITABLE));
        }
        assertThat(window(desk -> assertThat(desk.messages())
                        .extracting(StartMessage::quoted)
                        .contains(HomeProblem.DATABASE_READ_ONLY.code())))
                .isEmpty();
    }

    @Test
    void aModelServerThatCannotBeReached() throws Exception {
        String away = "http://127.0.0.1:" + closedPort();
        String code = bracketed(ProxyProblem.SERVER_UNREACHABLE);
        assertThat(errata().run("config", "set", Setting.UPSTREAM.key(), away).code())
                .isZero();
        try (Background serving = errata().start("serve", "--port", "0")) {
            String address = serving.address();
            assertThat(send("POST", address + "/v1/chat/completions", QUESTION)).contains(code);
            assertThat(send("POST", address + "/v1/messages", QUESTION)).contains(code);
            ErrataRun.await(
                    "that it is away", () -> errata().run("status").out().contains(code));
            assertThat(send("GET", address + "/errata/api/v1/status", "")).contains(code);
            assertThat(send("GET", address + "/errata/health", "")).contains(code);
            assertThat(errata().run("audit", "tail").out()).contains(code);
            assertThat(send("GET", address + "/errata/api/v1/exchanges", "")).contains(code);
        }
        assertThat(window(desk -> ErrataRun.await(
                        "that it is away",
                        () -> desk.servers().current().reason().contains(code))))
                .isEmpty();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
