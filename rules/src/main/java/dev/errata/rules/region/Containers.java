package dev.errata.rules.region;

import java.util.Arrays;

/// The block quotes and list items that are open, outermost first, and how many of them the line at hand continues.
///
/// **Source:** CommonMark 0.31.2, sections 5.1 and 5.2.
final class Containers {

    static final int MAX_DEPTH = 64;

    /// Where the width of a list item stands: a block quote.
    private static final int QUOTE = 0;

    /// The indentation that continues each.
    private int[] widths = new int[4];

    private int depth;
    private int matched;

    /// Whether the innermost block is a paragraph, which lines may continue that do not match its containers.
    private boolean paragraph;

    /// Whether the innermost container is a list item with nothing in it, which a blank line ends.
    private boolean emptyItem;

    void begin() {
        matched = 0;
    }

    int matched() {
        return matched;
    }

    boolean allMatched() {
        return matched == depth;
    }

    boolean any() {
        return depth > 0;
    }

    boolean anyQuote() {
        for (int i = 0; i < depth; i++) {
            if (widths[i] == QUOTE) {
                return true;
            }
        }
        return false;
    }

    boolean nextIsQuote() {
        return matched < depth && widths[matched] == QUOTE;
    }

    /// The indentation that continues the next container; none is enough if it is no list item.
    int nextWidth() {
        return matched < depth && widths[matched] != QUOTE ? widths[matched] : Integer.MAX_VALUE;
    }

    void match() {
        matched++;
    }

    /// Whether the line continues a paragraph by standing in all its containers.
    boolean inParagraph() {
        return paragraph && matched == depth;
    }

    boolean openQuote() {
        return open(QUOTE);
    }

    /// Opens a container in those that are matched; the others end.
    ///
    /// @return false if there are too many
    boolean open(int width) {
        if (matched == MAX_DEPTH) {
            return false;
        }
        if (matched == widths.length) {
            widths = Arrays.copyOf(widths, 2 * matched);
        }
        widths[matched++] = width;
        depth = matched;
        paragraph = false;
        emptyItem = false;
        return true;
    }

    /// The item just opened has nothing in it yet.
    void itemIsEmpty() {
        emptyItem = true;
    }

    /// The line is a paragraph's, or, indented and below none, code that no fence encloses.
    void text(boolean indented) {
        if (!paragraph) {
            depth = matched;
            paragraph = !indented;
        }
        emptyItem = false;
    }

    /// The line holds a block that ends with it.
    void block() {
        block(matched);
    }

    /// The same in the first containers of those that are matched.
    void block(int in) {
        matched = in;
        depth = in;
        paragraph = false;
        emptyItem = false;
    }

    /// The line is blank from here on.
    ///
    /// @return whether containers ended
    boolean blank() {
        while (nextWidth() < Integer.MAX_VALUE && !(emptyItem && matched == depth - 1)) {
            matched++;
        }
        boolean ended = matched < depth;
        if (ended) {
            block();
        }
        paragraph = false;
        return ended;
    }
}
