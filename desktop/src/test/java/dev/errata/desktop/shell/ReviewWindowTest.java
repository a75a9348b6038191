package dev.errata.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeApprovals;
import dev.errata.desktop.fake.FakeDesk;
import dev.errata.desktop.fake.FakePolicies;
import dev.errata.desktop.fake.FakeTrial;
import dev.errata.desktop.fake.Pages;
import dev.errata.desktop.fake.SomeProposals;
import dev.errata.desktop.review.Highlighter;
import dev.errata.desktop.review.ReviewDesk;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.WorkspacePath;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// A person at the Review screen: keys above, what the desk of patches was asked below.
final class ReviewWindowTest {
    private static final WorkspacePath PARSER = new WorkspacePath("src/config/parser.py");

    @TempDir
    private Path home;

    private final FxRobot robot = new FxRobot();
    private final FakeApprovals approvals = new FakeApprovals();
    private final AtomicReference<Instant> now = new AtomicReference<>(BusyDesk.NOW);
    private OpenWindow open;

    @BeforeAll
    static void start() {
        OpenWindow.startToolkit();
    }

    @BeforeEach
    void open() {
        approvals.with(SomeProposals.parser("01KP1", BusyDesk.NOW.minusSeconds(60)));
        FakeDesk desk = new FakeDesk(home);
        InstantSource clock = now::get;
        open = OpenWindow.on(
                new WindowParts(
                        desk,
                        FakeTrial::run,
                        Pages.all(),
                        clock,
                        desk.files,
                        new ReviewDesk(
                                approvals,
                                List::of,
                                new FakePolicies(),
                                Highlighter.NONE,
                                new Actor("you", Actor.Channel.WINDOW))),
                1000,
                800);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        OpenWindow.until("the hunks are shown", () -> diff().getText().contains("literal_eval"));
    }

    @AfterEach
    void close() {
        open.close();
    }

    private StyleClassedTextArea diff() {
        return open.find("#review-diff", StyleClassedTextArea.class);
    }

    private static String text(StyleClassedTextArea area) {
        return OpenWindow.<String>fx(area::getText);
    }

    private String said(String query) {
        return OpenWindow.fx(() -> open.find(query, Labeled.class).getText());
    }

    private void until(String query, String text) {
        OpenWindow.until(
                query + " says " + text,
                () -> open.stage.getScene().lookup(query) instanceof Labeled label
                        && label.getText().contains(text));
    }

    private String focused() {
        return OpenWindow.fx(() -> {
            Node owner = open.stage.getScene().getFocusOwner();
            return owner == null || owner.getId() == null ? "" : owner.getId();
        });
    }

    private Button apply() {
        return open.find("#review-apply", Button.class);
    }

    /// Lets the 300 ms go by, without waiting for them.
    private void arm() {
        OpenWindow.run(() -> {});
        OpenWindow.until("it is armed", () -> {
            now.updateAndGet(before -> before.plusMillis(300));
            return !apply().isDisabled();
        });
    }

    @Test
    void twoOfThreeHunksAreAcceptedByKeyboardAndOnlyTheyAreApplied() {
        robot.push(KeyCode.A);
        robot.push(KeyCode.J);
        robot.push(KeyCode.J);
        robot.push(KeyCode.A);
        until("#review-counts", "2 of 3 hunks accepted");
        assertThat(said("#review-apply")).isEqualTo("Apply 2 hunks");
        arm();
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until(".message-what", "2 hunks are applied.");
        assertThat(approvals.approved.get("01KP1")).containsExactlyInAnyOrder(1, 3);
        String expected = SomeProposals.PARSER_AFTER.replace(
                "return ast.literal_eval(self.values[key])", "return eval(self.values[key])");
        assertThat(Objects.requireNonNull(approvals.disk.get(PARSER))
                        .orElseThrow()
                        .content()
                        .text())
                .isEqualTo(expected);
    }

    @Test
    void applyingIsArmedLateAndNeverHasTheFocusWhenAProposalOpens() {
        assertThat(focused()).isEqualTo("review-diff");
        OpenWindow.until("it is drawn", () -> open.stage.getScene().lookup(".hunk-bar") != null);
        assertThat(apply().isDisabled()).isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        assertThat(approvals.calls).isEmpty();
        arm();
        OpenWindow.run(() -> apply().requestFocus());
        approvals.with(SomeProposals.parser("01KP2", BusyDesk.NOW));
        OpenWindow.until(
                "both are listed",
                () -> open.find("#review-queue", ListView.class).getItems().size() == 2);
        robot.push(KeyCode.N);
        OpenWindow.until("the next is open", () -> apply().isDisabled());
        OpenWindow.run(() -> {});
        assertThat(focused()).isEqualTo("review-diff");
        robot.push(KeyCode.ENTER);
        robot.push(KeyCode.SPACE);
        assertThat(approvals.calls).isEmpty();
    }

