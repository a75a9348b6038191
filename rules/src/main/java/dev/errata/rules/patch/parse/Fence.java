package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.TextLines;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line that opens a block of code.
///
/// **Source:** CommonMark 0.31, fenced code blocks; Aider's tags that do the same.
///
/// @param indent how many blanks stand before it
/// @param mark the characters or the tag that it consists of
/// @param info what stands behind them
record Fence(int indent, String mark, String info) {
    private static final Pattern OPEN = Pattern.compile("([ \\t]*)(`{3,}|~{3,})([^\\r\\n]*)\\R?");
    private static final Pattern TAG = Pattern.compile("([ \\t]*)<(source|code|pre|codeblock|sourcecode)>[ \\t]*\\R?");

    static Optional<Fence> open(String line) {
        Matcher marks = OPEN.matcher(line);
        if (marks.matches()
                && !(marks.group(2).startsWith("`") && marks.group(3).indexOf('`') >= 0)) {
            return Optional.of(new Fence(
                    marks.group(1).length(), marks.group(2), marks.group(3).strip()));
        }
        Matcher tag = TAG.matcher(line);
        return tag.matches() ? Optional.of(new Fence(tag.group(1).length(), tag.group(2), "")) : Optional.empty();
    }

    /// Whether a line closes it. A line that stands further to the right than the one that opened belongs to what is
    /// inside: a diff's context line has a blank before everything.
    boolean isClosedBy(String line) {
        String bare = TextLines.bare(line).stripTrailing();
        int blanks = bare.length() - bare.stripLeading().length();
        String rest = bare.substring(blanks);
        if (blanks > indent) {
            return false;
        }
        if (mark.startsWith("`") || mark.startsWith("~")) {
            return rest.length() >= mark.length() && rest.chars().allMatch(c -> c == mark.charAt(0));
        }
        return rest.equals("</" + mark + ">");
    }

    /// Index of the line that closes it; negative if none does.
    int closing(List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (isClosedBy(lines.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /// A line inside, without the blanks that the fence stands behind.
    String dedented(String line) {
        int drop = 0;
        while (drop < indent && drop < line.length() && (line.charAt(drop) == ' ' || line.charAt(drop) == '\t')) {
            drop++;
        }
        return line.substring(drop);
    }
}
