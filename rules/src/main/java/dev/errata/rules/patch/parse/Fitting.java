package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.diff.LineDiff;
import dev.errata.rules.patch.diff.LineEdit;
import java.util.ArrayList;
import java.util.List;

/// Makes new lines fit the file that they come into: what a patch does not change stays as the file has it, what comes
/// ends as the file's lines do.
final class Fitting {

    private Fitting() {}

    /// The lines that take the place of a block's old side.
    ///
    /// @param at index at which the old side stands
    static List<String> fresh(Draft draft, Edit.Block block, int at, Likeness how) {
        if (how == Likeness.EXACT) {
            return block.fresh();
        }
        List<String> lines = draft.lines();
        String end = draft.lineEnd();
        List<String> fresh = new ArrayList<>();
        int index = 0;
        for (LineEdit edit : LineDiff.edits(block.old(), block.fresh())) {
            fresh.addAll(lines.subList(at + index, at + edit.from()));
            edit.lines().forEach(line -> fresh.add(ended(line, end)));
            index = edit.to();
        }
        fresh.addAll(lines.subList(at + index, at + block.old().size()));
        return Likeness.LOOSE.contains(how)
                ? closed(lines, fresh, at + block.old().size(), end)
                : fresh;
    }

    /// A line with the file's line end; one without any stays so.
    static String ended(String line, String end) {
        return line.endsWith("\n") ? TextLines.bare(line) + end : line;
    }

    /// Lines that come behind or in the place of others, each with its end: only the file's last line may have none,
    /// and has none if it had none.
    ///
    /// @param behind index of the line behind the place
    static List<String> closed(List<String> lines, List<String> fresh, int behind, String end) {
        boolean open =
                behind == lines.size() && !lines.isEmpty() && !lines.getLast().endsWith("\n");
        List<String> closed = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            String bare = TextLines.bare(fresh.get(i));
            boolean last = i == fresh.size() - 1;
            String own = fresh.get(i).endsWith("\n") ? TextLines.end(fresh.get(i)) : end;
            closed.add(last && open ? bare : bare + own);
        }
        return closed;
    }

    /// A text with the file's line ends.
    static String text(String text, String end) {
        String plain = text.replace("\r\n", "\n");
        return end.equals("\n") ? plain : plain.replace("\n", end);
    }
}