    @Test
    void aProposalThatArrivesTakesNothingFromWhoIsWriting() {
        robot.push(KeyCode.J);
        robot.push(KeyCode.R);
        OpenWindow.until("the reason has the focus", () -> focused().equals("review-answer"));
        robot.write("jk");
        approvals.with(SomeProposals.parser("01KP0", BusyDesk.NOW.minusSeconds(600)));
        ListView<?> queue = open.find("#review-queue", ListView.class);
        OpenWindow.until("it is listed", () -> queue.getItems().size() == 2);
        until("#rail-badge-review", "2");
        robot.write("n");
        assertThat(focused()).isEqualTo("review-answer");
        assertThat(open.find("#review-answer", TextField.class).getText()).isEqualTo("jkn");
        assertThat(OpenWindow.fx(() -> queue.getSelectionModel().getSelectedIndex()))
                .isEqualTo(1);
        robot.push(KeyCode.ENTER);
        OpenWindow.until("it is decided", () -> approvals.calls.contains("comment 2 jkn"));
        assertThat(approvals.calls.getFirst()).isEqualTo("choose [2] rejected by window");
        OpenWindow.until("the diff has the focus again", () -> focused().equals("review-diff"));
    }

    @Test
    void rejectsTheWholeOnlyWithAReason() {
        robot.push(KeyCode.ALT, KeyCode.R);
        OpenWindow.until("the reason has the focus", () -> focused().equals("review-answer"));
        robot.push(KeyCode.ENTER);
        until("#review-answer-fault", "Write a word or two");
        robot.write("done elsewhere");
        robot.push(KeyCode.ENTER);
        until(".message-what", "It is rejected. Nothing of it was written.");
        assertThat(approvals.calls).containsExactly("reject done elsewhere");
        assertThat(approvals.disk).isEmpty();
    }

    @Test
    void editsAHunkInPlaceAndTakesItBack() {
        robot.push(KeyCode.J);
        robot.push(KeyCode.E);
        OpenWindow.until("the hunk can be written in", () -> focused().equals("review-edit"));
        StyleClassedTextArea edit = open.find("#review-edit", StyleClassedTextArea.class);
        assertThat(text(edit)).doesNotStartWith("e");
        OpenWindow.run(() -> edit.replaceText(edit.getText().replace("literal_eval", "parse")));
        robot.write("j");
        robot.push(KeyCode.BACK_SPACE);
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        OpenWindow.until("it is changed", () -> diff().getText().contains("ast.parse(self"));
        assertThat(approvals.calls).containsExactly("edit 2");
        robot.push(KeyCode.U);
        OpenWindow.until("it is as before", () -> diff().getText().contains("ast.literal_eval(self"));
        robot.push(KeyCode.SHIFT, KeyCode.U);
        OpenWindow.until("it is done again", () -> diff().getText().contains("ast.parse(self"));
    }

    @Test
    void unfoldsWhatStaysAndShowsSidesBesideEachOther() {
        assertThat(text(diff())).doesNotContain("has no value");
        robot.push(KeyCode.X);
        OpenWindow.until("all lines are shown", () -> diff().getText().contains("has no value"));
        robot.push(KeyCode.D);
        StyleClassedTextArea old = open.find("#review-old", StyleClassedTextArea.class);
        StyleClassedTextArea after = open.find("#review-now", StyleClassedTextArea.class);
        OpenWindow.until("the sides are shown", () -> after.getText().contains("literal_eval"));
        assertThat(OpenWindow.fx(() -> old.getParagraphs().size()))
                .isEqualTo(OpenWindow.fx(() -> after.getParagraphs().size()));
        assertThat(text(old)).contains("return eval(").doesNotContain("literal_eval");
        OpenWindow.run(() -> after.showParagraphAtTop(20));
        OpenWindow.until(
                "both stand at the same line",
                () -> old.visibleParToAllParIndex(0) == after.visibleParToAllParIndex(0)
                        && after.visibleParToAllParIndex(0) > 10);
    }
}
