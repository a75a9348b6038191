package dev.errata.rules.patch.diff;

import dev.errata.rules.patch.Hunk;
import java.util.ArrayList;
import java.util.List;

/// A line of a hunk as a reader sees it.
///
/// @param text with what ends it
public record DiffLine(Side side, String text) {

    /// Where it stands.
    public enum Side {
        /// On both sides.
        CONTEXT(' '),
        OLD('-'),
        NEW('+');

        private final char sign;

        Side(char sign) {
            this.sign = sign;
        }

        /// As in a unified diff.
        public char sign() {
            return sign;
        }
    }

    /// The lines of a hunk, old ones before the new ones that take their place.
    public static List<DiffLine> of(Hunk hunk) {
        List<DiffLine> lines = new ArrayList<>();
        int at = 0;
        for (LineEdit edit : LineDiff.edits(hunk.oldLines(), hunk.newLines())) {
            add(lines, Side.CONTEXT, hunk.oldLines().subList(at, edit.from()));
            add(lines, Side.OLD, hunk.oldLines().subList(edit.from(), edit.to()));
            add(lines, Side.NEW, edit.lines());
            at = edit.to();
        }
        add(lines, Side.CONTEXT, hunk.oldLines().subList(at, hunk.oldLines().size()));
        return lines;
    }

    private static void add(List<DiffLine> to, Side side, List<String> texts) {
        texts.forEach(text -> to.add(new DiffLine(side, text)));
    }
}
