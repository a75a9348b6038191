package dev.errata.desktop.text;

import java.util.Collection;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.Caret;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.fxmisc.richtext.util.UndoUtils;
import org.jspecify.annotations.Nullable;

/// Text with marks.
///
/// In a read-only text the left and right arrow keys go from mark to mark, and hovering or reaching one makes it
/// [#current]. A text that only grew keeps its scroll position, or stays at its end if it was there. Tab leaves the
/// text, as in every other field.
///
/// **Thread:** the FX thread.
public final class MarkedText {
    private static final double NEAR_END = 32;

    private final StyleClassedTextArea area = new StyleClassedTextArea(false);
    private final VirtualizedScrollPane<StyleClassedTextArea> node = new VirtualizedScrollPane<>(area);
    private final ReadOnlyObjectWrapper<@Nullable Mark> current = new ReadOnlyObjectWrapper<>();
    private List<Mark> marks = List.of();

    private MarkedText(String id, String name, boolean editable) {
        area.setId(id);
        area.setAccessibleText(name);
        area.setEditable(editable);
        area.setWrapText(true);
        // Text that is added behind a mark is not part of it.
        area.setUseInitialStyleForInsertion(true);
        area.setFocusTraversable(true);
        area.getStyleClass().addAll("marked-text", "mono");
        if (editable) {
            // Single letters are text here, no commands.
            area.getStyleClass().add("written-in");
        }
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        area.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        area.caretPositionProperty().addListener((value, from, to) -> current.set(at(to)));
        node.getStyleClass().add("marked-text-frame");
        node.setMinSize(0, 0);
    }

    /// A text to be read and copied.
    public static MarkedText readOnly(String id, String name) {
        var text = new MarkedText(id, name, false);
        text.area.setUndoManager(UndoUtils.noOpUndoManager());
        text.area.setShowCaret(Caret.CaretVisibility.AUTO);
        return text;
    }

    /// A text to be written in.
    public static MarkedText editable(String id, String name) {
        return new MarkedText(id, name, true);
    }

    /// A text to be written in that looks and behaves like a field of a few lines: Enter is left to the form around it,
    /// Shift and Enter break the line.
    public static MarkedText field(String id, String name) {
        var text = new MarkedText(id, name, true);
        text.node.getStyleClass().add("marked-field");
        text.area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                if (event.isShiftDown()) {
                    text.area.replaceSelection("\n");
                }
                event.consume();
            }
        });
        text.area.setAutoHeight(false);
        return text;
    }

    public Region node() {
        return node;
    }

    /// The node that takes the focus.
    public Node focusNode() {
        return area;
    }

    /// The mark under the pointer or the caret, null for none.
    public ReadOnlyObjectProperty<@Nullable Mark> current() {
        return current.getReadOnlyProperty();
    }

    public ObservableValue<String> text() {
        return area.textProperty();
    }

    /// Keeps the text and a property the same, both ways.
    public void bind(StringProperty property) {
        area.textProperty().addListener((value, from, to) -> property.set(to));
        property.subscribe(this::set);
    }

    public List<Mark> marks() {
        return marks;
    }

    public void prompt(String text) {
        var label = new Label(text);
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setMouseTransparent(true);
        area.setPlaceholder(label, Pos.TOP_LEFT);
    }

    /// Puts a text there as if newly opened: nothing to undo, caret at the beginning. Nothing happens if it stands
    /// there.
    public void set(String text) {
        if (!area.getText().equals(text)) {
            marks = List.of();
            area.replaceText(text);
            area.moveTo(0);
            area.requestFollowCaret();
            area.getUndoManager().forgetHistory();
        }
    }

    /// Shows a text and its marks.
    public void show(String text, List<Mark> wanted) {
        String old = area.getText();
        if (!old.isEmpty() && text.length() > old.length() && text.startsWith(old)) {
            boolean follow = atEnd();
            area.appendText(text.substring(old.length()));
            if (follow) {
                area.scrollYToPixel(Double.MAX_VALUE);
            }
        } else {
            set(text);
        }
        mark(wanted);
    }

    /// Marks the text anew; marks beyond its end are cut off.
    public void mark(List<Mark> wanted) {
        if (wanted.equals(marks)) {
            return;
        }
        List<Mark> before = marks;
        // First of all, because a change of style is a change of the text to those who listen, and they may come back
        // here.
        marks = List.copyOf(wanted);
        boolean grown = wanted.size() > before.size()
                && wanted.subList(0, before.size()).equals(before);
        if (!grown && !before.isEmpty()) {
            area.clearStyle(0, area.getLength());
        }
        int from = grown ? before.size() : 0;
        for (Mark mark : wanted.subList(from, wanted.size())) {
            int end = Math.min(mark.end(), area.getLength());
            if (mark.start() < end) {
                area.setStyle(mark.start(), end, classes(mark));
            }
        }
        current.set(at(area.getCaretPosition()));
    }

    /// Goes to the next mark (+1) or the one before (-1), around the ends.
    public void step(int by) {
        List<Mark> told = marks.stream().filter(mark -> !mark.about().isEmpty()).toList();
        if (told.isEmpty()) {
            return;
        }
        int caret = area.getCaretPosition();
        Mark here = current.get();
        Mark goal = by > 0 ? told.getFirst() : told.getLast();
        for (Mark mark : by > 0 ? told.reversed() : told) {
            boolean beyond = by > 0 ? mark.start() > caret : mark.start() < caret;
            if (beyond || (mark.start() == caret && !mark.equals(here))) {
                goal = mark;
            }
        }
        area.moveTo(goal.start());
        area.requestFollowCaret();
        current.set(goal);
    }

    /// How far it is scrolled, 0 to 1, for keeping two texts together.
    double scrolled() {
        double room = node.totalHeightEstimateProperty().getOrElse(0.0) - area.getHeight();
        return room <= 0 ? 0 : Math.clamp(area.estimatedScrollYProperty().getValue() / room, 0, 1);
    }

    void scrollTo(double share) {
        double room = node.totalHeightEstimateProperty().getOrElse(0.0) - area.getHeight();
        if (room > 0) {
            area.scrollYToPixel(share * room);
        }
    }

    /// Whether a person points at it or is in it.
    boolean inHand() {
        return node.isHover() || area.isFocused();
    }

    void onScroll(Runnable act) {
        area.estimatedScrollYProperty().addListener((value, from, to) -> act.run());
    }

    private static Collection<String> classes(Mark mark) {
        return List.of(mark.style());
    }

    private boolean atEnd() {
        double total = node.totalHeightEstimateProperty().getOrElse(0.0);
        double below =
                total - area.getHeight() - area.estimatedScrollYProperty().getValue();
        return total > area.getHeight() && below < NEAR_END;
    }

    private @Nullable Mark at(int position) {
        for (Mark mark : marks) {
            if (mark.covers(position) && !mark.about().isEmpty()) {
                return mark;
            }
        }
        return null;
    }

    private void hover(MouseEvent event) {
        area.hit(event.getX(), event.getY()).getCharacterIndex().ifPresent(position -> {
            Mark under = at(position);
            if (under != null) {
                current.set(under);
            }
        });
    }

    private void key(KeyEvent event) {
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        if (event.getCode() == KeyCode.TAB) {
            area.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            event.consume();
        } else if (!area.isEditable() && !marks.isEmpty() && !event.isShiftDown()) {
            if (event.getCode() == KeyCode.RIGHT || event.getCode() == KeyCode.LEFT) {
                step(event.getCode() == KeyCode.RIGHT ? 1 : -1);
                event.consume();
            }
        }
    }
}
