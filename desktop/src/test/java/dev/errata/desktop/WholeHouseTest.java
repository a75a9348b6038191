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
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// A person at the window of the real house: real database, journal, proxy and sockets below the clicks.
final class WholeHouseTest {
    private static final String SAID = "As everybody knows, Paris is the capital of Italy. It lies on a river.";
    private static final String STREAM = event("As everybody knows, Par") + event("is is the capital of Ita")
            + event("ly. It lies on a ri") + event("ver.") + "data: [DONE]\n\n";

    @TempDir
    private Path folder;

    private final FxRobot robot = new FxRobot();
    private final StopSignal stop = new StopSignal();
    private final CannedServer server = new CannedServer(STREAM);
    private CompletableFuture<String> closed;
    private Home home;
    private Desk desk;
    private OpenWindow open;

    private static String event(String content) {
        return "data: {\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"content\":\"" + content
                + "\"}}],\"model\":\"errata-practice\",\"object\":\"chat.completion.chunk\"}\n\n";
    }

    @BeforeAll
    static void startToolkit() {
        OpenWindow.startToolkit();
    }

    @BeforeEach
    void openTheHouse() throws Exception {
        home = new Home(folder.resolve("home"));
        home.create();
        set(Setting.PORT, "0");
        set(Setting.UPSTREAM, server.base().toString());
        var lentDesk = new CompletableFuture<Desk>();
        var opened = new CompletableFuture<OpenWindow>();
        var house = new Composition(
                Map.of(),
                Clock.systemUTC(),
                new SecureRandom(),
                new ModelServers(List.of(), Duration.ofSeconds(1)),
                (lent, review, signal) -> {
                    lentDesk.complete(lent);
                    var parts = new WindowParts(lent, Trials::run, List.of(), Clock.systemUTC()).with(review);
                    opened.complete(OpenWindow.on(parts, 1300, 900));
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
        server.close();
    }

    private void set(Setting setting, String value) {
        assertThat(Settings.read(home.settings()).set(setting, value)).isInstanceOf(SetResult.Changed.class);
    }

    private byte[] ask(URI at) throws IOException {
        var call =
                (HttpURLConnection) at.resolve("/v1/chat/completions").toURL().openConnection();
        call.setDoOutput(true);
        call.setRequestProperty("Content-Type", "application/json");
        call.getOutputStream().write("{\"stream\":true,\"messages\":[]}".getBytes(StandardCharsets.UTF_8));
        try (var in = call.getInputStream()) {
            return in.readAllBytes();
        } finally {
            call.disconnect();
        }
    }

    private byte[] askErrata() throws IOException {
        return ask(URI.create("http://127.0.0.1:" + desk.proxy().listener().port()));
    }

    private static String text(byte[] body) {
        StringBuilder text = new StringBuilder();
        var contents = Pattern.compile("\"content\":\"([^\"]*)\"").matcher(new String(body, StandardCharsets.UTF_8));
        while (contents.find()) {
            text.append(contents.group(1));
        }
        return text.toString();
    }

    /// One value, read from the file as any SQLite tool would.
    private String stored(String column, String pattern) {
        try (var connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + home.folder().resolve("errata.db"));
                var query = connection.prepareStatement(
                        "SELECT " + column + " FROM correction_patterns WHERE pattern = ?")) {
            query.setString(1, pattern);
            try (var rows = query.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private StyleClassedTextArea area(String query) {
        return open.find(query, StyleClassedTextArea.class);
    }

    private String said(String query) {
        return OpenWindow.fx(() -> open.find(query, Labeled.class).getText());
    }

    @Test
    void aRuleAddedEditedAndDisabledChangesTheDatabaseAndTheNextStream() throws IOException {
        assertThat(text(askErrata())).isEqualTo(SAID.replace("Italy", "France"));

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        robot.push(KeyCode.CONTROL, KeyCode.N);
        OpenWindow.run(() -> area("#rule-pattern").replaceText("a river"));
        OpenWindow.run(() -> area("#rule-replacement").replaceText("the Seine"));
        robot.push(KeyCode.CONTROL, KeyCode.T);
        OpenWindow.run(() -> area("#try-input").replaceText(SAID));
        OpenWindow.until(
                "the trial shows the result",
                () -> area("#try-result").getText().endsWith("It lies on the Seine."));
        String tried = OpenWindow.fx(() -> area("#try-result").getText());
        robot.push(KeyCode.CONTROL, KeyCode.S);
        OpenWindow.until(
                "it is in the file", () -> stored("replacement", "a river").equals("the Seine"));
        OpenWindow.until("it is listed as saved", () -> said("#rule-title").startsWith("Rule "));
        assertThat(text(askErrata())).isEqualTo(tried.replace("Italy", "France"));

        OpenWindow.run(() -> area("#rule-replacement").replaceText("the Tiber"));
        robot.push(KeyCode.CONTROL, KeyCode.S);
        OpenWindow.until(
                "the edit is in the file",
                () -> stored("replacement", "a river").equals("the Tiber"));
        ErrataRun.await("the edit to be in force", () -> texts().endsWith("the Tiber."));

        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        OpenWindow.until(
                "it is off in the file", () -> stored("mode", "a river").equals("off"));
        ErrataRun.await("the rule to be out of force", () -> texts().endsWith("a river."));
    }

    private String texts() {
        try {
            return text(askErrata());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void correctionSwitchedOffGivesTheRawBytes() throws IOException {
        assertThat(askErrata()).isNotEqualTo(ask(server.base()));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        OpenWindow.until("it is off", () -> said("#status-correction").equals("correction off"));
        assertThat(askErrata()).isEqualTo(STREAM.getBytes(StandardCharsets.UTF_8));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        OpenWindow.until("it is on", () -> said("#status-correction").equals("correcting"));
        assertThat(text(askErrata())).contains("capital of France");
    }

    @Test
    void aTakenPortIsToldAndTheOldOneStaysAndAFreeOneIsTaken() throws IOException {
        int before = desk.proxy().listener().port();
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        TextField port = open.find("#settings-port", TextField.class);
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            OpenWindow.run(() -> port.setText(Integer.toString(other.getLocalPort())));
            open.click("#settings-port-apply");
            OpenWindow.until("it is told", () -> said("#settings-port-answer").contains("stays on port " + before));
            assertThat(text(askErrata())).contains("capital of France");
        }
        OpenWindow.run(() -> port.setText("0"));
        open.click("#settings-port-apply");
        OpenWindow.until("it moved", () -> desk.proxy().listener().port() != before);
        assertThat(text(askErrata())).contains("capital of France");
    }

    @Test
    void anotherModelServerAnswersTheNextExchange() throws IOException {
        try (CannedServer other = new CannedServer(event("Somebody else.") + "data: [DONE]\n\n")) {
            open.click("#status-upstream");
            TextField upstream = open.find("#settings-upstream", TextField.class);
            OpenWindow.until(
                    "the address is shown",
                    () -> upstream.getText().equals(server.base().toString()));
            OpenWindow.run(() -> upstream.setText(other.base().toString()));
            open.click("#settings-upstream-use");
            OpenWindow.until("it is used", () -> desk.proxy().upstream().base().equals(other.base()));
            assertThat(text(askErrata())).isEqualTo("Somebody else.");
        }
    }
}
