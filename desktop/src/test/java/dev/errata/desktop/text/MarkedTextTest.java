package dev.errata.desktop.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.robot.Motion;
import org.testfx.util.WaitForAsyncUtils;

@SuppressWarnings("NullAway.Init") // TestFX calls start before each test
final class MarkedTextTest extends ApplicationTest {
    private static final List<Mark> MARKS = List.of(
            new Mark(0, 3, Mark.REWRITTEN, "first", 1),
            new Mark(4, 5, Mark.DIVIDER, "", 0),
            new Mark(8, 11, Mark.REWRITTEN, "second", 2));

    private MarkedText text;
    private MarkedText field;
    private SideBySide both;

    @Override
    public void start(Stage stage) {
        text = MarkedText.readOnly("text", "Text");
        field = MarkedText.field("field", "Field");
        both = new SideBySide("both", "Left", "Right");
        stage.setScene(new Scene(new VBox(text.node(), field.node(), new TextField(), both.node()), 600, 600));
        stage.show();
    }

    private String about() {
        Mark mark = text.current().get();
        return mark == null ? "" : mark.about();
    }

    private String focused() {
        return Objects.requireNonNull(text.node().getScene().getFocusOwner()).getId();
    }

    @Test
    void goesFromMarkToMarkWithTheArrowKeys() {
        interact(() -> text.show("abc def ghi", MARKS));
        interact(() -> text.focusNode().requestFocus());
        push(KeyCode.RIGHT);
        assertThat(about()).isEqualTo("second");
        push(KeyCode.RIGHT);
        assertThat(about()).isEqualTo("first");
        push(KeyCode.LEFT);
        assertThat(about()).isEqualTo("second");
    }

    @Test
    void keepsWhatStandsThereWhenTheTextOnlyGrows() {
        interact(() -> text.show("abc", List.of(MARKS.getFirst())));
        interact(() -> text.show("abc def ghi", MARKS));
        assertThat(text.text().getValue()).isEqualTo("abc def ghi");
        assertThat(styles(0)).contains(Mark.REWRITTEN);
        assertThat(styles(9)).contains(Mark.REWRITTEN);
        assertThat(styles(6)).isEmpty();
        interact(() -> text.show("xyz", List.of()));
        assertThat(styles(0)).isEmpty();
        assertThat(text.marks()).isEmpty();
    }

    @Test
    void cutsMarksOffThatReachBeyondTheText() {
        interact(() -> text.show("abc", List.of(new Mark(1, 9, Mark.FAULT, "", 0), new Mark(5, 6, Mark.FAULT, "", 0))));
        assertThat(styles(2)).contains(Mark.FAULT);
        assertThat(styles(0)).isEmpty();
    }

    @Test
    void leavesTheFieldWithTabAndBreaksTheLineOnlyWithShift() {
        interact(() -> field.focusNode().requestFocus());
        write("a");
        push(KeyCode.ENTER);
        push(KeyCode.SHIFT, KeyCode.ENTER);
        write("b");
        assertThat(field.text().getValue()).isEqualTo("a\nb");
        push(KeyCode.TAB);
        assertThat(focused()).isNotEqualTo("field");
        interact(() -> field.focusNode().requestFocus());
        push(KeyCode.SHIFT, KeyCode.TAB);
        assertThat(focused()).isEqualTo("text");
    }

    @Test
    void staysTheSameAsItsPropertyBothWays() {
        var property = new SimpleStringProperty("one");
        interact(() -> field.bind(property));
        assertThat(field.text().getValue()).isEqualTo("one");
        interact(() -> property.set("two"));
        assertThat(field.text().getValue()).isEqualTo("two");
        interact(() -> field.focusNode().requestFocus());
        write("x");
        assertThat(property.get()).isEqualTo("xtwo");
    }

    @Test
    void showsTheMarkUnderThePointer() {
        interact(() -> text.show("abc def ghi", MARKS));
        moveTo(text.focusNode(), Pos.TOP_LEFT, new Point2D(6, 8), Motion.DIRECT);
        assertThat(about()).isEqualTo("first");
    }

    @Test
    void scrollsBothSidesTogether() throws Exception {
        String lines = "line of text\n".repeat(400);
        interact(() -> both.show(lines, List.of(), lines, List.of()));
        StyleClassedTextArea left = lookup("#both-left").queryAs(StyleClassedTextArea.class);
        StyleClassedTextArea right = lookup("#both-right").queryAs(StyleClassedTextArea.class);
        interact(left::requestFocus);
        interact(() -> left.scrollYToPixel(2_000));
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> right.getEstimatedScrollY() > 1_000);
    }

    private Collection<String> styles(int at) {
        return lookup("#text").queryAs(StyleClassedTextArea.class).getStyleOfChar(at);
    }
}
