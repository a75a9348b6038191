package dev.errata.desktop.review;

import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.diff.LineDiff;
import dev.errata.rules.patch.diff.LineEdit;

/// How many lines come and go with a hunk.
record HunkSize(int added, int removed) {

    static HunkSize of(Hunk hunk) {
        int added = 0;
        int removed = 0;
        for (LineEdit edit : LineDiff.edits(hunk.oldLines(), hunk.newLines())) {
            added += edit.lines().size();
            removed += edit.to() - edit.from();
        }
        return new HunkSize(added, removed);
    }

    HunkSize plus(HunkSize other) {
        return new HunkSize(added + other.added, removed + other.removed);
    }
}
