package dev.errata.rules.patch.diff;

import java.util.List;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/// Lines as git's algorithms take them: two are equal if they are the same, to the characters that end them.
final class LineSequence extends Sequence {
    static final SequenceComparator<LineSequence> EXACT = new SequenceComparator<>() {
        @Override
        public boolean equals(LineSequence a, int ai, LineSequence b, int bi) {
            return a.lines.get(ai).equals(b.lines.get(bi));
        }

        @Override
        public int hash(LineSequence sequence, int at) {
            return sequence.lines.get(at).hashCode();
        }
    };

    private final List<String> lines;

    LineSequence(List<String> lines) {
        this.lines = lines;
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public int size() {
        return lines.size();
    }
}
