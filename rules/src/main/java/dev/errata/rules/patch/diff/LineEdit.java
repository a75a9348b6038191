package dev.errata.rules.patch.diff;

import java.util.List;

/// Lines of a base that other lines take the place of.
///
/// **Units:** lines, counted from 0.
///
/// @param from index of the first line that goes
/// @param to index behind the last one; equal to [#from] if lines only come
/// @param lines what comes in their place, each with what ends it
/// @param lead how many lines of context are wanted before it
/// @param trail how many behind it
public record LineEdit(int from, int to, List<String> lines, int lead, int trail) {
    /// How many lines of context a reader sees, as in git.
    public static final int CONTEXT = 3;

    public LineEdit {
        lines = List.copyOf(lines);
        if (from < 0 || to < from || lead < 0 || trail < 0) {
            throw new IllegalArgumentException("not an edit: " + from + ".." + to + ", " + lead + ", " + trail);
        }
    }

    /// One with the usual context.
    public LineEdit(int from, int to, List<String> lines) {
        this(from, to, lines, CONTEXT, CONTEXT);
    }
}
