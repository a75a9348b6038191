package dev.errata.rules.plain;

import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import org.jspecify.annotations.Nullable;

/// A rule for the engine, with the pattern as data for the reference.
public record PlainRule(Rule rule, @Nullable Pat pat, int groups) {

    /// Start and end of all groups of this rule's match at a position, null if there is none.
    public int @Nullable [] matchAt(String text, int at) {
        if (pat != null) {
            return new Pat.Search(text, at, rule.window(), groups).find(pat);
        }
        String pattern = rule.matcher().pattern();
        int end = at;
        for (int i = 0; i < pattern.length(); ) {
            if (end == text.length()) {
                return null;
            }
            int wanted = pattern.codePointAt(i);
            int c = text.codePointAt(end);
            boolean same = c == wanted
                    || (!rule.matcher().caseSensitive()
                            && Character.toLowerCase(Character.toUpperCase(c))
                                    == Character.toLowerCase(Character.toUpperCase(wanted)));
            if (!same) {
                return null;
            }
            i += Character.charCount(wanted);
            end += Character.charCount(c);
        }
        if (rule.matcher() instanceof Matcher.Word && !standsAlone(text, at, end, pattern)) {
            return null;
        }
        return new int[] {at, end};
    }

    private static boolean standsAlone(String text, int at, int end, String pattern) {
        boolean left = isWordPart(pattern.codePointAt(0)) && at > 0 && isWordPart(text.codePointBefore(at));
        boolean right = isWordPart(pattern.codePointBefore(pattern.length()))
                && end < text.length()
                && isWordPart(text.codePointAt(end));
        return !left && !right;
    }

    private static boolean isWordPart(int c) {
        return c == '_' || Character.toString(c).matches("[\\p{L}\\p{Nd}\\p{M}]");
    }

    /// What stands for a match.
    public @Nullable String replacement(String text, int[] groupsFound) {
        String replacement = rule.replacement();
        if (replacement == null || pat == null) {
            return replacement;
        }
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c != '$') {
                result.append(c);
                continue;
            }
            int group = replacement.charAt(++i) - '0';
            if (group >= 0 && group <= 9 && groupsFound[2 * group] >= 0) {
                result.append(text, groupsFound[2 * group], groupsFound[2 * group + 1]);
            } else if (group < 0) {
                result.append('$');
            }
        }
        return result.toString();
    }
}
