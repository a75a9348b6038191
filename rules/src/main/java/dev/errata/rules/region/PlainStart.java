package dev.errata.rules.region;

import dev.errata.rules.match.LaneText;

/// Tells by a line's beginning that the line is nothing but code of the open fence, as most lines of code are.
///
/// Every reader of [TextRegions] would give such a line up right there. In doubt, or where the text does not reach far
/// enough yet, the answer is no, and the readers find out.
final class PlainStart {

    private static final int WIDTH = 128;

    private static final boolean[] ENDS = table("\n\r");
    private static final boolean[] FENCES = table("`~");
    private static final boolean[] MARKS = table(LineMarkReader.FIRST);
    private static final boolean[] COMMENTS = table(PlaceholderReader.FIRST);
    private static final boolean[] LEADERS = table(String.join("", PlaceholderReader.LEADERS));
    private static final boolean[] DOTS = table(".\u2026\n\r");

    private PlainStart() {}

    private static boolean[] table(String characters) {
        boolean[] table = new boolean[WIDTH + 1];
        characters.chars().forEach(c -> table[Math.min(c, WIDTH)] = true);
        return table;
    }

    private static boolean in(boolean[] table, char c) {
        return table[Math.min(c, WIDTH)];
    }

    /// @param start of the line
    /// @param first of its characters that is no blank, kept or the text's end
    static boolean is(LaneText text, long start, long first) {
        if (first == text.limit()) {
            return false;
        }
        char c = text.unit(first);
        if (in(ENDS, c) || in(FENCES, c) || (start == first && in(MARKS, c))) {
            return false;
        }
        return !in(COMMENTS, c) || saysSomething(text, first);
    }

    /// Whether a comment begins with something else than dots.
    private static boolean saysSomething(LaneText text, long from) {
        long limit = text.limit();
        long at = from;
        while (at < limit && in(LEADERS, text.unit(at))) {
            at++;
        }
        at = text.blanksEnd(at);
        return at < limit && !in(DOTS, text.unit(at));
    }
}
