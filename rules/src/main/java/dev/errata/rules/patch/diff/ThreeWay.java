package dev.errata.rules.patch.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeResult;

/// Merges two texts that come from a third, line by line, by git's own algorithm.
///
/// **Thread:** any; holds nothing.
public final class ThreeWay {
    private ThreeWay() {}

    private static MergeResult<LineSequence> result(List<String> base, List<String> ours, List<String> theirs) {
        return new MergeAlgorithm(new HistogramDiff())
                .merge(LineSequence.EXACT, new LineSequence(base), new LineSequence(ours), new LineSequence(theirs));
    }

    /// Both changes in one; empty if they touch each other.
    public static Optional<List<String>> merge(List<String> base, List<String> ours, List<String> theirs) {
        MergeResult<LineSequence> result = result(base, ours, theirs);
        if (result.containsConflicts()) {
            return Optional.empty();
        }
        List<String> merged = new ArrayList<>();
        for (MergeChunk chunk : result) {
            merged.addAll(lines(result, chunk));
        }
        return Optional.of(merged);
    }

    /// The places where they touch each other, both sides of each, for people.
    public static String conflicts(List<String> base, List<String> ours, List<String> theirs, String wanted) {
        MergeResult<LineSequence> result = result(base, ours, theirs);
        List<String> now = new ArrayList<>();
        var text = new StringBuilder();
        for (MergeChunk chunk : result) {
            switch (chunk.getConflictState()) {
                case FIRST_CONFLICTING_RANGE -> now = lines(result, chunk);
                case NEXT_CONFLICTING_RANGE -> text.append(sides(now, lines(result, chunk), wanted));
                case NO_CONFLICT, BASE_CONFLICTING_RANGE -> {}
            }
        }
        return text.toString();
    }

    private static List<String> lines(MergeResult<LineSequence> result, MergeChunk chunk) {
        return result.getSequences().get(chunk.getSequenceIndex()).lines().subList(chunk.getBegin(), chunk.getEnd());
    }

    /// Two sides as git shows them.
    public static String sides(List<String> now, List<String> other, String wanted) {
        return "\n<<<<<<< now\n" + joined(now) + "=======\n" + joined(other) + ">>>>>>> " + wanted + "\n";
    }

    private static String joined(List<String> lines) {
        String text = String.join("", lines);
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }
}
