package dev.errata.rules.patch;

import java.util.ArrayList;
import java.util.List;

/// A text as its lines, each with the characters that end it, so that nothing is lost by joining them again: LF, CRLF,
/// and nothing at the end of a text without a last line break. A lone CR ends no line, as for git.
public final class TextLines {

    private TextLines() {}

    /// The lines of a text; none of an empty one.
    public static List<String> of(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, next));
            from = next;
        }
        return lines;
    }

    /// A line without what ends it.
    public static String bare(String line) {
        if (line.endsWith("\r\n")) {
            return line.substring(0, line.length() - 2);
        }
        return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
    }

    /// What ends a line: LF, CRLF or nothing.
    public static String end(String line) {
        return line.substring(bare(line).length());
    }
}
