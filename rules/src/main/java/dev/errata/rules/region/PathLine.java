package dev.errata.rules.region;

import dev.errata.rules.match.LaneText;
import dev.errata.rules.text.Languages;

/// Reads the language of a file off a line that holds nothing but its path.
///
/// It looks back at a line that has ended, and no further than what a lane always keeps: a longer line is no path, so
/// that the answer does not depend on how the text was cut.
final class PathLine {

    /// A lane keeps at least this much behind what it has not read yet.
    static final int LONGEST = 120;
    private static final int LONGEST_EXTENSION = 10;

    private PathLine() {}

    /// The canonical language, empty if the line holds more than a path, or none with an extension.
    ///
    /// @param from where the path may begin: the line's start, or what follows a header's word
    /// @param to the line's end
    static String language(LaneText text, long from, long to) {
        if (to - from > LONGEST || !mayEndPath(text, from, to)) {
            return "";
        }
        String line = text.text(from, to);
        int tab = line.indexOf('\t');
        if (tab > 0) {
            line = line.substring(0, tab);
        }
        if (line.startsWith(Tags.PATH)) {
            line = line.substring(Tags.PATH.length());
            int end = line.indexOf('<');
            line = end < 0 ? line : line.substring(0, end);
        }
        return ofPath(line);
    }

    /// Looks at the line's end, which tells of most lines that they are no path: an extension stands there, unless a
    /// tab or a tag ends the path before.
    private static boolean mayEndPath(LaneText text, long from, long to) {
        if (to <= from || !mayBeLast(text.unit(to - 1))) {
            return false;
        }
        long at = to;
        while (at > from && isTrimmed(text.unit(at - 1))) {
            at--;
        }
        long extension = at;
        while (at > from && Character.isLetterOrDigit(text.unit(at - 1))) {
            at--;
        }
        return (at < extension && at > from && text.unit(at - 1) == '.')
                || text.unit(from) == '<'
                || text.holdsTab(from + 1, to);
    }

    private static boolean mayBeLast(char c) {
        return isTrimmed(c) || c == '>' || Character.isLetterOrDigit(c);
    }

    private static boolean isTrimmed(char c) {
        return c == ' ' || c == ':' || c == '*' || c == '`';
    }

    private static String ofPath(String line) {
        int start = 0;
        int end = line.length();
        while (start < end && " #*`".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && isTrimmed(line.charAt(end - 1))) {
            end--;
        }
        int dot = end - 1;
        while (dot > start && Character.isLetterOrDigit(line.charAt(dot))) {
            dot--;
        }
        boolean extension = dot > start && dot < end - 1 && end - dot <= LONGEST_EXTENSION && line.charAt(dot) == '.';
        if (!extension || line.substring(start, dot).chars().anyMatch(c -> c == ' ')) {
            return "";
        }
        return Languages.canonical(line.substring(dot + 1, end));
    }
}
