package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.TextLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/// Where the hunks of one file's change stand in the file afterwards, and which lines they add.
///
/// **Thread:** immutable once made.
///
/// @param hunks their places in the file afterwards
/// @param added the lines afterwards, from 1, that were not there before
/// @param gone the lines before, from 1, that are not there afterwards
record Placed(List<Place> hunks, BitSet added, BitSet gone) {

    /// Lines from `from` (from 1) up to but excluding `to`.
    record Place(int number, int from, int to) {}

    static Placed of(FileChange change) {
        List<Place> places = new ArrayList<>();
        var added = new BitSet();
        var gone = new BitSet();
        int moved = 0;
        for (Hunk hunk : change.hunks()) {
            int from = (hunk.kind() == Hunk.Kind.MODIFY ? hunk.at() + moved : 0) + 1;
            places.add(new Place(hunk.number(), from, from + hunk.newLines().size()));
            mark(hunk, from, added, gone);
            moved += hunk.newLines().size() - hunk.oldLines().size();
        }
        return new Placed(List.copyOf(places), added, gone);
    }

    private static void mark(Hunk hunk, int from, BitSet added, BitSet gone) {
        int before = hunk.at() + 1;
        for (Edit edit :
                new HistogramDiff().diff(RawTextComparator.DEFAULT, raw(hunk.oldLines()), raw(hunk.newLines()))) {
            added.set(from + edit.getBeginB(), from + edit.getEndB());
            gone.set(before + edit.getBeginA(), before + edit.getEndA());
        }
    }

    private static RawText raw(List<String> lines) {
        return new RawText(String.join("", lines).getBytes(StandardCharsets.UTF_8));
    }

    /// The hunk that a line afterwards belongs to, or else the nearest.
    int hunkAt(int line) {
        Place best = hunks.getFirst();
        for (Place place : hunks) {
            if (distance(place, line) < distance(best, line)) {
                best = place;
            }
        }
        return best.number();
    }

    private static int distance(Place place, int line) {
        return line < place.from() ? place.from() - line : Math.max(0, line - place.to() + 1);
    }

    boolean isAdded(int line) {
        return added.get(line);
    }

    /// The lines of a text without what ends them.
    static List<String> bareLines(Content content) {
        return TextLines.of(content.text()).stream().map(TextLines::bare).toList();
    }
}
