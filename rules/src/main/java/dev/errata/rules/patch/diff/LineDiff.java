package dev.errata.rules.patch.diff;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/// Compares two texts line by line, by git's histogram algorithm: lines that are rare in both keep their place first,
/// so that a function that was put in front of another shows as one block.
///
/// **Thread:** any; holds nothing.
public final class LineDiff {

    private LineDiff() {}

    private static final class Lines extends Sequence {
        private final List<String> lines;

        Lines(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public int size() {
            return lines.size();
        }
    }

    private static final class Whole extends SequenceComparator<Lines> {
        @Override
        public boolean equals(Lines a, int ai, Lines b, int bi) {
            return a.lines.get(ai).equals(b.lines.get(bi));
        }

        @Override
        public int hash(Lines seq, int at) {
            return seq.lines.get(at).hashCode();
        }
    }

    /// The shortest edits that it finds, in order, none touching another.
    public static List<LineEdit> edits(List<String> before, List<String> after) {
        List<LineEdit> edits = new ArrayList<>();
        for (Edit edit : new HistogramDiff().diff(new Whole(), new Lines(before), new Lines(after))) {
            edits.add(new LineEdit(edit.getBeginA(), edit.getEndA(), after.subList(edit.getBeginB(), edit.getEndB())));
        }
        return edits;
    }
}
