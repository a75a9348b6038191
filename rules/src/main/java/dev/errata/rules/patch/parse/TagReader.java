package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.TextLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the tools that Cline and Roo write as tags in plain text. What is between the tags is raw, not escaped.
///
/// **Source:** `wire.md` 5.5.
final class TagReader {
    static final String FORMAT = "tags";

    private static final List<String> TOOLS = List.of("replace_in_file", "write_to_file", "apply_diff");

    private TagReader() {}

    /// The tool whose tag a line begins with.
    static Optional<String> begins(String line) {
        String bare = line.strip();
        return TOOLS.stream().filter(tool -> bare.startsWith("<" + tool + ">")).findFirst();
    }

    static Found read(List<String> lines, int at, String tool) {
        String closing = "</" + tool + ">";
        int last = at;
        while (last < lines.size() && !lines.get(last).contains(closing)) {
            last++;
        }
        if (last == lines.size()) {
            return new Found.Broken("the text is broken off: " + closing + " is missing");
        }
        String all = String.join("", lines.subList(at, last + 1));
        int end = all.indexOf(closing);
        String inner = all.substring(all.indexOf('>') + 1, end);
        Optional<String> path = between(inner, "path").map(String::strip);
        if (path.isEmpty() || path.get().isEmpty()) {
            return new Found.Broken("<" + tool + "> has no <path>");
        }
        if (!all.substring(end + closing.length()).isBlank()) {
            return new Found.Broken("behind " + closing + " something follows on its line");
        }
        Edit.Name name = Edit.Name.of(path.get());
        if (tool.equals("write_to_file")) {
            Optional<String> content = between(inner, "content");
            if (content.isEmpty()) {
                return new Found.Broken("<write_to_file> has no <content>");
            }
            String text = content.get().replaceFirst("^\\r?\\n", "");
            return new Found.Edits(FORMAT, List.of(new Edit.Write(name, text, true)), List.of(), last + 1);
        }
        Optional<String> diff = between(inner, "diff");
        if (diff.isEmpty()) {
            return new Found.Broken("<" + tool + "> has no <diff>");
        }
        return blocks(name, diff.get(), last + 1);
    }

    private static Found blocks(Edit.Name name, String diff, int next) {
        List<String> lines = new ArrayList<>(TextLines.of(diff));
        int first = 0;
        while (first < lines.size() && lines.get(first).isBlank()) {
            first++;
        }
        if (first == lines.size() || !SearchReplaceReader.begins(lines.get(first))) {
            return new Found.Broken("the <diff> of " + name.shown() + " holds no SEARCH block");
        }
        return switch (SearchReplaceReader.read(lines, first, lines.size(), name)) {
            case Found.Broken broken -> broken;
            case Found.Edits read
            when lines.subList(read.next(), lines.size()).stream().allMatch(String::isBlank) ->
                new Found.Edits(FORMAT, read.edits(), read.said(), next);
            case Found.Edits read ->
                new Found.Broken("in the <diff> of " + name.shown() + " there is text outside its" + " blocks");
        };
    }

    /// What stands between the first opening and the last closing tag.
    private static Optional<String> between(String text, String tag) {
        int from = text.indexOf("<" + tag + ">");
        int to = text.lastIndexOf("</" + tag + ">");
        return from < 0 || to < from ? Optional.empty() : Optional.of(text.substring(from + tag.length() + 2, to));
    }
}
