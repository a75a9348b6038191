package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.cli.StopSignal;
import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.home.Home;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.proxy.ProxyServer.Listening;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.proxy.upstream.probe.ModelServers;
import dev.errata.rules.correction.Correction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What changes while a stream runs, and what does not: an exchange keeps the snapshot that it began with.
final class RunningStreamTest {
    private static final String STREAM = event("One ") + event("fish, two fi") + event("sh.") + "data: [DONE]\n\n";
    private static final String RAW = "One fish, two fish.";

    @TempDir
    private Path folder;

    private final CannedServer server = new CannedServer(STREAM);

    private static String event(String content) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content + "\"}}]}\n\n";
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void atHome(Consumer<Desk> person) throws IOException {
        Home home = new Home(folder.resolve("home"));
        home.create();
        Settings settings = Settings.read(home.settings());
        settings.set(Setting.PORT, "0");
        settings.set(Setting.UPSTREAM, server.base().toString());
        var house = new Composition(
                Map.of(),
                Clock.systemUTC(),
                new SecureRandom(),
                new ModelServers(List.of(), Duration.ofSeconds(1)),
                (desk, review, stop) -> {
                    person.accept(desk);
                    return "";
                });
        assertThat(house.window(home, new StopSignal())).isEmpty();
    }

    private static String ask(Desk desk) {
        try {
            URI at = URI.create("http://127.0.0.1:" + desk.proxy().listener().port() + "/v1/chat/completions");
            var call = (HttpURLConnection) at.toURL().openConnection();
            call.setDoOutput(true);
            call.getOutputStream().write("{\"stream\":true}".getBytes(StandardCharsets.UTF_8));
            try (var in = call.getInputStream()) {
                String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return body.replaceAll("data: \\[DONE]|[^\\n]*\"content\":\"([^\"]*)\"[^\\n]*|\\n", "$1");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CompletableFuture<String> askAndWaitForItsFirstText(Desk desk) {
        var answer = CompletableFuture.supplyAsync(() -> ask(desk));
        ErrataRun.await(
                "the stream to run",
                () -> desk.proxy().exchanges().recent(1).stream()
                        .anyMatch(exchange -> exchange.phase() == Phase.STREAMING && exchange.deltas() == 1));
        return answer;
    }

    private void insertByAnotherTool(String pattern, String replacement) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("home/errata.db"));
                var insert = connection.prepareStatement(
                        "INSERT INTO correction_patterns (pattern, type, replacement) VALUES (?, 'own', ?)")) {
            insert.setString(1, pattern);
            insert.setString(2, replacement);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRuleAddedByAnotherToolIsForTheNextExchange() throws IOException {
        atHome(desk -> {
            CountDownLatch go = server.holdAfterTheFirstEvent();
            CompletableFuture<String> running = askAndWaitForItsFirstText(desk);
            insertByAnotherTool("fish", "bird");
            ErrataRun.await(
                    "the rule to be live",
                    () -> desk.rules().program().ruleSet().rules().stream()
                            .anyMatch(rule -> rule.matcher().pattern().equals("fish")));
            go.countDown();
            assertThat(running.join()).isEqualTo(RAW);
            assertThat(ask(desk)).isEqualTo("One bird, two bird.");
        });
    }

    @Test
    void theSwitchesLeaveARunningStreamAlone() throws IOException {
        atHome(desk -> {
            insertByAnotherTool("fish", "bird");
            ErrataRun.await("the rule to be live", () -> ask(desk).equals("One bird, two bird."));
            CountDownLatch go = server.holdAfterTheFirstEvent();
            CompletableFuture<String> running = askAndWaitForItsFirstText(desk);
            desk.correction().set(new Correction.Off(), "window");
            desk.stopListening();
            assertThat(desk.proxy().listener().listening()).isFalse();
            go.countDown();
            assertThat(running.join()).isEqualTo("One bird, two bird.");
            assertThat(desk.listen(0)).isInstanceOf(Listening.class);
            assertThat(ask(desk)).isEqualTo(RAW);
        });
    }
}
