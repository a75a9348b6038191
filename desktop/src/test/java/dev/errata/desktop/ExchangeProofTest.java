package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.desktop.ErrataRun.Background;
import dev.errata.desktop.ErrataRun.Done;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `errata audit verify --exchange` on exchanges that went through real sockets, and on what a forger can do to them.
@Timeout(120)
final class ExchangeProofTest {
    private static final String ASK = "{\"model\":\"m\",\"stream\":true,\"messages\":[]}";
    private static final String STREAM =
            event("One fi") + event("sh, two fi") + event("sh.") + "data: [DONE]\n\n";

    @TempDir
    private Path folder;

    private final CannedServer server = new CannedServer(STREAM);

    private static String event(String content) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content + "\"}}],\"model\":\"m\"}\n\n";
    }

    @AfterEach
    void close() {
        server.close();
    }

    private ErrataRun errata() {
        return new ErrataRun(folder.resolve("home"));
    }

    private Background serve() {
        Background serving =
                errata().start("serve", "--port", "0", "--upstream", server.base().toString());
        assertThat(serving.address()).isNotEmpty();
        return serving;
    }

    private void birds() {
        Done added = errata().run("rules", "add", "fish", "--replacement", "bird");
        assertThat(added.code()).as(added.err()).isZero();
    }

    /// Asks once and gives the exchange's id.
    private String ask(Background serving) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(serving.address() + "/v1/chat/completions"))
                            .POST(BodyPublishers.ofString(ASK))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.body()).contains("bird").doesNotContain("fish");
            return answer.headers().firstValue("x-errata-exchange").orElseThrow();
        }
    }

    /// A client that has sent its request and read nothing yet.
    private static Socket client(Background serving) throws IOException {
        URI at = URI.create(serving.address());
        var client = new Socket(at.getHost(), at.getPort());
        client.setSoTimeout(20_000);
        client.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + ASK.length()
                                + "\r\n\r\n" + ASK)
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private Path raw(String exchange) {
        return folder.resolve("home/blobs/raw/" + exchange + ".json");
    }

    private Done verify(String exchange) {
        return errata().run("audit", "verify", "--exchange", exchange, "--json");
    }

    private void assertResult(String exchange, int code, String result, String reason) {
        Done done = verify(exchange);
        assertThat(done.json().path("result").asString()).as(done.out()).isEqualTo(result);
        assertThat(done.json().path("reason").asString()).contains(reason);
        assertThat(done.code()).isEqualTo(code);
        Done words = errata().run("audit", "verify", "--exchange", exchange);
        assertThat(words.code()).isEqualTo(code);
        assertThat(words.out()).startsWith(result + ": ").contains(reason).hasLineCount(1);
    }

    /// An exchange of an owner that has ended.
    private String exchanged() throws Exception {
        birds();
        try (Background serving = serve()) {
            return ask(serving);
        }
    }

    @Test
    void isProvedBesideItsOwnerAndWithoutOne() throws Exception {
        birds();
        String exchange;
        try (Background serving = serve()) {
            exchange = ask(serving);
            ErrataRun.await("the raw text", () -> Files.exists(raw(exchange)));
            assertResult(exchange, 0, "proved", "");
        }
        assertResult(exchange, 0, "proved", "");
        JsonNode json = verify(exchange).json();
        assertThat(json.path("exchange").asString()).isEqualTo(exchange);
        assertThat(json.path("rewrites").asInt()).isEqualTo(2);
        assertThat(json.path("record").path("sent_sha256").asString())
                .isEqualTo(json.path("sent_sha256").asString());
        assertThat(Files.readString(raw(exchange))).contains("\"One fish, two fish.\"");
    }

    @Test
    void theTextIsThatOfAnEditedFileNoMore() throws Exception {
        String exchange = exchanged();
        String text = Files.readString(raw(exchange));
        Files.writeString(raw(exchange), text.replace("One fish", "Two fish"));
        assertResult(exchange, 1, "differs", "not raw_sha256");
        Files.writeString(raw(exchange), text.replace("\"lanes\"", "\"planes\""));
        assertResult(exchange, 1, "differs", "not raw_sha256");
        Files.writeString(raw(exchange), "gone mad");
        assertResult(exchange, 1, "differs", "not JSON");
        Files.writeString(raw(exchange), text.replace("\"0/text\"", "\"9/text\""));
        assertResult(exchange, 1, "differs", "0/");
    }

    @Test
    void withoutTheTextThereAreHashesOnly() throws Exception {
        String exchange = exchanged();
        Files.delete(raw(exchange));
        assertResult(exchange, 3, "hashes only", "not kept");
        assertThat(errata().run("audit", "verify", "--exchange", "01ARZ3NDEKTSV4RRFFQ69G5FAV").code())
                .isEqualTo(1);
    }

    @Test
    void anEditedOrDeletedRecordBreaksTheChain() throws Exception {
        String exchange = exchanged();
        Path segment = segment();
        List<String> lines = Files.readAllLines(segment);
        int at = indexOf(lines, "exchange.finished");

        edit(segment, lines, at, lines.get(at).replace("\"after\":\"bird\"", "\"after\":\"beef\""));
        assertResult(exchange, 1, "chain broken", "changed after it was written");
        edit(segment, lines, at, null);
        assertResult(exchange, 1, "not found", "missing");
        // What comes after the record does not touch it.
        int stopped = indexOf(lines, "system.stopped");
        assertThat(stopped).isGreaterThan(at);
        edit(segment, lines, stopped, lines.get(stopped).replace("asked", "forced"));
        assertResult(exchange, 0, "proved", "");
        edit(segment, lines, at, lines.get(at));
        assertResult(exchange, 0, "proved", "");
    }

    @Test
    void withoutTheAnchorNothingIsProved() throws Exception {
        String exchange = exchanged();
        Files.delete(folder.resolve("home/errata.db"));
        assertResult(exchange, 1, "chain broken", "no anchor");
    }

    @Test
    void aStreamThatItsClientLeftIsProved() throws Exception {
        birds();
        try (Background serving = serve()) {
            CountDownLatch go = server.holdAfterTheFirstEvent();
            try (Socket client = client(serving)) {
                assertThat(client.getInputStream().read()).isPositive();
            }
            String exchange = finished("client_closed");
            go.countDown();
            ErrataRun.await("the raw text", () -> Files.exists(raw(exchange)));
            assertThat(verify(exchange).json().path("result").asString()).isEqualTo("proved");
        }
    }

    @Test
    void aStreamWhoseServerDiedIsProved() throws Exception {
        birds();
        try (CannedServer dying = new CannedServer(event("One fish, fi").repeat(2), 10);
                Background serving = errata().start(
                                "serve", "--port", "0", "--upstream", dying.base().toString())) {
            assertThatThrownBy(() -> ask(serving)).isInstanceOf(IOException.class);
            String exchange = finished("upstream_failed");
            ErrataRun.await("the raw text", () -> Files.exists(raw(exchange)));
            assertResult(exchange, 0, "proved", "");
        }
    }

    @Test
    void nothingIsKeptWhereNobodyWantsIt() throws Exception {
        assertThat(errata().run("config", "set", "capture.raw-texts", "0").code())
                .isZero();
        String exchange = exchanged();
        assertThat(folder.resolve("home/blobs")).doesNotExist();
        assertResult(exchange, 3, "hashes only", "not kept");
    }

    @Test
    void anotherAskerOfTheServerIsNotHeldBack() throws Exception {
        birds();
        CountDownLatch go = server.holdAfterTheFirstEvent();
        try (Socket early = new Socket(server.base().getHost(), server.base().getPort());
                Background serving = serve();
                Socket client = client(serving)) {
            early.getOutputStream().write("GET /health HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(early.getInputStream().read()).isPositive();
            assertThat(client.getInputStream().read()).isPositive();
            go.countDown();
        }
    }

    /// Waits for the end of the one exchange.
    private String finished(String outcome) {
        var found = new JsonNode[1];
        ErrataRun.await("an exchange that ended as " + outcome, () -> {
            Done tail = errata().run("audit", "tail", "-n", "50", "--json");
            tail.out()
                    .lines()
                    .filter(line -> line.contains("exchange.finished") && line.contains(outcome))
                    .findFirst()
                    .ifPresent(line -> found[0] = JsonMapper.shared().readTree(line));
            return found[0] != null;
        });
        return found[0].path("exchange").asString();
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("home/logs"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("audit-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int indexOf(List<String> lines, String part) {
        int at = 0;
        while (!lines.get(at).contains("\"type\":\"" + part + "\"")) {
            at++;
        }
        return at;
    }

    private static void edit(Path segment, List<String> lines, int at, @Nullable String line)
            throws IOException {
        var changed = new ArrayList<>(lines);
        if (line == null) {
            changed.remove(at);
        } else {
            changed.set(at, line);
        }
        Files.write(segment, changed);
    }
}
