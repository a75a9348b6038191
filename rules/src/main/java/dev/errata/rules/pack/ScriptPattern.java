package dev.errata.rules.pack;

import dev.errata.rules.pack.RegexScripts.Unfit;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A JavaScript regular expression in RE2's language, as far as the two only spell things differently. What RE2 has
/// not is left as it is, for the check of rules to refuse with its place and a suggestion.
///
/// **Source:** ECMAScript, "RegExp (Regular Expression) Objects"; RE2's syntax page.
///
/// @param global whether every match is meant
/// @param unbounded whether a match can be of any length
/// @param names of its groups
record ScriptPattern(String pattern, boolean caseSensitive, boolean global, boolean unbounded, Set<String> names) {
    private static final Pattern PARTS = Pattern.compile("/(.+)/([a-zA-Z]*)", Pattern.DOTALL);
    private static final String KNOWN_FLAGS = "dgimsu";

    ScriptPattern {
        names = Set.copyOf(names);
    }

    static ScriptPattern of(String findRegex) throws Unfit {
        Matcher parts = PARTS.matcher(findRegex);
        boolean delimited = parts.matches();
        String flags = delimited ? parts.group(2) : "";
        for (int i = 0; i < flags.length(); i++) {
            char flag = flags.charAt(i);
            if (KNOWN_FLAGS.indexOf(flag) < 0) {
                throw new Unfit("the flag " + flag + " of its pattern is not supported; Errata knows g, i, m, s, u.");
            }
        }
        var reader = new Reader(delimited ? parts.group(1) : findRegex);
        String body = reader.read();
        String inner = (flags.contains("s") ? "s" : "") + (flags.contains("m") ? "m" : "");
        return new ScriptPattern(
                inner.isEmpty() ? body : "(?" + inner + ")" + body,
                !flags.contains("i"),
                flags.contains("g"),
                reader.unbounded,
                reader.names);
    }

    private static final class Reader {
        private static final Pattern UNICODE = Pattern.compile("u(?:\\{([0-9a-fA-F]{1,6})}|([0-9a-fA-F]{4}))");
        private static final Pattern LOW = Pattern.compile("\\\\u([dD][c-fC-F][0-9a-fA-F]{2})");
        private static final Pattern PROPERTY = Pattern.compile("[pP]\\{(?:Script|sc|Script_Extensions|scx"
                + "|General_Category|gc)=(\\w+)}");
        private static final Pattern NAME = Pattern.compile("\\(\\?<([^=!>][^>]*)>");
        private static final Pattern OPEN_REPEAT = Pattern.compile("\\{\\d+,}");

        private final String source;
        private final StringBuilder target = new StringBuilder();
        private final Set<String> names = new LinkedHashSet<>();
        private boolean unbounded;
        private boolean inClass;
        private int at;

        Reader(String source) {
            this.source = source;
        }

        String read() {
            while (at < source.length()) {
                char c = source.charAt(at);
                if (c == '\\' && at + 1 < source.length()) {
                    at++;
                    escape();
                } else if (inClass) {
                    inClass = c != ']';
                    literal(c == '[' ? "\\[" : String.valueOf(c));
                } else if (c == '[') {
                    bracket();
                } else if (!takes(NAME)) {
                    unbounded |= c == '*' || c == '+' || at(OPEN_REPEAT).lookingAt();
                    literal(String.valueOf(c));
                }
            }
            return target.toString();
        }

        private void literal(String text) {
            target.append(text);
            at++;
        }

        private Matcher at(Pattern pattern) {
            return pattern.matcher(source).region(at, source.length());
        }

        /// A group's name: RE2's older spelling is understood everywhere.
        private boolean takes(Pattern name) {
            Matcher found = at(name);
            if (!found.lookingAt()) {
                return false;
            }
            names.add(found.group(1));
            target.append("(?P<").append(found.group(1)).append('>');
            at = found.end();
            return true;
        }

        /// `[^]` is any character there; in RE2 a bracket right after the opening is a member.
        private void bracket() {
            if (source.startsWith("[^]", at)) {
                target.append("[\\x00-\\x{10FFFF}]");
                at += 3;
                return;
            }
            inClass = true;
            literal("[");
            if (at < source.length() && source.charAt(at) == '^') {
                literal("^");
            }
        }

        private void escape() {
            char c = source.charAt(at);
            Matcher unicode = at(UNICODE);
            Matcher property = at(PROPERTY);
            if (unicode.lookingAt()) {
                at = unicode.end();
                codePoint(unicode.group(1) == null ? unicode.group(2) : unicode.group(1));
            } else if (property.lookingAt()) {
                target.append('\\').append(c).append('{').append(property.group(1)).append('}');
                at = property.end();
            } else if (c == '/') {
                literal("/");
            } else if (c == 'b' && inClass) {
                literal("\\x08");
            } else if (c == 'c' && at + 1 < source.length() && Character.isLetter(source.charAt(at + 1))) {
                target.append("\\x{").append(Integer.toHexString(source.charAt(at + 1) % 32)).append('}');
                at += 2;
            } else if (c >= 128) {
                literal(String.valueOf(c));
            } else {
                literal("\\" + c);
            }
        }

        private void codePoint(String hexadecimal) {
            int value = Integer.parseInt(hexadecimal, 16);
            Matcher low = at(LOW);
            if (value >= 0xD800 && value < 0xDC00 && low.lookingAt()) {
                value = Character.toCodePoint((char) value, (char) Integer.parseInt(low.group(1), 16));
                at = low.end();
            }
            target.append("\\x{").append(Integer.toHexString(value)).append('}');
        }
    }
}
