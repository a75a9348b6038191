package dev.errata.rules.patch.diff;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;

/// Compares two texts line by line, by git's histogram algorithm: lines that are rare in both keep their place first,
/// so that a function that was put in front of another shows as one block.
///
/// **Thread:** any; holds nothing.
public final class LineDiff {

    private LineDiff() {}

    /// The shortest edits that it finds, in order, none touching another.
    public static List<LineEdit> edits(List<String> before, List<String> after) {
        List<LineEdit> edits = new ArrayList<>();
        for (Edit edit :
                new HistogramDiff().diff(LineSequence.EXACT, new LineSequence(before), new LineSequence(after))) {
            edits.add(new LineEdit(edit.getBeginA(), edit.getEndA(), after.subList(edit.getBeginB(), edit.getEndB())));
        }
        return edits;
    }
}
