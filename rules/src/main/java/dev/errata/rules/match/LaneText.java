package dev.errata.rules.match;

import java.util.Arrays;

/// The part of a lane's raw text that is still needed, and what can be seen of it from a position.
///
/// **Thread:** confined to its lane. **Units:** UTF-16 units from the lane's start.
public final class LaneText {

    private char[] units = new char[256];
    private long base;
    private int size;
    private boolean ended;

    /// Where the text was last said to be complete: surrogates on its two sides are no pair.
    private long joint;

    /// Appends raw text.
    public void append(CharSequence delta) {
        int more = delta.length();
        if (size + more > units.length) {
            units = Arrays.copyOf(units, Math.max(size + more, 2 * units.length));
        }
        switch (delta) {
            case String string -> string.getChars(0, more, units, size);
            case StringBuilder builder -> builder.getChars(0, more, units, size);
            default -> {
                for (int i = 0; i < more; i++) {
                    units[size + i] = delta.charAt(i);
                }
            }
        }
        size += more;
        ended &= more == 0;
    }

    /// Says that nothing follows, until more is appended.
    public void end() {
        ended = true;
        joint = limit();
    }

    /// Forgets what lies before `from`.
    public void forget(long from) {
        int drop = (int) (from - base);
        // Moving is worth it only when little remains of much.
        if (drop > 1024 && drop > size / 2) {
            System.arraycopy(units, drop, units, 0, size - drop);
            size -= drop;
            base = from;
            if (units.length > 65_536 && size < units.length / 8) {
                units = Arrays.copyOf(units, units.length / 4);
            }
        }
    }

    /// First position that is kept.
    public long base() {
        return base;
    }

    /// Position after the last unit.
    public long limit() {
        return base + size;
    }

    public boolean ended() {
        return ended;
    }

    /// The kept units; position p is at index p - [#base].
    char[] units() {
        return units;
    }

    /// The unit at a position that is kept.
    public char unit(long at) {
        return units[(int) (at - base)];
    }

    /// The first line feed or carriage return at or after a kept position, or the end of the text.
    public long lineEnd(long from) {
        int at = (int) (from - base);
        while (at < size && units[at] != '\n' && units[at] != '\r') {
            at++;
        }
        return base + at;
    }

    /// The first line feed, carriage return or one of two other characters at or after a kept position, or the end of
    /// the text.
    public long lineEndOr(char one, char other, long from) {
        int at = (int) (from - base);
        while (at < size) {
            char c = units[at];
            if (c == one || c == other || c == '\n' || c == '\r') {
                break;
            }
            at++;
        }
        return base + at;
    }

    /// The first character at or after a kept position that is no blank, or the end of the text.
    public long blanksEnd(long from) {
        int at = (int) (from - base);
        while (at < size && (units[at] == ' ' || units[at] == '\t')) {
            at++;
        }
        return base + at;
    }

    /// Whether a tab stands between two kept positions.
    public boolean holdsTab(long from, long to) {
        for (int at = (int) (from - base); at < to - base; at++) {
            if (units[at] == '\t') {
                return true;
            }
        }
        return false;
    }

    /// The text between two kept positions.
    public String text(long from, long to) {
        return new String(units, (int) (from - base), (int) (to - from));
    }

    /// Whether a text stands at a kept position.
    boolean holds(String other, long at) {
        int from = (int) (at - base);
        if (from + other.length() > size) {
            return false;
        }
        for (int i = 0; i < other.length(); i++) {
            if (units[from + i] != other.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Whether a position lies inside a surrogate pair.
    public boolean splitsPair(long at) {
        return at > base
                && at < limit()
                && at != joint
                && Character.isLowSurrogate(unit(at))
                && Character.isHighSurrogate(unit(at - 1));
    }

    /// Whether the last unit stands here and is the first half of a pair whose second half may still come.
    public boolean pending(long at) {
        return at == limit() - 1 && !ended && Character.isHighSurrogate(unit(at));
    }

    /// The code point at a position; half a pair counts as one where the other half does not follow.
    int codePoint(long at) {
        char first = unit(at);
        return Character.isHighSurrogate(first) && splitsPair(at + 1)
                ? Character.toCodePoint(first, unit(at + 1))
                : first;
    }

    /// What an assertion sees before a position.
    int contextBefore(long at) {
        return at == 0 ? Context.EDGE : Context.of(unit(at - 1));
    }

    /// What an assertion sees after a position that is not the open end.
    int contextAfter(long at) {
        return at == limit() ? Context.EDGE : Context.of(unit(at));
    }

    /// Whether a letter, digit, mark or `_` stands before a position.
    boolean wordBefore(long at) {
        if (at == 0) {
            return false;
        }
        return Words.isPart(splitsPair(at - 1) ? Character.toCodePoint(unit(at - 2), unit(at - 1)) : unit(at - 1));
    }

    /// Whether a letter, digit, mark or `_` stands after a position.
    Words.Answer wordAfter(long at) {
        if (at == limit()) {
            return ended ? Words.Answer.NO : Words.Answer.UNKNOWN;
        }
        if (pending(at)) {
            return Words.afterHigh(unit(at));
        }
        return Words.isPart(codePoint(at)) ? Words.Answer.YES : Words.Answer.NO;
    }
}
