package dev.errata.desktop.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.fxmisc.richtext.util.UndoUtils;

/// Code to be read, row by row: line numbers, marks within lines, rows that are bars of controls, and a strip beside
/// the scroll bar that shows where changes are. Only the rows that are seen have nodes, and only they and their
/// neighbours have their marks in the text: a file of 5,000 rows with ten marks in each would else take many times as
/// long to show.
///
/// All rows have one height, so that two panes with as many rows stay beside each other, see [#together].
///
/// **Thread:** the FX thread.
public final class CodePane {
    /// Rows above one that is gone to, so that it is seen in its place.
    private static final int LEAD = 2;
    /// Rows above and below the seen ones that are marked with them, so that nobody scrolls to rows without marks.
    private static final int AHEAD = 150;

    private final StyleClassedTextArea area = new StyleClassedTextArea(false);
    private final VirtualizedScrollPane<StyleClassedTextArea> scroll = new VirtualizedScrollPane<>(area);
    private final ChangeStrip strip = new ChangeStrip(this::toRow);
    private final BorderPane node = new BorderPane(scroll);
    private final IntFunction<Node> bars;
    private final List<Seen> listeners = new ArrayList<>();
    private final BitSet marked = new BitSet();
    private List<CodeLine> lines = List.of();
    private boolean leads = true;
    private boolean fresh;
    private boolean telling;

    /// Which rows are seen.
    public interface Seen {
        /// Rows are seen.
        ///
        /// @param first index of the first row of which anything is seen
        /// @param last of the last one
        void rows(int first, int last);
    }

    /// @param bars draws the row of an index that is a [CodeLine.Kind#BAR]
    public CodePane(String id, String name, IntFunction<Node> bars) {
        this.bars = bars;
        area.setId(id);
        area.setAccessibleText(name);
        area.setEditable(false);
        area.setWrapText(false);
        area.setFocusTraversable(true);
        area.setUndoManager(UndoUtils.noOpUndoManager());
        area.getStyleClass().addAll("code", "mono");
        area.setParagraphGraphicFactory(this::graphic);
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        node.getStyleClass().add("code-frame");
        node.setMinSize(0, 0);
        scroll.setMinSize(0, 0);
        node.setRight(strip);
        area.viewportDirtyEvents().subscribe(event -> {
            // A layout makes one such event for each row, and asking what is seen is a walk over all of them.
            if (!telling) {
                telling = true;
                Platform.runLater(() -> {
                    telling = false;
                    mark();
                    listeners.forEach(this::tell);
                });
            }
        });
    }

    public Region node() {
        return node;
    }

    /// The node that takes the focus.
    public Node focusNode() {
        return area;
    }

    /// Shows rows, at the beginning.
    public void show(List<CodeLine> wanted) {
        if (wanted.isEmpty() && lines.isEmpty()) {
            return;
        }
        put(wanted, 0);
        area.moveTo(0);
        area.scrollYToPixel(0);
        area.scrollXToPixel(0);
    }

    /// Shows other rows and stays about where it is; where only their marks are others, nothing moves at all.
    public void replace(List<CodeLine> wanted) {
        if (sameText(wanted)) {
            remark(wanted);
            return;
        }
        double at = area.estimatedScrollYProperty().getValue();
        put(wanted, fresh ? 0 : Math.max(0, firstSeen()));
        area.scrollYToPixel(at);
    }

