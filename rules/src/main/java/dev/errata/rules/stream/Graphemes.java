package dev.errata.rules.stream;

import dev.errata.rules.match.LaneText;
import java.text.BreakIterator;
import java.util.Locale;

/// Finds places where a text can be cut without parting what a reader sees as one character.
///
/// **Source:** Unicode Annex 29, extended grapheme clusters, as the JDK's `BreakIterator` has them since release 20.
final class Graphemes {

    /// How far a cluster is followed to its left; longer ones (hundreds of marks on one letter) may be cut.
    private static final int REACH = 64;

    private Graphemes() {}

    /// The largest cut at or before a position that lies before the end of the text.
    ///
    /// @param first no cut before this one is wanted
    static long cutAtOrBefore(LaneText text, long position, long first) {
        if (position <= first || isPlain(text, position)) {
            return Math.max(position, first);
        }
        long from = Math.max(text.base(), position - REACH);
        if (text.splitsPair(from)) {
            from++;
        }
        // Half of a pair may become a mark that belongs to what stands before it.
        boolean unknown = text.pending(position);
        BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text.text(from, unknown ? position : Math.min(text.limit(), position + 2)));
        int at = (int) (position - from);
        if (!unknown && breaks.isBoundary(at)) {
            return position;
        }
        int cut = breaks.preceding(at);
        return cut == BreakIterator.DONE ? first : Math.max(first, from + cut);
    }

    /// Whether two plain characters stand on the two sides, which no rule ever joins.
    private static boolean isPlain(LaneText text, long position) {
        return text.unit(position) < 0x300
                && text.unit(position - 1) < 0x300
                && text.unit(position) >= ' '
                && (text.unit(position) != 0xAD);
    }
}
