package dev.errata.rules.region;

import dev.errata.rules.match.LaneText;

/// What the lines of a text are for: an answer's text, or a side of an edit that markers have begun.
///
/// ```
/// outside --HEAD--> OLD_SIDE --DIVIDER--> NEW_SIDE --UPDATED--> outside
///         --BEGIN_PATCH--> PATCH --END_PATCH, or its fence's end--> outside
///         --DIFF_OLD, DIFF_NEW--> DIFF --a line without a sign--> outside
/// ```
///
/// **Thread:** confined to its lane.
final class EditMode {

    /// What it is outside of edits.
    private final TextMode outside;

    /// New sides, and a leaf as a whole.
    private final Region.Scoped base;

    private final RecentPath path = new RecentPath();
    private TextMode mode;
    private Region.Scoped newSide;
    private boolean belowDiffOld;

    EditMode(TextMode outside, Region.Scoped base) {
        this.outside = outside;
        this.mode = outside;
        this.base = base;
        this.newSide = base;
    }

    TextMode now() {
        return mode;
    }

    boolean isAnswer() {
        return mode == TextMode.ANSWER;
    }

    /// Whether the text as a whole is an answer, whatever this part of it is.
    boolean inAnswer() {
        return outside == TextMode.ANSWER;
    }

    /// What a text is that has no answer around it, and what edits change.
    Region.Scoped base() {
        return base;
    }

    Region.Scoped newSide() {
        return newSide;
    }

    /// Whether the line above names the old file of a diff.
    boolean belowDiffOld() {
        return belowDiffOld;
    }

    /// The edit is over.
    void leave() {
        mode = outside;
    }

    /// A line ended.
    ///
    /// @param wasDiffOld whether it names the old file of a diff
    void ended(LaneText text, long from, long to, boolean wasDiffOld) {
        belowDiffOld = wasDiffOld;
        if (isAnswer()) {
            path.line(text, from, to);
        }
    }

    /// A line turned out to be a marker.
    ///
    /// @param fenced the language of the fence around it, empty if there is none
    void enter(LineMark mark, LaneText text, long from, long to, String fenced, PatchLines patch) {
        switch (mark) {
            case HEAD -> {
                newSide = new Region.Scoped(base.scope(), language(fenced));
                mode = TextMode.OLD_SIDE;
            }
            case DIVIDER -> mode = mode == TextMode.OLD_SIDE ? TextMode.NEW_SIDE : outside;
            case UPDATED, END_PATCH -> mode = outside;
            case BEGIN_PATCH -> {
                mode = TextMode.PATCH;
                patch.begin(base);
            }
            case DIFF_OLD -> {
                patch.begin(base);
                patch.language(PathLine.language(text, from + 4, to));
            }
            case DIFF_NEW -> {
                patch.language(PathLine.language(text, from + 4, to));
                mode = TextMode.DIFF;
            }
            case ESCAPED, PATCH_FILE, END_OF_FILE, DIFF_GIT, DIFF_INDEX, SENTINEL -> {}
        }
    }

    /// The language of a search and replace block: that of its fence, else that of the file named right above it.
    private String language(String fenced) {
        String named = fenced.isEmpty() && inAnswer() ? path.language() : fenced;
        return named.isEmpty() ? base.language() : named;
    }
}
