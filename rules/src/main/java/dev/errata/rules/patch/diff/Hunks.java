package dev.errata.rules.patch.diff;

import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.TextLines;
import java.util.ArrayList;
import java.util.List;

/// Makes hunks of edits: gives them their context and their places on both sides.
///
/// **Thread:** any; holds nothing.
public final class Hunks {
    private static final int LONGEST_SECTION = 80;

    private Hunks() {}

    /// Edits with those made one whose contexts would touch, as git does.
    public static List<LineEdit> joined(List<String> base, List<LineEdit> edits) {
        List<LineEdit> joined = new ArrayList<>();
        for (LineEdit edit : edits) {
            LineEdit last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && edit.from() - last.to() <= last.trail() + edit.lead()) {
                joined.removeLast();
                joined.add(union(base, last, edit));
            } else {
                joined.add(edit);
            }
        }
        return joined;
    }

    private static LineEdit union(List<String> base, LineEdit first, LineEdit second) {
        List<String> lines = new ArrayList<>(first.lines());
        lines.addAll(base.subList(first.to(), second.from()));
        lines.addAll(second.lines());
        return new LineEdit(first.from(), second.to(), lines, first.lead(), second.trail());
    }

    /// One hunk for each edit, and for edits between which no line stands. Where two edits are so near that their
    /// contexts would overlap, they share what is between.
    ///
    /// @param edits in order, none overlapping another
    /// @param number of the first hunk
    public static List<Hunk> of(List<String> base, List<LineEdit> edits, int number) {
        List<LineEdit> apart = apart(base, edits);
        List<Hunk> hunks = new ArrayList<>();
        int behind = 0;
        int shift = 0;
        for (int i = 0; i < apart.size(); i++) {
            LineEdit edit = apart.get(i);
            int from = Math.max(behind, edit.from() - edit.lead());
            int to = Math.min(base.size(), edit.to() + edit.trail());
            if (i + 1 < apart.size()) {
                LineEdit next = apart.get(i + 1);
                int gap = next.from() - edit.to();
                int wanted = edit.trail() + next.lead();
                to = wanted <= gap ? to : edit.to() + Math.max(1, (int) ((long) gap * edit.trail() / wanted));
            }
            List<String> after = new ArrayList<>(base.subList(from, edit.from()));
            after.addAll(edit.lines());
            after.addAll(base.subList(edit.to(), to));
            hunks.add(new Hunk(
                    number + i,
                    Hunk.Kind.MODIFY,
                    to == from ? from : from + 1,
                    base.subList(from, to),
                    after.isEmpty() ? from + shift : from + shift + 1,
                    after,
                    section(base, from)));
            shift += after.size() - (to - from);
            behind = to;
        }
        return hunks;
    }

    private static List<LineEdit> apart(List<String> base, List<LineEdit> edits) {
        List<LineEdit> apart = new ArrayList<>();
        for (LineEdit edit : edits) {
            if (!apart.isEmpty() && apart.getLast().to() >= edit.from()) {
                apart.add(union(base, apart.removeLast(), edit));
            } else {
                apart.add(edit);
            }
        }
        return apart;
    }

    /// The nearest line above that begins with a letter, `_` or `$`, as git names the place of a hunk.
    private static String section(List<String> base, int from) {
        for (int i = from - 1; i >= 0; i--) {
            String line = base.get(i);
            char first = line.charAt(0);
            if ((first < 0x80 && Character.isLetter(first)) || first == '_' || first == '$') {
                String bare = TextLines.bare(line);
                return bare.substring(0, Math.min(bare.length(), LONGEST_SECTION))
                        .stripTrailing();
            }
        }
        return "";
    }
}
