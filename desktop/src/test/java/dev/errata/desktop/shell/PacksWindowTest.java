package dev.errata.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeDesk;
import dev.errata.desktop.fake.SomePack;
import dev.errata.rules.RuleRow;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// Rules as files, their tests and earlier forms, at the window.
final class PacksWindowTest {
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
    void importsAFileOnceItsConflictsAreDecided() {
        desk.rules.packs().stands(SomePack.here());
        desk.files.chosen = SomePack.write(home, false);
        goToRules();
        robot.push(KeyCode.CONTROL, KeyCode.O);
        OpenWindow.until("the plan is shown", () -> table("#import-table").getItems().size() == 5);
        assertThat(OpenWindow.fx(() -> open.find("#import-bringIn", Button.class).isDisabled()))
                .isTrue();
        open.click("#import-take-3");
        open.click("#import-keep-4");
        OpenWindow.until("all is decided", () -> !open.find("#import-bringIn", Button.class)
                .isDisabled());
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        OpenWindow.until("it is put away", () -> !open.shows("#import"));
        assertThat(desk.rules.packs().calls()).singleElement().satisfies(call -> assertThat(call)
                .contains("3=FILE", "4=MINE"));
        assertThat(notice()).startsWith("Pack team is imported");
    }

    @Test
    void escapePutsAnImportAwayAndKeysDecide() {
        desk.rules.packs().stands(SomePack.here());
        desk.files.chosen = SomePack.write(home, false);
        goToRules();
        robot.push(KeyCode.CONTROL, KeyCode.O);
        OpenWindow.until("the plan is shown", () -> table("#import-table").getItems().size() == 5);
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.M);
        OpenWindow.until("one is left", () -> said("#import-summary").contains("decide one"));
        robot.push(KeyCode.ALT, KeyCode.F);
        OpenWindow.until("none is left", () -> !said("#import-summary").contains("decide"));
        robot.push(KeyCode.ESCAPE);
        OpenWindow.until("it is put away", () -> !open.shows("#import"));
        assertThat(desk.rules.packs().calls()).isEmpty();
    }

    @Test
    void exportsThePackOfTheSelectedRule() {
        desk.files.chosen = home.resolve("out.json");
        goToRules();
        OpenWindow.run(() -> table("#rules-table").getSelectionModel().clearAndSelect(0));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E);
        OpenWindow.until("it is written", () -> Files.exists(home.resolve("out.json")));
        assertThat(desk.files.suggested).endsWith(".json");
        assertThat(desk.rules.packs().calls()).singleElement().satisfies(call -> assertThat(call)
                .startsWith("export ").endsWith("[]"));
    }

    @Test
    void comparesEarlierFormsAndGoesBackToOne() {
        goToRules();
        long id = desk.rules.rows().getFirst().id();
        OpenWindow.run(() -> table("#rules-table").getSelectionModel().clearAndSelect(0));
        StyleClassedTextArea replacement = open.find("#rule-replacement", StyleClassedTextArea.class);
        String before = String.valueOf(rule(id).replacement());
        OpenWindow.run(() -> replacement.replaceText("something else"));
        robot.push(KeyCode.CONTROL, KeyCode.S);
        OpenWindow.until("it is saved", () -> "something else".equals(rule(id).replacement()));
        robot.push(KeyCode.CONTROL, KeyCode.H);
        OpenWindow.until("forms are listed", () -> table("#versions-table").getItems().size() == 1);
        open.click("#versions-goBack");
        OpenWindow.until("it is as before", () -> before.equals(rule(id).replacement()));
        assertThat(open.shows("#versions")).isFalse();
    }

    @Test
    void makesATestOfTheTriedText() {
        goToRules();
        OpenWindow.run(() -> table("#rules-table").getSelectionModel().clearAndSelect(0));
        StyleClassedTextArea input = open.find("#try-input", StyleClassedTextArea.class);
        OpenWindow.run(() -> input.replaceText("a text"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        OpenWindow.until("it is a test", () -> said("#tests-said").equals("1 of one passes"));
        assertThat(desk.rules.packs().calls()).singleElement().satisfies(call -> assertThat(call)
                .startsWith("tests of "));
    }
}
