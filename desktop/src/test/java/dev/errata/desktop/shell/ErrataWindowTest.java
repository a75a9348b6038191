package dev.errata.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.desk.ModelServersView;
import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeDesk;
import dev.errata.desktop.fake.FakeExchanges;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.rules.RuleRow;
import dev.errata.rules.correction.Correction;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// A person at the window: keys and clicks above, calls to the fakes below.
final class ErrataWindowTest {
    @TempDir
    private Path home;

    private final FxRobot robot = new FxRobot();
    private FakeDesk desk;
    private OpenWindow open;

    @BeforeAll
    static void start() {
        OpenWindow.startToolkit();
    }

    @BeforeEach
    void open() {
        desk = BusyDesk.at(home);
        open = OpenWindow.on(desk, 1000, 800);
        OpenWindow.until(
                "exchanges are listed", () -> table("#traffic-table").getItems().size() == 65);
    }

    @AfterEach
    void close() {
        open.close();
    }

    private TableView<?> table(String query) {
        return open.find(query, TableView.class);
    }

    private String said(String query) {
        return OpenWindow.fx(() -> open.find(query, Labeled.class).getText());
    }

    private RuleRow rule(long id) {
        return desk.rules.rows().stream()
                .filter(row -> row.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private void goToRules() {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        OpenWindow.until(
                "rules are listed", () -> table("#rules-table").getItems().size() == 45);
    }

    private String notice() {
        return OpenWindow.until(
                "something is said",
                () -> open.stage.getScene().lookup(".message-what") instanceof Label label ? label.getText() : null);
    }

    @Test
    void addsARuleTriesItAndSavesIt() {
        goToRules();
        robot.push(KeyCode.CONTROL, KeyCode.N);
        OpenWindow.until("the pattern has the focus", () -> focused().equals("rule-pattern"));
        robot.write("colour");
        robot.push(KeyCode.TAB);
        robot.push(KeyCode.TAB);
        OpenWindow.until("the replacement has the focus", () -> focused().equals("rule-replacement"));
        robot.write("color");
        robot.push(KeyCode.CONTROL, KeyCode.T);
        robot.write("a colour");
        OpenWindow.until(
                "the result stands beside it",
                () -> open.find("#try-result", StyleClassedTextArea.class)
                        .getText()
                        .equals("a color"));
        assertThat(said("#try-said")).isEqualTo("one match");
        robot.push(KeyCode.CONTROL, KeyCode.S);
        OpenWindow.until("it is listed", () -> table("#rules-table").getItems().size() == 46);
        assertThat(desk.rules.calls()).containsExactly("add colour enforce by window");
        assertThat(notice()).isEqualTo("Rule 46 is added and in force for the next exchange.");
    }

    @Test
    void showsAFaultAtItsPlaceAndDoesNotSaveIt() {
        goToRules();
        OpenWindow.run(() -> table("#rules-table").getSelectionModel().clearAndSelect(2));
        StyleClassedTextArea pattern = open.find("#rule-pattern", StyleClassedTextArea.class);
        OpenWindow.run(() -> pattern.replaceText("docs/(GUIDE"));
        OpenWindow.until("the fault is told", () -> open.shows("#fault-pattern"));
        assertThat(said("#fault-pattern")).contains("Unclosed group");
        assertThat(OpenWindow.fx(() -> pattern.getStyleOfChar(10))).contains("mark-fault");
        robot.push(KeyCode.CONTROL, KeyCode.S);
        assertThat(desk.rules.calls()).isEmpty();
    }

    @Test
    void switchesARuleOffInTheTable() {
        goToRules();
        OpenWindow.run(() -> table("#rules-table").getSelectionModel().clearAndSelect(0));
        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        OpenWindow.until("it is off", () -> "off".equals(rule(1).mode()));
        Node on = OpenWindow.until(
                "there is a switch",
                () -> table("#rules-table").lookupAll(".mode-enforce").stream()
                        .min(Comparator.comparingDouble(
                                node -> node.localToScreen(0, 0).getY()))
                        .orElse(null));
        OpenWindow.click(() -> on);
        OpenWindow.until("it is on again", () -> "enforce".equals(rule(1).mode()));
    }

    @Test
    void deletesARuleAndTakesItBack() {
        goToRules();
        OpenWindow.run(() -> table("#rules-table").getSelectionModel().clearAndSelect(0));
        OpenWindow.run(() -> table("#rules-table").requestFocus());
        robot.push(KeyCode.DELETE);
        OpenWindow.until("it is gone", () -> table("#rules-table").getItems().size() == 44);
        open.click(".message-offer");
        OpenWindow.until("it is back", () -> table("#rules-table").getItems().size() == 45);
        assertThat(desk.rules.calls()).containsExactly("delete 1 by window", "restore 1 to 1 by window");
    }

    @Test
    void leadsFromTheStatusBarToTheRowsThatWereNotLoaded() {
        open.click("#status-rules");
        OpenWindow.until(
                "only they are listed", () -> table("#rules-table").getItems().size() == 1);
        robot.push(KeyCode.ESCAPE);
        OpenWindow.until(
                "Esc clears the filter", () -> table("#rules-table").getItems().size() == 45);
    }

    @Test
    void togglesCorrectionFromTheStatusBarAndByKey() {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        OpenWindow.until("it is off", () -> said("#status-correction").equals("correction off"));
        assertThat(desk.correction).isEqualTo(new Correction.Off());
        open.click("#status-correction .label");
        OpenWindow.until("it is on", () -> said("#status-correction").equals("correcting"));
        assertThat(desk.correction).isEqualTo(new Correction.On());
    }

    @Test
    void stopsTheListenerAndCopiesTheAddress() {
        open.click("#status-listener");
        OpenWindow.until("it is stopped", () -> said("#status-listener").equals("stopped"));
        open.click("#status-listener");
        OpenWindow.until("it listens", () -> said("#status-listener").isEmpty());
        open.click("#status-address");
        assertThat(OpenWindow.<String>fx(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo("http://127.0.0.1:11435");
    }

    @Test
    void tellsInPlaceThatAPortIsTakenAndStaysOnTheOldOne() {
        desk.takenPorts.add(11500);
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        TextField port = open.find("#settings-port", TextField.class);
        OpenWindow.until("the port is shown", () -> port.getText().equals("11435"));
        OpenWindow.run(() -> port.setText("11500"));
        open.click("#settings-port-apply");
        OpenWindow.until("it is told", () -> said("#settings-port-answer").endsWith("Errata stays on port 11435."));
        assertThat(desk.port).isEqualTo(11435);
        desk.takenPorts.clear();
        open.click("#settings-port-apply");
        OpenWindow.until("it moved", () -> said("#status-address").equals("127.0.0.1:11500"));
    }

    @Test
    void changesTheModelServer() {
        open.click("#status-upstream");
        TextField upstream = open.find("#settings-upstream", TextField.class);
        OpenWindow.until("the address is shown", () -> upstream.getText().equals("http://127.0.0.1:8080"));
        OpenWindow.run(() -> upstream.setText("http://127.0.0.1:1234"));
        open.click("#settings-upstream-use");
        OpenWindow.until("it is used", () -> said("#status-upstream").contains(":1234"));
        assertThat(desk.calls).contains("use http://127.0.0.1:1234");
    }

    @Test
    void offersARealModelServerWithOneClick() {
        desk.servers = new ModelServersView(FakeDesk.PRACTICE, List.of(FakeDesk.LLAMA));
        OpenWindow.until("it is offered", () -> open.stage.getScene().lookup(".message-offer") != null);
        assertThat(said("#status-upstream")).startsWith("practice model");
        open.click(".message-offer");
        OpenWindow.until("it is used", () -> said("#status-upstream").startsWith("llama.cpp"));
    }

    @Test
    void marksWhatWasCorrectedAndLeadsToItsRule() {
        OpenWindow.run(() -> table("#traffic-table").getSelectionModel().select(2));
        OpenWindow.until(
                "the answer is shown",
                () -> open.find("#traffic-corrected", StyleClassedTextArea.class)
                        .getText()
                        .contains("npm install"));
        robot.push(KeyCode.F8);
        assertThat(said("#traffic-about")).startsWith("Rule 1");
        robot.push(KeyCode.F8);
        assertThat(said("#traffic-about")).startsWith("Rule 2");
        robot.push(KeyCode.SHIFT, KeyCode.F8);
        OpenWindow.run(() ->
                open.find("#traffic-tabs", TabPane.class).getSelectionModel().select(1));
        robot.push(KeyCode.F8);
        assertThat(said("#traffic-about")).contains("“npm instal” → “npm install”");
        open.click("#traffic-open-rule");
        OpenWindow.until("the rule is open", () -> said("#rule-title").equals("Rule 1"));
    }

    @Test
    void staysOnTheRowsThatAreReadWhileNewOnesComeIn() {
        TableView<?> traffic = table("#traffic-table");
        OpenWindow.run(() -> {
            traffic.scrollTo(20);
            traffic.getSelectionModel().select(22);
        });
        Object first = OpenWindow.fx(() -> firstVisible(traffic));
        Object chosen = OpenWindow.fx(() -> traffic.getSelectionModel().getSelectedItem());
        for (int i = 0; i < 5; i++) {
            desk.exchanges.put(FakeExchanges.exchange(
                    "01KZ0000" + i, Instant.parse("2026-11-21T14:19:59Z"), Phase.COMPLETED, rule(1), "npm instal"));
        }
        OpenWindow.until("they are listed", () -> traffic.getItems().size() == 70);
        OpenWindow.until("the place is kept", () -> first.equals(firstVisible(traffic)));
        assertThat(OpenWindow.<Object>fx(() -> traffic.getSelectionModel().getSelectedItem()))
                .isSameAs(chosen);
    }

    private static Object firstVisible(TableView<?> table) {
        VirtualFlow<?> flow = (VirtualFlow<?>) table.lookup(".virtual-flow");
        return table.getItems().get(flow.getFirstVisibleCell().getIndex());
    }

    @Test
    void followsTheNewestWhenAsked() {
        robot.push(KeyCode.CONTROL, KeyCode.L);
        desk.exchanges.put(FakeExchanges.exchange(
                "01KZ00009", Instant.parse("2026-11-21T14:19:59Z"), Phase.STREAMING, rule(1), "Say npm instal"));
        OpenWindow.until(
                "its answer is shown",
                () -> open.find("#traffic-corrected", StyleClassedTextArea.class)
                        .getText()
                        .equals("Say npm install"));
    }

    @Test
    void runsCommandsFromThePalette() {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        OpenWindow.until("it is open", () -> focused().equals("palette-field"));
        robot.write("dark");
        assertThat(OpenWindow.<Integer>fx(() ->
                        open.find("#palette-list", ListView.class).getItems().size()))
                .isOne();
        robot.push(KeyCode.ENTER);
        OpenWindow.until("it is dark", () -> open.window.themes().dark());
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.UP);
        robot.push(KeyCode.ESCAPE);
        OpenWindow.until("it is closed", () -> !open.shows(".palette-veil"));
    }

    @Test
    void filtersTheJournalAndReadsOlderRecords() {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        OpenWindow.until(
                "a page is read", () -> table("#audit-table").getItems().size() == 200);
        open.click("#audit-older");
        OpenWindow.until(
                "two pages are read", () -> table("#audit-table").getItems().size() == 400);
        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.write("rule.changed");
        OpenWindow.until(
                "one record fits", () -> table("#audit-table").getItems().size() == 1);
        robot.push(KeyCode.ENTER);
        OpenWindow.run(() -> table("#audit-table").getSelectionModel().select(0));
        assertThat(said("#audit-sentence")).isEqualTo("Rule 9 was updated by window.");
        robot.push(KeyCode.ESCAPE);
        OpenWindow.until("all fit again", () -> table("#audit-table").getItems().size() == 200);
    }

    @Test
    void remembersTheScreenAndTheSizeItWasLeftWith() {
        robot.push(KeyCode.F1);
        OpenWindow.run(() -> open.stage.setWidth(1010));
        open.close();
        open = OpenWindow.on(desk, 1010, 800);
        assertThat(said("#screen-title")).isEqualTo("Help");
        assertThat(home.resolve("window.properties"))
                .content()
                .contains("window.width=1010.0")
                .contains("screen=help");
    }

    private String focused() {
        Node owner = open.stage.getScene().getFocusOwner();
        return owner == null || owner.getId() == null ? "" : owner.getId();
    }
}
