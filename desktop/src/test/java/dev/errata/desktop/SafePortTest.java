package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Background;
import dev.errata.desktop.ErrataRun.Done;
import dev.errata.proxy.practice.PracticeServer;
import dev.errata.proxy.practice.PracticeServer.Started;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may use the port of a running Errata, and what it leaves behind of them.
final class SafePortTest {
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

    private Path home() {
        return folder.resolve("home");
    }

    private ErrataRun errata() {
        return new ErrataRun(home());
    }

    private Background serve() {
        Background serving = errata().start("serve", "--port", "0", "--upstream", upstream);
        assertThat(serving.address()).isNotEmpty();
        return serving;
    }

    private Done ok(String... command) {
        Done done = errata().run(command);
        assertThat(done.code()).as(done.err()).isZero();
        return done;
    }

    private HttpResponse<String> ask(String address, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                .POST(BodyPublishers.ofString(QUESTION))
                .header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private String token(String... command) {
        return ok(command).json().path("token").asString();
    }

    @Test
    void aClientIsGivenATokenWhileErrataRunsAndItsNameCounts() throws Exception {
        try (Background serving = serve()) {
            String token = token("clients", "add", "ide", "--json");
            ok("config", "set", "clients.required", "true");
            assertThat(ask(serving.address()).statusCode()).isEqualTo(401);
            assertThat(ask(serving.address(), "Authorization", "Bearer " + token)
                            .body())
                    .contains(RIGHT);
            assertThat(ask(serving.address(), "x-api-key", token).statusCode()).isEqualTo(200);
            assertThat(ok("audit", "tail").out()).contains("client=ide", "client.changed", "change=added");
            assertThat(ok("clients", "list").out()).contains("ide").doesNotContain(token);
            assertThat(ok("status").out()).contains("1 client has a token; every request needs one");

            String next = token("clients", "rotate", "ide", "--json");
            assertThat(ask(serving.address(), "x-api-key", token).statusCode()).isEqualTo(401);
            assertThat(ask(serving.address(), "x-api-key", next).statusCode()).isEqualTo(200);
            assertThat(errata().run("clients", "add", "IDE").code()).isEqualTo(2);
            assertThat(errata().run("clients", "remove", "other").code()).isEqualTo(1);
            ok("clients", "remove", "ide");
            assertThat(ask(serving.address(), "x-api-key", next).statusCode()).isEqualTo(401);
            assertThat(ask(serving.address()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aTokenSurvivesARestartAndAnEditOfTheFileIsLive() throws Exception {
        String token = token("clients", "add", "ide", "--json");
        ok("config", "set", "clients.required", "true");
        try (Background serving = serve()) {
            assertThat(ask(serving.address(), "x-api-key", token).statusCode()).isEqualTo(200);
            Files.writeString(home().resolve("clients.json"), "{\"clients\":[]}\n");
            ErrataRun.await("the edit", () -> status(serving, token) == 401);
            Files.writeString(home().resolve("clients.json"), "damaged");
            ErrataRun.await("a message", () -> errata().run("status").out().contains("clients.json cannot be read"));
            assertThat(errata().run("clients", "add", "other").code()).isEqualTo(3);
            assertThat(Files.readString(home().resolve("clients.json"))).isEqualTo("damaged");
        }
    }

    private int status(Background serving, String token) {
        try {
            return ask(serving.address(), "x-api-key", token).statusCode();
        } catch (Exception e) {
            return 0;
        }
    }

    @Test
    void pagesAndLimitsAreLive() throws Exception {
        try (Background serving = serve()) {
            assertThat(ask(serving.address(), "Origin", "https://mine.example").statusCode())
                    .isEqualTo(403);
            ok("config", "set", "origins", "https://*.example");
            assertThat(ask(serving.address(), "Origin", "https://mine.example").statusCode())
                    .isEqualTo(200);
            ok("config", "set", "clients.limits", "slow = 1/0");
            assertThat(ask(serving.address(), "User-Agent", "slow/1").statusCode())
                    .isEqualTo(200);
            HttpResponse<String> refused = ask(serving.address(), "User-Agent", "slow/1");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
            assertThat(ask(serving.address(), "User-Agent", "other/1").statusCode())
                    .isEqualTo(200);
            assertThat(ok("audit", "tail", "-n", "50").out()).contains("the client's fault");
        }
    }

    @Test
    void otherMachinesAreLetInOnlyWithTokensAndTls() throws Exception {
        KeyStore trusted = Certificates.make(folder);
        Done refused = errata().run("serve", "--port", "0", "--host", "0.0.0.0", "--upstream", upstream);
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("no client has a token and there is no TLS", "errata clients add");
        assertThat(errata().run("doctor").out()).doesNotContain("would let other machines in");

        try (Background serving = serve()) {
            Done live = errata().run("config", "set", "host", "0.0.0.0");
            assertThat(live.code()).isEqualTo(2);
            assertThat(live.err()).contains("no client has a token and there is no TLS");
            assertThat(ok("config", "get", "host").out().strip()).isEqualTo("127.0.0.1");
            assertThat(ask(serving.address()).statusCode()).isEqualTo(200);

            String token = token("clients", "add", "laptop", "--json");
            ok("config", "set", "tls.certificate", folder.resolve("cert.pem").toString());
            ok("config", "set", "tls.key", folder.resolve("key.pem").toString());
            ok("config", "set", "host", "0.0.0.0");
            assertThat(ok("status").out())
                    .contains(
                            "other machines can reach it at 0.0.0.0",
                            "TLS with CN=localhost",
                            "every request needs one");
            assertThat(ask(serving.address()).statusCode()).isEqualTo(401);
            assertThat(ask(serving.address(), "x-api-key", token).statusCode()).isEqualTo(200);
            try (HttpClient secure =
                    HttpClient.newBuilder().sslContext(context(trusted)).build()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(
                                serving.address().replace("http://127.0.0.1", "https://localhost") + "/v1/models"))
                        .header("Authorization", "Bearer " + token)
                        .build();
                assertThat(secure.send(request, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
            }
            ok("config", "set", "host", "127.0.0.1");
            assertThat(ask(serving.address()).statusCode()).isEqualTo(200);
            assertThat(ok("status").out()).contains("only this machine can reach it");
        }
        ok("config", "set", "host", "0.0.0.0");
        assertThat(errata().run("doctor").out()).contains("for other machines too, over TLS, with tokens");
        ok("clients", "remove", "laptop");
        assertThat(errata().run("doctor").code()).isEqualTo(1);
        assertThat(errata().run("serve", "--port", "0", "--upstream", upstream).err())
                .contains("no client has a token");
    }

    private static SSLContext context(KeyStore trusted) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void aKeyFileThatOthersCanReadIsNotUsed() throws Exception {
        Certificates.make(folder);
        Files.setPosixFilePermissions(folder.resolve("key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        try (Background serving = serve()) {
            ok("config", "set", "tls.certificate", folder.resolve("cert.pem").toString());
            ok("config", "set", "tls.key", folder.resolve("key.pem").toString());
            assertThat(ask(serving.address()).statusCode()).isEqualTo(200);
            assertThat(ok("status").out()).contains("chmod 600", "There is no TLS now", "no TLS");
        }
    }

    @ParameterizedTest
    @CsvSource({"owner, owner-token", "agent, token"})
    void aRotatedTokenIsDeadAtOnce(String whose, String file) throws Exception {
        try (Background serving = serve()) {
            String old = Files.readString(home().resolve(file)).strip();
            assertThat(api(serving, old)).isEqualTo(200);
            ok("token", "rotate", whose);
            String fresh = Files.readString(home().resolve(file)).strip();
            assertThat(fresh).hasSize(64).isNotEqualTo(old);
            assertThat(api(serving, old)).isEqualTo(401);
            assertThat(api(serving, fresh)).isEqualTo(200);
            assertThat(ok("audit", "tail").out()).contains("token.rotated").doesNotContain(fresh, old);
        }
        String before = Files.readString(home().resolve(file)).strip();
        ok("token", "rotate", whose);
        assertThat(Files.readString(home().resolve(file)).strip()).isNotEqualTo(before);
        assertThat(errata().run("token", "rotate", "nobody").code()).isEqualTo(2);
    }

    private int api(Background serving, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(serving.address() + "/errata/api/v1/rules"))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    @Test
    void noSecretIsLeftInTheHome() throws Exception {
        String client = "";
        try (Background serving = serve()) {
            ok("config", "set", "log.level", "trace");
            client = token("clients", "add", "ide", "--json");
            ask(serving.address(), "Authorization", "Bearer sk-secret-one", "x-api-key", "sk-secret-two");
            ask(serving.address(), "Authorization", "Bearer " + client);
            ask(serving.address(), "x-api-key", client, "Origin", "https://evil.example");
            ok("config", "set", "clients.required", "true");
            ask(serving.address(), "x-api-key", "sk-secret-three");
            ok("config", "set", "clients.rate", "1");
            ask(serving.address(), "x-api-key", client);
            practice.close();
            ask(serving.address(), "x-api-key", client, "Authorization", "Bearer sk-secret-four");
            ok("clients", "rotate", "ide");
            ask(serving.address(), "x-api-key", client);
        }
        for (Path file : files()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain("sk-secret", client);
        }
        assertThat(files()).anyMatch(file -> file.endsWith("errata.log"));
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> all = Files.walk(home())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private String logs(String beginning) throws Exception {
        var text = new StringBuilder();
        for (Path file : files()) {
            if (file.resolveSibling("").endsWith("logs")
                    && file.getFileName().toString().startsWith(beginning)) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"off", "hashes", "metadata", "full"})
    void eachLevelLeavesOnDiskWhatItSays(String level) throws Exception {
        String exchange = "";
        try (Background serving = serve()) {
            ok("config", "set", "log.level", "trace");
            ok("config", "set", "capture.clients", "private* = " + level);
            HttpResponse<String> answer = ask(serving.address(), "User-Agent", "privateide/1");
            assertThat(answer.body()).contains(RIGHT);
            exchange = answer.headers().firstValue("x-errata-exchange").orElse("");
        }
        boolean full = level.equals("full");
        boolean names = full || level.equals("metadata");
        String journal = logs("audit-");
        String record = journal.lines()
                .filter(line -> line.contains("\"exchange.finished\""))
                .findFirst()
                .orElseThrow();
        assertThat(record).contains("\"start\":", "\"rule\":", "raw_sha256", "sent_sha256");
        String corrections = logs("corrections.log");
        assertThat(corrections).contains(" | Type: ", " | Detected: ");
        assertThat(record.contains(WRONG)).isEqualTo(names);
        assertThat(corrections.contains(WRONG)).isEqualTo(names);
        assertThat(corrections.contains("sha256 ")).isEqualTo(level.equals("hashes"));
        assertThat(record.contains("before_sha256")).isEqualTo(level.equals("hashes"));
        assertThat(corrections.contains("Detected: exchange ")).isEqualTo(level.equals("off"));
        assertThat(journal.contains("privateide")).isEqualTo(names);
        assertThat(journal.contains("errata-practice")).isEqualTo(names);
        assertThat(logs("errata.log")).doesNotContain(WRONG, RIGHT);
        boolean blob = files().stream().anyMatch(file -> file.resolveSibling("").endsWith("raw"));
        assertThat(blob).isEqualTo(full);
        String id = exchange.isEmpty() ? record.replaceAll(".*\"exchange\":\"([^\"]+)\".*", "$1") : exchange;
        assertThat(errata().run("audit", "verify", "--exchange", id).code()).isEqualTo(full ? 0 : 3);
        ok("audit", "verify");
    }

    @Test
    void keptTextsAreDeletedWhileErrataRunsAndWithoutIt() throws Exception {
        try (Background serving = serve()) {
            ask(serving.address());
            ErrataRun.await(
                    "a text", () -> errata().run("capture", "show").out().contains("1 of at most 1000"));
            assertThat(ok("capture", "clear").out()).startsWith("1 texts deleted");
            assertThat(ok("capture", "show").out()).contains("0 of at most 1000");
            assertThat(ok("audit", "tail").out()).contains("capture.cleared");
            ask(serving.address());
        }
        assertThat(ok("capture", "show").out()).contains("1 of at most 1000");
        assertThat(ok("capture", "clear", "--json").json().path("texts").asInt())
                .isEqualTo(1);
        assertThat(ok("capture", "show").out()).contains("0 of at most 1000");
    }
}
