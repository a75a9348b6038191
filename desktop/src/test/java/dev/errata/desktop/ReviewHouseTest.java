package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.cli.StopSignal;
import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.home.Home;
import dev.errata.desktop.settings.SetResult;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.desktop.shell.OpenWindow;
import dev.errata.desktop.shell.WindowParts;
import dev.errata.proxy.upstream.probe.ModelServers;
import dev.errata.rules.trial.Trials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import tools.jackson.databind.json.JsonMapper;

/// A proposal from an agent to files, through the real house: MCP on a socket, the window, the journal, the disk.
final class ReviewHouseTest {
    @TempDir
    Path folder;

    private final StopSignal stop = new StopSignal();
    private final FxRobot robot = new FxRobot();
    private Home home;
    private Path file;
    private Desk desk;
    private OpenWindow open;
    private CompletableFuture<String> closed;

    @BeforeAll
    static void startToolkit() {
        OpenWindow.startToolkit();
    }

    @BeforeEach
    void openTheHouse() throws Exception {
        Files.createDirectories(folder.resolve("site"));
        file = Files.writeString(folder.resolve("site/words.txt"), text());
        home = new Home(folder.resolve("home"));
        home.create();
        set(Setting.PORT, "0");
        set(Setting.UPSTREAM, "http://127.0.0.1:9");
        var lentDesk = new CompletableFuture<Desk>();
        var opened = new CompletableFuture<OpenWindow>();
        var house = new Composition(
                Map.of("USER", "ann"),
                Clock.systemUTC(),
                new SecureRandom(),
                new ModelServers(List.of(), Duration.ofSeconds(1)),
                (lent, review, signal) -> {
                    lentDesk.complete(lent);
                    var parts = new WindowParts(lent, Trials::run, List.of(), Clock.systemUTC()).with(review);
                    opened.complete(OpenWindow.on(parts, 1000, 800)); // narrow enough for the unified diff
                    signal.await();
                    return "";
                });
        closed = CompletableFuture.supplyAsync(() -> house.window(home, stop));
        desk = lentDesk.get(30, TimeUnit.SECONDS);
        open = opened.get(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void closeTheHouse() throws Exception {
        open.close();
        stop.request();
        assertThat(closed.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    private void set(Setting setting, String value) {
        assertThat(Settings.read(home.settings()).set(setting, value)).isInstanceOf(SetResult.Changed.class);
    }

    private static String text(int... changed) {
        List<Integer> lines = IntStream.of(changed).boxed().toList();
        return String.join(
                "",
                IntStream.rangeClosed(1, 60)
                        .mapToObj(i -> (lines.contains(i) ? "changed " : "line ") + i + "\n")
                        .toList());
    }

    private static String patch(int... changed) {
        StringBuilder patch = new StringBuilder("--- a/words.txt\n+++ b/words.txt\n");
        for (int line : changed) {
            patch.append("@@ -")
                    .append(line - 3)
                    .append(",7 +")
                    .append(line - 3)
                    .append(",7 @@\n");
            for (int i = line - 3; i <= line + 3; i++) {
                patch.append(i == line ? "-line " + i + "\n+changed " : " line ")
                        .append(i)
                        .append('\n');
            }
        }
        return patch.toString();
    }

    private void call(String tool, Map<String, String> arguments) throws IOException, InterruptedException {
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "jsonrpc",
                        "2.0",
                        "id",
                        1,
                        "method",
                        "tools/call",
                        "params",
                        Map.of("name", tool, "arguments", arguments)));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address() + "/errata/mcp"))
                            .header("Content-Type", "application/json")
                            .header("Accept", "application/json, text/event-stream")
                            .header(
                                    "Authorization",
                                    "Bearer "
                                            + Files.readString(home.folder().resolve("token"))
                                                    .strip())
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("\"isError\":true");
        }
    }

    private String address() {
        return "http://127.0.0.1:" + desk.proxy().listener().port();
    }

    @Test
    void twoOfThreeHunksFromAnAgentAreAcceptedByKeyboardAndOnlyTheyLandOnTheDisk() throws Exception {
        call(
                "create_workspace_artifact",
                Map.of("workspace", folder.resolve("site").toString()));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        call(
                "create_patch_proposal",
                Map.of("workspace", folder.resolve("site").toString(), "patch", patch(10, 30, 50)));
        OpenWindow.until(
                "the hunks are shown",
                () -> open.stage.getScene().lookup("#review-diff") instanceof StyleClassedTextArea area
                        && area.getText().contains("changed 10"));
        robot.push(KeyCode.A);
        robot.push(KeyCode.J);
        robot.push(KeyCode.J);
        robot.push(KeyCode.A);
        OpenWindow.until("two are accepted", () -> apply().getText().contains("2"));
        assertThat(file).hasContent(text());
        OpenWindow.until("it is armed", () -> !apply().isDisabled());
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        OpenWindow.until("the file has them", () -> Files.readString(file).equals(text(10, 50)));
    }

    private Button apply() {
        return open.find("#review-apply", Button.class);
    }
}
