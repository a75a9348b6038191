package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.TextLines;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads SEARCH/REPLACE blocks: Aider's, Cline's and Roo's.
///
/// Both sides are raw text. A line inside that looks like a mark makes the block broken, since nobody can say where a
/// side ends; Roo's own escape, a backslash before the mark, is taken away in blocks that name their line as Roo's do.
///
/// **Source:** `wire.md` 5.1 and 5.5.
final class SearchReplaceReader {
    static final String FORMAT = "search-replace";

    private static final Pattern HEAD = Pattern.compile("(?:<{5,9}|-{5,9}) SEARCH>?\\s*");
    private static final Pattern DIVIDER = Pattern.compile("={5,9}\\s*");
    private static final Pattern TAIL = Pattern.compile("(?:>{5,9}|\\+{5,9}) REPLACE>?\\s*");
    private static final Pattern LINE = Pattern.compile(":(start|end)_line:\\s*(\\d{1,9})\\s*");
    private static final Pattern DASHES = Pattern.compile("-{5,9}\\s*");
    private static final Pattern ESCAPED =
            Pattern.compile("\\\\(?=<{5,9} SEARCH|={5,9}\\s*$|>{5,9} REPLACE|-{5,9}\\s*$|:(?:start|end)_line:)");

    private SearchReplaceReader() {}

    /// Whether a block begins at a line.
    static boolean begins(String line) {
        return HEAD.matcher(TextLines.bare(line)).matches();
    }

    /// Reads all blocks of one file, with nothing but blanks between them.
    static Found read(List<String> lines, int from, int end, Edit.Name name) {
        List<Edit.Block> blocks = new ArrayList<>();
        int at = from;
        int behind = from;
        while (at < end && (begins(lines.get(at)) || lines.get(at).isBlank())) {
            if (lines.get(at).isBlank()) {
                at++;
                continue;
            }
            int divider = find(lines, at + 1, end, DIVIDER);
            int tail = find(lines, at + 1, end, TAIL);
            String label = "block " + (blocks.size() + 1) + " of " + name.shown();
            if (divider < 0 || tail < 0) {
                return new Found.Broken(label + " is broken off: its end is missing");
            }
            if (tail < divider) {
                return new Found.Broken(label + " has no line ======= between its two sides");
            }
            if (find(lines, divider + 1, tail, DIVIDER) >= 0 || headIn(lines, at + 1, tail)) {
                return new Found.Broken(
                        label + " has two dividing lines or begins twice: nobody can say where its" + " sides end");
            }
            blocks.add(block(lines, at + 1, divider, tail, label));
            at = tail + 1;
            behind = at;
        }
        Edit edit = new Edit.Change(name, null, null, blocks, Edit.Placing.ONE_BY_ONE);
        return new Found.Edits(FORMAT, List.of(edit), List.of(), behind);
    }

    private static boolean headIn(List<String> lines, int from, int to) {
        return lines.subList(from, to).stream().anyMatch(SearchReplaceReader::begins);
    }

    private static int find(List<String> lines, int from, int end, Pattern mark) {
        for (int i = from; i < end; i++) {
            if (mark.matcher(TextLines.bare(lines.get(i))).matches()) {
                return i;
            }
        }
        return -1;
    }

    private static Edit.Block block(List<String> lines, int from, int divider, int tail, String label) {
        int line = 0;
        int at = from;
        boolean numbered = false;
        for (; at < divider; at++) {
            Matcher hint = LINE.matcher(TextLines.bare(lines.get(at)));
            if (!hint.matches()) {
                break;
            }
            numbered = true;
            line = hint.group(1).equals("start") ? Integer.parseInt(hint.group(2)) : line;
        }
        if (numbered
                && at < divider
                && DASHES.matcher(TextLines.bare(lines.get(at))).matches()) {
            at++;
        }
        return new Edit.Block(
                side(lines, at, divider, numbered),
                side(lines, divider + 1, tail, numbered),
                line,
                List.of(),
                false,
                label);
    }

    private static List<String> side(List<String> lines, int from, int to, boolean escaped) {
        List<String> side = new ArrayList<>();
        for (String line : lines.subList(from, to)) {
            side.add(escaped ? ESCAPED.matcher(line).replaceFirst("") : line);
        }
        return side;
    }
}
