package dev.errata.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeApprovals;
import dev.errata.desktop.fake.FakeDesk;
import dev.errata.desktop.fake.FakePolicies;
import dev.errata.desktop.fake.FakeTrial;
import dev.errata.desktop.fake.Pages;
import dev.errata.desktop.fake.SomeGates;
import dev.errata.desktop.fake.SomeProposals;
import dev.errata.desktop.review.ReviewDesk;
import dev.errata.desktop.review.SyntaxColours;
import dev.errata.desktop.theme.Theme;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Workspaces.Workspace;
import dev.errata.rules.syntax.Grammars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;

/// Takes pictures of the Review screen for people to look at, and checks that what must be on them is.
final class ReviewScreensTest {
    @TempDir
    private Path home;

    private final FxRobot robot = new FxRobot();

    @BeforeAll
    static void start() {
        OpenWindow.startToolkit();
    }

    private OpenWindow open(FakeApprovals approvals, int width, int height) {
        FakeDesk desk = BusyDesk.at(home);
        // Time goes on with each look at it.
        Instant[] now = {BusyDesk.NOW};
        InstantSource clock = () -> {
            now[0] = now[0].plusMillis(20);
            return now[0];
        };
        var review = new ReviewDesk(
                approvals,
                () -> List.of(new Workspace("01KW1", "config", home, null, BusyDesk.NOW)),
                new FakePolicies(),
                new SyntaxColours(new Grammars(home.resolve("native"))),
                new Actor("you", Actor.Channel.WINDOW));
        return OpenWindow.on(
                new WindowParts(desk, FakeTrial::run, Pages.all(), clock, desk.files, review), width, height);
    }

    @ParameterizedTest
    @CsvSource({"light, 1000, 700", "light, 1400, 860", "dark, 1000, 700", "dark, 1400, 860"})
    void showsABusyAfternoon(String theme, int width, int height) throws Exception {
        FakeApprovals approvals = SomeProposals.busy(BusyDesk.NOW);
        String suffix = "-" + theme + "-" + width;
        try (var open = open(approvals, width, height)) {
            OpenWindow.run(() -> open.window.themes().theme().set(Theme.ofWord(theme)));
            robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
            ListView<?> queue = open.find("#review-queue", ListView.class);
            OpenWindow.until("the queue is listed", () -> queue.getItems().size() == 29);
            until(open, "#review-title", "Read numbers without eval");
            robot.push(KeyCode.A);
            until(open, "#review-counts", "1 of 3 hunks accepted");
            robot.push(KeyCode.J);
            assertThat(Files.size(open.picture("review" + suffix))).isGreaterThan(10_000);
            robot.push(KeyCode.R);
            OpenWindow.until("it is asked", () -> open.shows("#review-answer"));
            robot.write("It is read elsewhere");
            open.picture("review-asks" + suffix);
            robot.push(KeyCode.ESCAPE);
            robot.push(KeyCode.E);
            OpenWindow.until("it is edited", () -> open.shows("#review-edit"));
            open.picture("review-edit" + suffix);
            robot.push(KeyCode.ESCAPE);
            picture(open, "wide class", "review-wide" + suffix);
            picture(open, "Run the checks", "review-unsafe" + suffix);
            picture(open, "Group the values", "review-unknown" + suffix);
            picture(open, "seen in an answer", "review-unbound" + suffix);
            picture(open, "Read numbers", "review-conflict" + suffix);
            picture(open, "Move the fixtures", "review-moved" + suffix);
            robot.push(KeyCode.SHIFT, KeyCode.SLASH);
            open.picture("review-keys" + suffix);
            robot.push(KeyCode.ESCAPE);
            robot.push(KeyCode.ALT, KeyCode.P);
            OpenWindow.until("the policy is shown", () -> open.shows("#policy-sheet"));
            String before = approvals.calls.toString();
            robot.push(KeyCode.A);
            robot.push(KeyCode.SHIFT, KeyCode.A);
            OpenWindow.run(() -> open.find("#policy-try", Button.class).fire());
            until(open, "#policy-message", "1 of 2");
            open.picture("review-policy" + suffix);
            assertThat(approvals.calls.toString()).isEqualTo(before);
            robot.push(KeyCode.ESCAPE);
            OpenWindow.until("it is away", () -> !open.shows("#policy-sheet"));
        }
    }

    @ParameterizedTest
    @CsvSource({"light, 1000, 700", "dark, 1400, 860"})
    void showsGatesThatRunAndCancelsThem(String theme, int width, int height) {
        var approvals = new FakeApprovals().with(SomeGates.running(SomeProposals.parser("01KP1", BusyDesk.NOW)));
        try (var open = open(approvals, width, height)) {
            OpenWindow.run(() -> open.window.themes().theme().set(Theme.ofWord(theme)));
            robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
            until(open, "#review-gate-tail", "test 41 of 120");
            open.picture("review-gates-" + theme + "-" + width);
            robot.push(KeyCode.ALT, KeyCode.S);
            OpenWindow.until("they are cancelled", () -> approvals.calls.contains("cancel"));
        }
    }

    @ParameterizedTest
    @CsvSource({"light, 1000, 700", "dark, 1400, 860"})
    void teachesWhileNothingWaits(String theme, int width, int height) {
        try (var open = open(new FakeApprovals(), width, height)) {
            OpenWindow.run(() -> open.window.themes().theme().set(Theme.ofWord(theme)));
            robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
            OpenWindow.until("it teaches", () -> open.shows("#review-copy-mcp"));
            assertThat(open.picture("review-empty-" + theme + "-" + width)).isNotEmptyFile();
        }
    }

    @ParameterizedTest
    @CsvSource({"light, 1000, 700", "dark, 1400, 860"})
    void holdsWithLargeText(String theme, int width, int height) {
        try (var open = open(SomeProposals.busy(BusyDesk.NOW), width, height)) {
            OpenWindow.run(() -> {
                open.window.themes().theme().set(Theme.ofWord(theme));
                open.window.themes().percent().set(150);
            });
            robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
            until(open, "#review-title", "Read numbers without eval");
            picture(open, "wide class", "review-wide-large-" + theme + "-" + width);
            picture(open, "Run the checks", "review-large-" + theme + "-" + width);
        }
        assertThat(Path.of("target", "screens", "review-large-" + theme + "-" + width + ".png"))
                .isNotEmptyFile();
    }

    /// Goes on to the proposal of that title and takes its picture.
    private void picture(OpenWindow open, String title, String name) {
        robot.push(KeyCode.N);
        until(open, "#review-title", title);
        open.picture(name);
    }

    private static void until(OpenWindow open, String query, String text) {
        Labeled label = open.find(query, Labeled.class);
        OpenWindow.until(
                query + " says " + text + ", not " + label.getText(),
                () -> label.getText().contains(text));
    }
}
