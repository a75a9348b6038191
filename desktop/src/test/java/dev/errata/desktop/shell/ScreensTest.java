package dev.errata.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.desk.ModelServersView;
import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeDesk;
import dev.errata.desktop.fake.SomePack;
import dev.errata.desktop.theme.Theme;
import dev.errata.logs.read.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;

/// Takes a picture of every screen for people to look at, and checks that what must be on it is.
final class ScreensTest {
    @TempDir
    private Path home;

    @BeforeAll
    static void start() {
        OpenWindow.startToolkit();
    }

    @ParameterizedTest
    @CsvSource({"light, 1000, 700", "light, 1400, 860", "dark, 1000, 700", "dark, 1400, 860"})
    void showsABusyDay(String theme, int width, int height) throws Exception {
        FakeDesk desk = BusyDesk.at(home);
        String suffix = "-" + theme + "-" + width;
        try (var open = OpenWindow.on(desk, width, height)) {
            OpenWindow.run(() -> open.window.themes().theme().set(Theme.ofWord(theme)));
            TableView<?> traffic = open.find("#traffic-table", TableView.class);
            OpenWindow.until("exchanges are listed", () -> traffic.getItems().size() == 65);
            OpenWindow.run(() -> traffic.getSelectionModel().select(2));
            StyleClassedTextArea corrected = open.find("#traffic-corrected", StyleClassedTextArea.class);
            OpenWindow.until("the answer is shown", () -> corrected.getText().contains("npm install"));
            OpenWindow.run(() -> corrected.moveTo(corrected.getText().indexOf("npm install")));
            assertThat(Files.size(open.picture("traffic" + suffix))).isGreaterThan(10_000);
            TabPane tabs = open.find("#traffic-tabs", TabPane.class);
            picture(open, tabs, 2, "traffic-side" + suffix);
            picture(open, tabs, 3, "traffic-request" + suffix);
            picture(open, tabs, 4, "traffic-timeline" + suffix);
            rules(open, suffix);
            imports(open, desk, suffix);
            audit(open, desk, suffix);
            settings(open, desk, suffix);
            press(open, "#rail-help");
            open.picture("help" + suffix);
            press(open, "#palette");
            open.picture("palette" + suffix);
        }
    }

