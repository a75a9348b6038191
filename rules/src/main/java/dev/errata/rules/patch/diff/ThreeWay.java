package dev.errata.rules.patch.diff;

import dev.errata.rules.patch.Conflict;
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

    /// The places where they touch each other, both sides of each; ours is what stands there now.
    public static List<Conflict.Region> conflicts(List<String> base, List<String> ours, List<String> theirs) {
        MergeResult<LineSequence> result = result(base, ours, theirs);
        List<String> now = List.of();
        int line = 1;
        List<Conflict.Region> regions = new ArrayList<>();
        for (MergeChunk chunk : result) {
            switch (chunk.getConflictState()) {
                case FIRST_CONFLICTING_RANGE -> {
                    now = lines(result, chunk);
                    line = chunk.getBegin() + 1;
                }
                case NEXT_CONFLICTING_RANGE -> regions.add(new Conflict.Region(line, now, lines(result, chunk)));
                case NO_CONFLICT, BASE_CONFLICTING_RANGE -> {}
            }
        }
        return regions;
    }

    private static List<String> lines(MergeResult<LineSequence> result, MergeChunk chunk) {
        return result.getSequences().get(chunk.getSequenceIndex()).lines().subList(chunk.getBegin(), chunk.getEnd());
    }
}
