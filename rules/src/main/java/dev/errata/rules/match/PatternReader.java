package dev.errata.rules.match;

import org.jspecify.annotations.Nullable;

/// A place in a pattern's text.
final class PatternReader {

    private final String text;
    private int position;

    PatternReader(String text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    void back(int to) {
        position = to;
    }

    boolean more() {
        return position < text.length();
    }

    /// The next code point, or -1 at the end.
    int peek() {
        return more() ? text.codePointAt(position) : -1;
    }

    /// Takes the next code point; -1 at the end.
    int next() {
        int c = peek();
        if (c >= 0) {
            position += Character.charCount(c);
        }
        return c;
    }

    boolean lookingAt(String what) {
        return text.startsWith(what, position);
    }

    boolean skip(String what) {
        boolean found = lookingAt(what);
        if (found) {
            position += what.length();
        }
        return found;
    }

    /// The text up to the next `end`, which is skipped.
    ///
    /// @return null if there is no such end; then nothing is taken
    @Nullable
    String takeUntil(String end) {
        int at = text.indexOf(end, position);
        if (at < 0) {
            return null;
        }
        String taken = text.substring(position, at);
        position = at + end.length();
        return taken;
    }

    String rest() {
        String rest = text.substring(position);
        position = text.length();
        return rest;
    }

    String since(int start) {
        return text.substring(start, position);
    }

    /// A decimal number of at most four digits; -1 if there is none, 9999 for anything larger.
    int number() {
        int start = position;
        int value = 0;
        while (more() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            value = Math.min(9999, 10 * value + text.charAt(position) - '0');
            position++;
        }
        return position == start ? -1 : value;
    }
}