    @ParameterizedTest
    @CsvSource({"light, 1000, 700", "dark, 1400, 860"})
    void showsTheFirstMinute(String theme, int width, int height) {
        FakeDesk desk = new FakeDesk(home);
        desk.servers = new ModelServersView(FakeDesk.PRACTICE, List.of(FakeDesk.LLAMA));
        desk.today = 0;
        desk.messages.add(new StartMessage(
                StartMessage.Weight.WARNING,
                "The database errata.db could not be read. It is kept as errata.db.damaged-20261121 and a"
                        + " new one was made; your"
                        + " old rules are in the kept file. Import it with errata rules import.",
                "database.set_aside"));
        try (var open = OpenWindow.on(desk, width, height)) {
            OpenWindow.run(() -> open.window.themes().theme().set(Theme.ofWord(theme)));
            OpenWindow.until("the offer is made", () -> open.stage.getScene().lookup(".message-offer") != null);
            open.picture("traffic-empty-" + theme + "-" + width);
            press(open, "#rail-rules");
            open.picture("rules-empty-" + theme + "-" + width);
            press(open, "#rail-audit");
            open.picture("audit-empty-" + theme + "-" + width);
            press(open, "#rail-settings");
            open.picture("settings-practice-" + theme + "-" + width);
        }
        assertThat(Path.of("target", "screens", "traffic-empty-" + theme + "-" + width + ".png"))
                .isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource({"light, 1000, 700"})
    void holdsWithLargeText(String theme, int width, int height) {
        FakeDesk desk = BusyDesk.at(home);
        try (var open = OpenWindow.on(desk, width, height)) {
            OpenWindow.run(() -> {
                open.window.themes().theme().set(Theme.ofWord(theme));
                open.window.themes().percent().set(150);
            });
            TableView<?> traffic = open.find("#traffic-table", TableView.class);
            OpenWindow.until("exchanges are listed", () -> traffic.getItems().size() == 65);
            OpenWindow.run(() -> traffic.getSelectionModel().select(2));
            StyleClassedTextArea corrected = open.find("#traffic-corrected", StyleClassedTextArea.class);
            OpenWindow.until("the answer is shown", () -> corrected.getText().contains("npm install"));
            open.picture("traffic-large-" + theme + "-" + width);
            press(open, "#rail-rules");
            TableView<?> rules = open.find("#rules-table", TableView.class);
            OpenWindow.run(() -> rules.getSelectionModel().select(1));
            open.picture("rules-large-" + theme + "-" + width);
            press(open, "#rail-settings");
            assertThat(open.picture("settings-large-" + theme + "-" + width)).isNotEmptyFile();
        }
    }

    private static void rules(OpenWindow open, String suffix) {
        press(open, "#rail-rules");
        TableView<?> rules = open.find("#rules-table", TableView.class);
        OpenWindow.until("rules are listed", () -> rules.getItems().size() == 45);
        OpenWindow.run(() -> rules.getSelectionModel().select(0));
        StyleClassedTextArea input = open.find("#try-input", StyleClassedTextArea.class);
        OpenWindow.run(() -> input.replaceText("Just run npm instal, and then\nnpm instal once more."));
        StyleClassedTextArea result = open.find("#try-result", StyleClassedTextArea.class);
        OpenWindow.until("it is tried", () -> result.getText().contains("npm install"));
        press(open, "#rules-addTest");
        OpenWindow.until("it is a test", () -> open.stage.getScene().lookup(".test-row .pass") != null);
        open.picture("rules" + suffix);
        OpenWindow.run(() -> {
            rules.getSelectionModel().clearAndSelect(5);
            ((TitledPane) open.stage.getScene().lookup("#rule-more")).setExpanded(true);
        });
    }

    private void imports(OpenWindow open, FakeDesk desk, String suffix) {
        open.picture("rules-fault" + suffix);
        desk.rules.packs().stands(SomePack.here());
        desk.files.chosen = SomePack.write(home, true);
        press(open, "#rules-import");
        TableView<?> table = open.find("#import-table", TableView.class);
        OpenWindow.until("the plan is shown", () -> table.getItems().size() == 6);
        press(open, "#import-take-3");
        OpenWindow.run(() -> table.getSelectionModel().clearAndSelect(5));
        open.picture("rules-import" + suffix);
        press(open, "#import-cancel");
        TableView<?> rules = open.find("#rules-table", TableView.class);
        OpenWindow.run(() -> rules.getSelectionModel().clearAndSelect(1));
        StyleClassedTextArea replacement = open.find("#rule-replacement", StyleClassedTextArea.class);
        OpenWindow.run(() -> replacement.replaceText("quite another text"));
        press(open, "#rules-save");
        OpenWindow.until("it is saved", () -> desk.rules.calls().stream().anyMatch(call -> call.startsWith("save")));
        new FxRobot().push(KeyCode.CONTROL, KeyCode.H);
        TableView<?> versions = open.find("#versions-table", TableView.class);
        OpenWindow.until("forms are listed", () -> !versions.getItems().isEmpty());
        open.picture("rules-versions" + suffix);
        press(open, "#versions-close");
    }

    private static void audit(OpenWindow open, FakeDesk desk, String suffix) {
        press(open, "#rail-audit");
        TableView<?> table = open.find("#audit-table", TableView.class);
        OpenWindow.until("records are listed", () -> table.getItems().size() == 200);
        OpenWindow.run(() -> table.getSelectionModel().select(2));
        open.picture("audit" + suffix);
        desk.journal.verification(
                new Verification.Broken("audit-20261121-000001.jsonl", 212, 212, "its hash does not fit its content"));
        press(open, "#audit-verify");
        OpenWindow.until("the damage is told", () -> open.stage.getScene().lookup(".banner-bad") != null);
        open.picture("audit-broken" + suffix);
    }

    private static void settings(OpenWindow open, FakeDesk desk, String suffix) {
        press(open, "#rail-settings");
        TextField port = open.find("#settings-port", TextField.class);
        desk.takenPorts.add(11436);
        OpenWindow.until("the port is shown", () -> port.getText().equals("11435"));
        OpenWindow.run(() -> port.setText("11436"));
        press(open, "#settings-port-apply");
        OpenWindow.until("the taken port is told", () -> open.shows("#settings-port-answer"));
        open.picture("settings" + suffix);
        scrolled(open, 0.3);
        open.picture("settings-safety" + suffix);
        press(open, "#settings-texts-clear");
        scrolled(open, 0.6);
        open.picture("settings-texts" + suffix);
        press(open, "#settings-texts-keep");
    }

    private static void scrolled(OpenWindow open, double to) {
        var scroll = (ScrollPane) OpenWindow.until(
                "the form scrolls",
                () -> open.stage.getScene().getRoot().lookupAll(".scroll-pane.plain-scroll").stream()
                        .filter(node -> node.lookup("#settings-port") != null)
                        .findFirst()
                        .orElse(null));
        OpenWindow.run(() -> scroll.setVvalue(to));
    }

    private static void picture(OpenWindow open, TabPane tabs, int tab, String name) {
        OpenWindow.run(() -> tabs.getSelectionModel().select(tab));
        open.picture(name);
    }

    private static void press(OpenWindow open, String query) {
        ButtonBase button = open.find(query, ButtonBase.class);
        OpenWindow.run(() -> {
            if (button instanceof ToggleButton toggle) {
                toggle.setSelected(true);
                toggle.fire();
            } else {
                button.fire();
            }
        });
    }
}
