package dev.errata.rules.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A regex rule's replacement: `$1`, `$12` (the longest group number that exists), `${name}`, `$0` for the whole match
/// and `$$` for one `$`. A `$` before anything else stands for itself.
final class Template {

    /// A text, or a group's number where the text is empty.
    private record Part(String text, int group) {}

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    /// Parses a replacement.
    ///
    /// @param groups number of groups that exist
    static Template parse(String replacement, int groups, Map<String, Integer> names) throws SyntaxException {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        PatternReader reader = new PatternReader(replacement);
        while (reader.more()) {
            int start = reader.position();
            if (!reader.skip("$")) {
                text.appendCodePoint(reader.next());
            } else if (reader.skip("$")) {
                text.append('$');
            } else if (reader.lookingAt("{") || isDigit(reader.peek())) {
                int group = reader.skip("{") ? named(reader, start, groups, names) : numbered(reader, start, groups);
                if (!text.isEmpty()) {
                    parts.add(new Part(text.toString(), -1));
                    text.setLength(0);
                }
                parts.add(new Part("", group));
            } else {
                text.append('$');
            }
        }
        if (!text.isEmpty()) {
            parts.add(new Part(text.toString(), -1));
        }
        return new Template(List.copyOf(parts));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static int numbered(PatternReader reader, int start, int groups) throws SyntaxException {
        int group = reader.next() - '0';
        if (group > groups) {
            throw unknown(start, String.valueOf(group), groups);
        }
        while (isDigit(reader.peek()) && 10 * group + reader.peek() - '0' <= groups) {
            group = 10 * group + reader.next() - '0';
        }
        return group;
    }

    private static int named(PatternReader reader, int start, int groups, Map<String, Integer> names)
            throws SyntaxException {
        String name = reader.takeUntil("}");
        if (name == null) {
            throw new SyntaxException(start, "${ has no closing }; write ${name}, or $${ for the characters");
        }
        Integer group = names.get(name);
        if (group == null
                && !name.isEmpty()
                && name.length() < 6
                && name.chars().allMatch(Template::isDigit)) {
            group = Integer.parseInt(name);
        }
        if (group == null || group > groups) {
            throw unknown(start, name, groups);
        }
        return group;
    }

    private static SyntaxException unknown(int start, String group, int groups) {
        String known = groups == 0 ? "the pattern has no groups" : "the pattern's groups are 1 to " + groups;
        return new SyntaxException(
                start, "the pattern has no group \"" + group + "\"; " + known + "; write $$ for the character $");
    }

    /// Whether it takes anything from the match.
    boolean usesGroups() {
        return parts.stream().anyMatch(part -> part.group >= 0);
    }

    /// Fills in a match.
    ///
    /// @param slots start and end of every group, -1 for one that took no part
    /// @param before the match, beginning where the slots count from
    String expand(int[] slots, String before) {
        StringBuilder result = new StringBuilder();
        for (Part part : parts) {
            if (part.group < 0) {
                result.append(part.text);
            } else if (slots[2 * part.group] >= 0 && slots[2 * part.group + 1] >= 0) {
                result.append(before, slots[2 * part.group], slots[2 * part.group + 1]);
            }
        }
        return result.toString();
    }
}
