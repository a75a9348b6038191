package dev.errata.rules.match;

/// Tells in a step or two that no match begins at a position. It may be wrong the other way.
///
/// Three questions: can anything begin with this unit; if only by its first two units, are they those of some rule; if
/// only by its first four, the same. Sequences are kept as hashes of units without the bit that parts `A` from `a`:
/// that folds ASCII letters, and what it throws together by mistake costs a look, not a match.
///
/// **Thread:** immutable once built.
final class Beginnings {

    private static final int ALWAYS = 1;
    private static final int BY_TWO = 2;
    private static final int BY_FOUR = 4;

    /// More ways to begin than this and a regular expression is asked wherever its first unit stands.
    private static final int MAX_WAYS = 256;

    private static final int CASE_BIT = 0x20;
    private static final int BITS = 18;

    private final byte[] units = new byte[1 << 16];
    private final long[] twos = new long[1 << (BITS - 6)];
    private final long[] fours = new long[1 << (BITS - 6)];

    /// The first two units of the sequences of four, for the end of the text so far.
    private final long[] halves = new long[1 << (BITS - 6)];

    /// Adds a literal: all cases of its first four units.
    void add(String pattern, boolean caseSensitive) {
        int count = Math.min(4, (int) pattern.codePoints().count());
        CodePointSet[] sets = new CodePointSet[count];
        for (int i = 0; i < count; i++) {
            CodePointSet set = CodePointSet.of(pattern.codePointAt(pattern.offsetByCodePoints(0, i)));
            sets[i] = caseSensitive ? set : Folding.close(set);
        }
        add(sets);
    }

    /// Adds a rule by the code points that can stand at its first places, at most four.
    void add(CodePointSet[] places) {
        int known = 0;
        int ways = 1;
        while (known < places.length && known < 4 && isBasic(places[known])) {
            int more = ways * size(places[known]);
            if (more > MAX_WAYS) {
                break;
            }
            ways = more;
            known++;
        }
        if (known < 2) {
            mark(places[0]);
        } else {
            sequences(places, known < 4 ? 2 : 4, 0, 0);
        }
    }

    /// Whether all members are single units and no halves of pairs.
    private static boolean isBasic(CodePointSet set) {
        return !set.intersects(Character.MIN_SURROGATE, Character.MAX_SURROGATE)
                && !set.intersects(Character.MIN_SUPPLEMENTARY_CODE_POINT, Character.MAX_CODE_POINT);
    }

    private static int size(CodePointSet set) {
        int size = 0;
        for (int i = 0; i < set.rangeCount(); i++) {
            size += set.last(i) - set.first(i) + 1;
        }
        return Math.min(size, MAX_WAYS + 1);
    }

    private void sequences(CodePointSet[] places, int length, int place, long before) {
        if (place == 2) {
            set(length == 2 ? twos : halves, hash(before));
        }
        if (place == 4) {
            set(fours, hash(before));
        }
        if (place == length) {
            return;
        }
        for (int i = 0; i < places[place].rangeCount(); i++) {
            for (int c = places[place].first(i); c <= places[place].last(i); c++) {
                if (place == 0) {
                    units[c] |= (byte) (length == 2 ? BY_TWO : BY_FOUR);
                }
                sequences(places, length, place + 1, before | (long) (c & ~CASE_BIT) << (16 * place));
            }
        }
    }

    private static void set(long[] bits, int hash) {
        bits[hash >>> 6] |= 1L << hash;
    }

    private static int hash(long sequence) {
        return (int) ((sequence * 0x9E3779B97F4A7C15L) >>> (64 - BITS));
    }

    private void mark(CodePointSet set) {
        for (int i = 0; i < set.rangeCount(); i++) {
            for (int c = set.first(i); c <= Math.min(set.last(i), 0xFFFF); c++) {
                units[c] |= ALWAYS;
            }
            if (set.last(i) > 0xFFFF) {
                char last = Character.highSurrogate(set.last(i));
                for (char c = Character.highSurrogate(Math.max(set.first(i), 0x10000)); c <= last; c++) {
                    units[c] |= ALWAYS;
                }
            }
        }
    }

    /// The first index from `from`, before `to`, where a match may begin; `to` if there is none.
    ///
    /// @param limit end of the text so far
    int find(char[] text, int from, int to, int limit) {
        for (int at = from; at < to; at++) {
            byte ways = units[text[at]];
            if (ways != 0 && mayBegin(ways, text, at, limit)) {
                return at;
            }
        }
        return to;
    }

    private boolean mayBegin(int ways, char[] text, int at, int limit) {
        if ((ways & ALWAYS) != 0 || limit - at < 2) {
            return true;
        }
        long two = (text[at] & ~CASE_BIT) | (long) (text[at + 1] & ~CASE_BIT) << 16;
        if ((ways & BY_TWO) != 0 && has(twos, hash(two))) {
            return true;
        }
        if (limit - at < 4) {
            return (ways & BY_FOUR) != 0 && has(halves, hash(two));
        }
        long four = two | (long) (text[at + 2] & ~CASE_BIT) << 32 | (long) (text[at + 3] & ~CASE_BIT) << 48;
        return (ways & BY_FOUR) != 0 && has(fours, hash(four));
    }

    private static boolean has(long[] bits, int hash) {
        return ((bits[hash >>> 6] >>> hash) & 1) != 0;
    }
}