    private void put(List<CodeLine> wanted, int near) {
        fresh = true;
        Platform.runLater(() -> fresh = false);
        // First of all, because the rows' graphics are asked for while the text is replaced.
        lines = List.copyOf(wanted);
        marked.clear();
        marked.set(Math.max(0, near - AHEAD), near + AHEAD);
        IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).marks().isEmpty())
                .forEach(marked::set);
        if (lines.isEmpty()) {
            area.clear();
        } else {
            area.replace(0, area.getLength(), CodeText.of(lines, marked, area.getSegOps()));
            // A row whose text is the same keeps its graphic, though it may stand for something else now.
            redraw();
        }
        strip.show(lines);
    }

    private boolean sameText(List<CodeLine> wanted) {
        return wanted.size() == lines.size()
                && IntStream.range(0, lines.size()).allMatch(i -> lines.get(i).sameText(wanted.get(i)));
    }

    private void remark(List<CodeLine> wanted) {
        List<CodeLine> old = lines;
        lines = List.copyOf(wanted);
        for (int i = 0; i < old.size(); i++) {
            if (!old.get(i).marks().equals(lines.get(i).marks())) {
                marked.clear(i);
            }
        }
        redraw();
        mark();
    }

    /// Marks what is seen and what is near it, if it is not.
    private void mark() {
        // What was put there just now is not laid out yet; what is seen of it is told then.
        int first = fresh ? -1 : firstSeen();
        int last = fresh ? -1 : lastSeen();
        if (first < 0 || marked.nextClearBit(Math.max(0, first - AHEAD / 3)) > last + AHEAD / 3) {
            return;
        }
        int end = Math.min(lines.size(), last + AHEAD);
        int from = marked.nextClearBit(Math.max(0, first - AHEAD));
        while (from < end) {
            int next = marked.nextSetBit(from);
            int to = next < 0 ? end : Math.min(end, next);
            area.setStyleSpans(area.getAbsolutePosition(from, 0), CodeText.spans(lines.subList(from, to)));
            marked.set(from, to);
            from = marked.nextClearBit(to);
        }
    }

    /// Draws bars and gutters anew; the text stays.
    public void redraw() {
        area.setParagraphGraphicFactory(this::graphic);
    }

    public List<CodeLine> lines() {
        return lines;
    }

    /// Wraps long lines, or scrolls to their end.
    public void wrap(boolean on) {
        area.setWrapText(on);
    }

    /// Brings rows to sight; if they are all seen, nothing moves.
    public void reveal(int first, int last) {
        if (lines.isEmpty()) {
            return;
        }
        int from = fresh ? -1 : firstSeen();
        // What was put there just now is not laid out yet: then the rows of the first screen can only be guessed.
        boolean seen = from < 0 ? last * guessedHeight() < area.getHeight() : first > from && last < lastSeen();
        if (!seen) {
            toRow(first - LEAD);
        }
        area.moveTo(Math.clamp(first, 0, area.getParagraphs().size() - 1), 0);
    }

    private static double guessedHeight() {
        return Font.getDefault().getSize() * 2;
    }

    private void toRow(int row) {
        area.showParagraphAtTop(
                Math.clamp(row, 0, Math.max(0, area.getParagraphs().size() - 1)));
    }

    /// Moves by screens, down (+1) or up (-1).
    public void page(int by) {
        area.scrollYBy(by * Math.max(20, area.getHeight() * 0.9));
    }

    /// Tells which rows are seen, whenever that changes.
    public void onSeen(Seen seen) {
        listeners.add(seen);
    }

    /// Tells it now, without waiting for a change.
    public void tell(Seen seen) {
        int first = firstSeen();
        if (first >= 0 && node.getScene() != null) {
            seen.rows(first, lastSeen());
        }
    }

    int firstSeen() {
        return area.getVisibleParagraphs().isEmpty() ? -1 : area.visibleParToAllParIndex(0);
    }

    private int lastSeen() {
        return area.getVisibleParagraphs().isEmpty()
                ? -1
                : area.visibleParToAllParIndex(area.getVisibleParagraphs().size() - 1);
    }

    /// Clicks on a row, with its index.
    public void onClick(IntConsumer row) {
        area.addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                event -> row.accept(area.offsetToPosition(
                                area.hit(event.getX(), event.getY()).getInsertionIndex(),
                                org.fxmisc.richtext.model.TwoDimensional.Bias.Forward)
                        .getMajor()));
    }

    /// Keeps two panes with as many rows at the same place: the one that a person moves leads.
    public static void together(CodePane left, CodePane right) {
        left.leads = false;
        left.node.setRight(null);
        left.scroll.setVbarPolicy(ScrollBarPolicy.NEVER);
        // A bar on one side alone would make its last rows stand higher than the other's.
        left.scroll.setHbarPolicy(ScrollBarPolicy.ALWAYS);
        right.scroll.setHbarPolicy(ScrollBarPolicy.ALWAYS);
        left.follow(right);
        right.follow(left);
        left.takeLead(right);
        right.takeLead(left);
    }

    private void follow(CodePane leader) {
        leader.area.estimatedScrollYProperty().addListener((value, from, to) -> {
            if (leader.leads && Math.abs(to - area.estimatedScrollYProperty().getValue()) > 0.5) {
                area.scrollYToPixel(to);
            }
        });
        leader.area.estimatedScrollXProperty().addListener((value, from, to) -> {
            if (leader.leads && Math.abs(to - area.estimatedScrollXProperty().getValue()) > 0.5) {
                area.scrollXToPixel(to);
            }
        });
    }

    private void takeLead(CodePane other) {
        node.addEventFilter(ScrollEvent.ANY, event -> lead(other));
        node.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> lead(other));
        node.addEventFilter(KeyEvent.KEY_PRESSED, event -> lead(other));
    }

    private void lead(CodePane other) {
        leads = true;
        other.leads = false;
    }

    /// Makes this one lead: what is about to move it is no person's hand.
    public void lead(CodePane other, Runnable move) {
        lead(other);
        move.run();
    }

    private Node graphic(int row) {
        CodeLine line = row < lines.size() ? lines.get(row) : CodeLine.bar();
        if (line.kind() == CodeLine.Kind.BAR) {
            Node bar = row < lines.size() ? bars.apply(row) : new Region();
            if (bar instanceof Region region) {
                region.setMinHeight(0);
                region.setPrefHeight(1);
                region.prefWidthProperty().bind(area.widthProperty());
                region.maxWidthProperty().bind(area.widthProperty());
            }
            return bar;
        }
        var gutter = new Label(line.gutter());
        gutter.getStyleClass().setAll(List.of("code-gutter", "mono", line.kind().style()));
        gutter.setMinWidth(Region.USE_PREF_SIZE);
        return gutter;
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && !event.isControlDown() && !event.isAltDown()) {
            area.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            event.consume();
        }
    }

    /// The style classes at a place of a row, for tests.
    Collection<String> stylesAt(int row, int column) {
        return area.getStyleOfChar(area.getAbsolutePosition(row, column));
    }
}
