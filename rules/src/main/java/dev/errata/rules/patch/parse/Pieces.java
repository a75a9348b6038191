package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.TextLines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Replaces pieces of text, which need not be whole lines, in a file.
final class Pieces {
    private final Collection<String> said;
    private final Collection<String> problems;

    Pieces(Collection<String> said, Collection<String> problems) {
        this.said = said;
        this.problems = problems;
    }

    void replace(Draft draft, Edit.Replace replace) {
        String where = draft.path() + ", " + replace.label() + ": ";
        String text = String.join("", draft.lines());
        String old = replace.old();
        String fresh = replace.fresh();
        List<Integer> all = all(text, old);
        if (all.isEmpty() && (text.contains("\r\n") || old.contains("\r\n"))) {
            old = Fitting.text(old, draft.lineEnd());
            all = all(text, old);
        }
        if (all.isEmpty()) {
            likeLines(draft, replace, where);
            return;
        }
        if (fresh.indexOf('\n') >= 0
                && (draft.lineEnd().equals("\r\n")
                        ? !fresh.contains("\r\n")
                        : !replace.old().equals(old))) {
            fresh = Fitting.text(fresh, draft.lineEnd());
            said.add(draft.path() + ": " + Blocks.endsSaid(draft));
        }
        if (replace.times() > 0 && all.size() != replace.times()) {
            problems.add(where + "its old text stands " + all.size() + " times, at lines "
                    + Place.lines(all.stream().map(at -> line(text, at)).toList())
                    + (replace.times() == 1
                            ? ", and nothing tells which is meant"
                            : ", and it is said to stand " + replace.times() + " times"));
            return;
        }
        for (int at : all.reversed()) {
            put(draft, at, at + old.length(), fresh);
        }
    }

    private static List<Integer> all(String text, String old) {
        List<Integer> all = new ArrayList<>();
        for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length())) {
            all.add(at);
        }
        return all;
    }

    /// Index of the line that a character stands in.
    private static int line(String text, int at) {
        return (int) text.chars().limit(at).filter(c -> c == '\n').count();
    }

    /// Replaces characters by way of the lines that they stand in.
    private static void put(Draft draft, int from, int to, String fresh) {
        List<String> lines = draft.lines();
        int first = 0;
        int before = 0;
        while (first < lines.size() && before + lines.get(first).length() <= from) {
            before += lines.get(first++).length();
        }
        int behind = first;
        int end = before;
        while (behind < lines.size() && end < to) {
            end += lines.get(behind++).length();
        }
        // A piece that takes a line break away joins its last line with the one behind.
        String joined = String.join("", lines.subList(first, behind));
        String now = joined.substring(0, from - before) + fresh + joined.substring(to - before);
        if (!now.isEmpty() && !now.endsWith("\n") && behind < lines.size()) {
            now += lines.get(behind++);
        }
        draft.replace(first, behind, TextLines.of(now));
    }

    /// Whole lines that differ in blanks before their ends alone.
    private void likeLines(Draft draft, Edit.Replace replace, String where) {
        List<String> old = TextLines.of(replace.old());
        Place place = Place.find(draft.lines(), old, 0, 0, List.of(Likeness.BUT_BLANKS_AND_ENDS));
        if (replace.times() == 1 && place instanceof Place.At(int index, Likeness how)) {
            said.add(where + "it differs from the file in blanks at the ends of lines; the file's are kept");
            boolean open = !replace.old().endsWith("\n") && !replace.fresh().isEmpty();
            List<String> fresh = TextLines.of(open ? replace.fresh() + "\n" : replace.fresh());
            var block = new Edit.Block(
                    open ? TextLines.of(replace.old() + "\n") : old, fresh, 0, List.of(), false, replace.label());
            draft.replace(index, index + old.size(), Fitting.fresh(draft, block, index, how));
            return;
        }
        problems.add(where
                + (place instanceof Place.Several(List<Integer> indexes)
                        ? "its old text stands several times, at lines " + Place.lines(indexes) + ", but for blanks"
                        : "its old text stands nowhere in the file; "
                                + Nearest.words(draft.lines(), old).orElse("nothing like it is there")));
    }
}
