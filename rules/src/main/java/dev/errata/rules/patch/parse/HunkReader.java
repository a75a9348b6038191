package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.TextLines;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the hunks of one file of a unified diff.
///
/// Where the counts of a header fit what follows, they decide where a hunk ends. Where they do not, the lines
/// themselves do, and that is said. A hunk that the text breaks off in is not repaired.
final class HunkReader {
    private static final Pattern HEADER =
            Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*");
    private static final String NO_END = "\\ ";

    private final List<String> lines;
    private final int end;
    private final boolean closed;
    private final List<String> said = new ArrayList<>();
    private @Nullable String broken;
    private int at;
    private int number;
    private boolean blanks;

    HunkReader(List<String> lines, int at, int end, boolean closed) {
        this.lines = lines;
        this.at = at;
        this.end = end;
        this.closed = closed;
    }

    int at() {
        return at;
    }

    List<String> said() {
        return said;
    }

    @Nullable
    String broken() {
        return broken;
    }

    List<Edit.Block> read() {
        List<Edit.Block> blocks = new ArrayList<>();
        while (broken == null && at < end && lines.get(at).startsWith("@@")) {
            blocks.add(hunk());
        }
        if (broken == null && blocks.isEmpty()) {
            broken = "a file of the diff has no hunk: the text is broken off, or a line @@ is missing";
        }
        return blocks;
    }

    private Edit.Block hunk() {
        String label = "hunk " + ++number;
        Matcher header = HEADER.matcher(TextLines.bare(lines.get(at++)));
        int body = at;
        if (!header.matches()) {
            int stop = bodyEnd(body);
            return block(body, stop, 0, label, true);
        }
        int line = Integer.parseInt(header.group(1));
        int old = count(header.group(2));
        int fresh = count(header.group(4));
        int counted = counted(body, old, fresh);
        if (counted >= 0 && isBorder(counted)) {
            return block(body, counted, old == 0 ? line + 1 : line, label, false);
        }
        int stop = bodyEnd(body);
        Edit.Block block = block(body, stop, 0, label, true);
        said.add(label + ": its header counts " + old + " old and " + fresh + " new lines, and there are "
                + block.old().size() + " and " + block.fresh().size());
        int place = block.old().isEmpty() ? line + 1 : line;
        return new Edit.Block(block.old(), block.fresh(), place, List.of(), false, label);
    }

    private static int count(@Nullable String text) {
        return text == null ? 1 : Integer.parseInt(text);
    }

    /// Index behind as many lines as the header counts; negative if they are not there.
    private int counted(int from, int old, int fresh) {
        int index = from;
        int olds = old;
        int news = fresh;
        while (olds > 0 || news > 0) {
            if (index >= end) {
                return -1;
            }
            switch (sign(index)) {
                case ' ' -> {
                    olds--;
                    news--;
                }
                case '-' -> olds--;
                case '+' -> news--;
                case '\\' -> {}
                default -> {
                    return -1;
                }
            }
            index++;
        }
        if (olds < 0 || news < 0) {
            return -1;
        }
        return index < end && lines.get(index).startsWith(NO_END) ? index + 1 : index;
    }

    /// The sign of a line; a blank for an empty one, which lost its own; `@` for a line of no hunk.
    private char sign(int index) {
        String line = lines.get(index);
        if (TextLines.bare(line).isEmpty()) {
            return ' ';
        }
        char first = line.charAt(0);
        return first == ' ' || first == '+' || first == '-' || line.startsWith(NO_END) ? first : '@';
    }

    /// Whether a hunk can end before a line.
    private boolean isBorder(int index) {
        return index >= end
                || sign(index) == '@'
                || TextLines.bare(lines.get(index)).isEmpty()
                || TextLines.bare(lines.get(index)).equals("-- ")
                || UnifiedDiffReader.begins(lines, index, end);
    }

    /// Index behind the lines that look like a hunk's, without empty ones at the end.
    private int bodyEnd(int from) {
        int index = from;
        while (index < end
                && sign(index) != '@'
                && !TextLines.bare(lines.get(index)).equals("-- ")
                && !UnifiedDiffReader.begins(lines, index, end)) {
            index++;
        }
        while (index > from && TextLines.bare(lines.get(index - 1)).isEmpty()) {
            index--;
        }
        return index;
    }

    private Edit.Block block(int from, int to, int line, String label, boolean uncounted) {
        at = to;
        List<String> old = new ArrayList<>();
        List<String> fresh = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String raw = lines.get(i);
            boolean ends = i + 1 >= to || !lines.get(i + 1).startsWith(NO_END);
            String text = text(raw, ends);
            switch (sign(i)) {
                case ' ' -> {
                    old.add(text);
                    fresh.add(text);
                }
                case '-' -> old.add(text);
                case '+' -> fresh.add(text);
                default -> {}
            }
        }
        boolean atTextEnd = !closed && nothingBehind(to);
        boolean cut = to > from
                && !lines.get(to - 1).endsWith("\n")
                && !lines.get(to - 1).startsWith(NO_END);
        boolean endsInContext = to > from && sign(to - 1) == ' ';
        if (to == from) {
            broken = label + " of the diff is empty: the text is broken off, or it means nothing";
        } else if (uncounted && atTextEnd && (cut || !endsInContext)) {
            broken = "the text is broken off in " + label + " of the diff, or that hunk's header counts wrongly:"
                    + " nobody can say whether it is whole";
        }
        return new Edit.Block(old, fresh, line, List.of(), false, label);
    }

    private boolean nothingBehind(int index) {
        return lines.subList(index, end).stream().allMatch(String::isBlank);
    }

    private String text(String raw, boolean ends) {
        String line = TextLines.bare(raw).isEmpty() ? raw : raw.substring(1);
        if (TextLines.bare(raw).isEmpty() && !blanks) {
            blanks = true;
            said.add("hunk " + number + ": an empty line without the blank before it is taken for context");
        }
        String whole = line.endsWith("\n") ? line : line + "\n";
        return ends ? whole : whole.substring(0, whole.length() - 1);
    }
}
