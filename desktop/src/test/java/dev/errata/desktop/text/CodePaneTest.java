package dev.errata.desktop.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

@SuppressWarnings("NullAway.Init") // TestFX calls start before each test
final class CodePaneTest extends ApplicationTest {
    private static final int ROWS = 3_000;

    private final List<Integer> bars = new ArrayList<>();
    private CodePane pane;

    @Override
    public void start(Stage stage) {
        pane = new CodePane("code", "Code", row -> {
            bars.add(row);
            return new Region();
        });
        stage.setScene(new Scene(pane.node(), 600, 400));
        stage.show();
    }

    private static List<CodeLine> lines(boolean marked) {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> row % 100 == 7
                        ? CodeLine.bar()
                        : new CodeLine(
                                CodeLine.Kind.ADDED,
                                "%4d +".formatted(row),
                                "value " + row,
                                marked ? List.of(new Mark(0, 5, Mark.WORD_ADDED, "", 0)) : List.of()))
                .toList();
    }

    private void marks(int row, boolean wanted) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                20,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(() -> pane.stylesAt(row, 2).contains(Mark.WORD_ADDED))
                                .get()
                        == wanted);
    }

    @Test
    void marksRowsThatAreSeenFirstOfAllAndOthersWhenSomebodyGoesThere() throws TimeoutException {
        interact(() -> pane.show(lines(true)));
        marks(3, true);
        marks(2_900, false);
        interact(() -> pane.reveal(2_900, 2_905));
        marks(2_903, true);
        marks(2_950, true);
        marks(1_500, false);
    }

    @Test
    void takesMarksInLaterWithoutMovingWhatIsRead() throws TimeoutException {
        interact(() -> pane.show(lines(false)));
        interact(() -> pane.reveal(2_000, 2_005));
        WaitForAsyncUtils.waitForFxEvents();
        int before = pane.firstSeen();
        assertThat(before).isGreaterThan(1_000);
        interact(() -> pane.replace(lines(true)));
        marks(2_003, true);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(pane.firstSeen()).isEqualTo(before);
        interact(() -> pane.replace(lines(false)));
        marks(2_003, false);
    }

    @Test
    void drawsABarAgainWhereItMayStandForSomethingElseNow() {
        interact(() -> pane.show(lines(false)));
        WaitForAsyncUtils.waitForFxEvents();
        interact(bars::clear);
        interact(() -> pane.replace(lines(true)));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(bars).contains(7);
    }
}
