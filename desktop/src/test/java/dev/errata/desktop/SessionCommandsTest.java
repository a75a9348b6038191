package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Done;
import dev.errata.logs.store.SqliteDatabase;
import dev.errata.rules.session.SessionBook;
import dev.errata.rules.session.SessionLimits;
import dev.errata.rules.session.TokenUse;
import dev.errata.rules.session.TokenUse.Source;
import dev.errata.rules.session.Turn;
import dev.errata.rules.store.RuleSchema;
import dev.errata.rules.store.SqliteSessionBook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class SessionCommandsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    private ErrataRun filled() throws Exception {
        Path home = folder.resolve("home");
        Files.createDirectories(home);
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        try (var database = SqliteDatabase.open(home.resolve("errata.db"), List.of(RuleSchema.MIGRATIONS), clock)) {
            SessionBook book = new SqliteSessionBook(database, Silence.JOURNAL, clock, () -> SessionLimits.USUAL);
            add(book, "e1", "=cmd()", "login", "qwen", 1_000, Source.SERVER);
            add(book, "e2", "agent", "", "gpt-oss", 3_000, Source.ESTIMATE);
        }
        return new ErrataRun(home);
    }

    private static void add(
            SessionBook book, String exchange, String client, String name, String model, long input, Source source) {
        var tokens = new TokenUse(input, 500, 0, 0, source);
        book.add(new Turn(exchange, NOON, NOON, client, name, "", model, tokens, List.of("a.py")))
                .toCompletableFuture()
                .join();
    }

    @Test
    void listsSearchesShowsAndDeletesSessions() throws Exception {
        ErrataRun errata = filled();
        assertThat(errata.run("session", "list").out()).contains("login", "e2", "gpt-oss");
        assertThat(errata.run("session", "search", "LOGIN", "--json").json().path("sessions"))
                .hasSize(1);
        Done shown = errata.run("session", "show", "login");
        assertThat(shown.out()).contains("1000 in", "500 out", "a.py", "e1", "server");
        assertThat(errata.run("session", "delete", "login").code()).isZero();
        assertThat(errata.run("session", "show", "login").code()).isEqualTo(1);
        assertThat(errata.run("session", "delete", "login").code()).isEqualTo(1);
        assertThat(errata.run("audit", "tail", "-n", "3").out()).contains("session.deleted");
        assertThat(errata.run("tokens").out()).as("what was used stays").contains("4000");
    }

    @Test
    void marksADamagedSession() throws Exception {
        ErrataRun errata = filled();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("home/errata.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE sessions SET output_tokens = 1 WHERE session = 'login'");
        }
        assertThat(errata.run("session", "list").out().lines().filter(line -> line.contains("DAMAGED")))
                .singleElement()
                .asString()
                .contains("login");
        assertThat(errata.run("session", "show", "login").out()).contains("DAMAGED", "checksum");
    }

    @Test
    void addsUpTokensAndTheirCost() throws Exception {
        ErrataRun errata = filled();
        assertThat(errata.run("config", "set", "tokens.prices", "gpt-* = 0.1 / 0.2")
                        .code())
                .isZero();
        JsonNode byModel = errata.run("tokens", "--by", "model", "--json").json();
        assertThat(byModel.path("rows").get(0).path("key").asString()).isEqualTo("gpt-oss");
        assertThat(byModel.path("rows").get(0).path("cost").asString()).isEqualTo("0.4");
        assertThat(byModel.path("rows").get(0).path("estimated_tokens").asLong())
                .isEqualTo(3_500);
        assertThat(byModel.path("rows").get(1).path("cost").isNull()).isTrue();
        assertThat(byModel.path("total").path("input_tokens").asLong()).isEqualTo(4_000);
        assertThat(byModel.path("total").path("unpriced_tokens").asLong()).isEqualTo(1_500);
        assertThat(errata.run("tokens", "--from", "2026-11-21", "--json").json().path("rows"))
                .isEmpty();
        assertThat(errata.run("tokens", "--to", "yesterday").code()).isEqualTo(2);
        assertThat(errata.run("tokens", "--by", "mood").code()).isEqualTo(2);
    }

    @Test
    void givesCsvThatNoSpreadsheetTakesForFormulas() throws Exception {
        assertThat(filled().run("tokens", "--by", "client", "--csv").out().lines())
                .containsExactly(
                        "client,exchanges,input_tokens,cached_tokens,output_tokens,reasoning_tokens,"
                                + "estimated_tokens,cost",
                        "\"'=cmd()\",1,1000,0,500,0,0,",
                        "agent,1,3000,0,500,0,3500,");
    }

    @Test
    void aServingErrataCountsWarnsAndStops() throws Exception {
        ErrataRun errata = new ErrataRun(folder.resolve("home"));
        errata.run("config", "set", "budget.session", "20");
        errata.run("config", "set", "budget.stop", "on");
        String answer = """
            data: {"model":"m","choices":[{"index":0,"delta":{"content":"hi"}}]}

            data: {"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":8}}

            data: [DONE]

            """;
        try (var model = new CannedServer(answer);
                var serving = errata.start(
                        "serve", "--port", "0", "--upstream", model.base().toString())) {
            String address = serving.address();
            assertThat(ask(address, "work").statusCode()).isEqualTo(200);
            ErrataRun.await(
                    "counted",
                    () -> errata.run("tokens", "--json")
                                    .json()
                                    .path("total")
                                    .path("input_tokens")
                                    .asLong()
                            == 12);
            ErrataRun.await("said", () -> errata.run("status").out().contains("session work is used up"));
            HttpResponse<String> stopped = ask(address, "work");
            assertThat(stopped.statusCode()).isEqualTo(429);
            assertThat(stopped.body()).contains("budget of tokens for this session is used up (20 of 20)");
            assertThat(ask(address, "other").statusCode()).isEqualTo(200);
            assertThat(errata.run("session", "show", "work", "--json")
                            .json()
                            .path("exchanges")
                            .asLong())
                    .isEqualTo(1);
            assertThat(errata.run("audit", "tail", "-n", "50").out())
                    .contains("session.started", "tokens.counted", "budget.reached");
        }
    }

    private static HttpResponse<String> ask(String address, String session) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                            .header("Content-Type", "application/json")
                            .header("x-errata-session", session)
                            .POST(BodyPublishers.ofString("{\"model\":\"m\",\"messages\":[]}"))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
