package dev.errata.rules.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The rules of one region, compiled into two tries, the regular expressions by what they can begin with, and a table
/// that
/// tells in a step or two that nothing begins at a position.
///
/// **Thread:** immutable; shared by all lanes.
public final class Machine {

    private static final byte PROBE = 1;
    private static final byte PROBE_IF_PAIR = 2;

    private final CompiledRule[] rules;
    private final LiteralTrie exact = new LiteralTrie(false);
    private final LiteralTrie folded = new LiteralTrie(true);

    /// By first unit: what can begin there.
    private final byte[] starts;

    /// Hashes of the first two units of all literals.
    private final long[] pairs = new long[1 << 10];

    /// By ASCII character: numbers of the regex rules that can begin with it.
    private final int[][] regexByAscii = new int[128][];

    /// Numbers of the regex rules that can begin with anything else.
    private final int[] regexBeyond;

    private final CodePointSet[] firsts;

    /// Compiles rules that may all match in one region.
    ///
    /// @param rules in any order
    public Machine(List<CompiledRule> rules) {
        this.rules = rules.toArray(new CompiledRule[0]);
        this.firsts = new CodePointSet[this.rules.length];
        this.starts = this.rules.length == 0 ? new byte[0] : new byte[1 << 16];
        List<List<Integer>> byAscii = new ArrayList<>();
        for (int c = 0; c < 128; c++) {
            byAscii.add(new ArrayList<>());
        }
        List<Integer> beyond = new ArrayList<>();
        for (int number = 0; number < this.rules.length; number++) {
            CompiledRule rule = this.rules[number];
            Regex regex = rule.regex();
            if (regex == null) {
                addLiteral(rule, number);
            } else {
                CodePointSet set = regex.firsts();
                firsts[number] = set;
                for (int c = 0; c < 128; c++) {
                    if (set.contains(c)) {
                        byAscii.get(c).add(number);
                    }
                }
                if (set.intersects(128, Character.MAX_CODE_POINT)) {
                    beyond.add(number);
                }
                mark(set);
            }
        }
        Arrays.setAll(regexByAscii, c -> numbers(byAscii.get(c)));
        regexBeyond = numbers(beyond);
    }

    private static int[] numbers(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private void addLiteral(CompiledRule rule, int number) {
        boolean caseSensitive = rule.rule().matcher().caseSensitive();
        (caseSensitive ? exact : folded).add(rule, number);
        String pattern = rule.rule().matcher().pattern();
        int first = pattern.codePointAt(0);
        int length = Character.charCount(first);
        for (int c : cases(first, caseSensitive)) {
            if (c >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                pair(Character.highSurrogate(c), Character.lowSurrogate(c));
            } else if (length == pattern.length()) {
                starts[c] |= PROBE;
            } else {
                for (int second : cases(pattern.codePointAt(length), caseSensitive)) {
                    pair((char) c, Character.toChars(second)[0]);
                }
            }
        }
    }

    private static int[] cases(int c, boolean caseSensitive) {
        return caseSensitive ? new int[] {c} : Folding.orbit(c);
    }

    private void pair(char first, char second) {
        starts[first] |= PROBE_IF_PAIR;
        int hash = hash(first, second);
        pairs[hash >>> 6] |= 1L << hash;
    }

    private static int hash(char first, char second) {
        return (first * 0x9E3B + second * 0x6A8D) & 0xFFFF;
    }

    private void mark(CodePointSet set) {
        for (int i = 0; i < set.rangeCount(); i++) {
            for (int c = set.first(i); c <= Math.min(set.last(i), 0xFFFF); c++) {
                starts[c] |= PROBE;
            }
            if (set.last(i) > 0xFFFF) {
                char last = Character.highSurrogate(set.last(i));
                for (char c = Character.highSurrogate(Math.max(set.first(i), 0x10000)); c <= last; c++) {
                    starts[c] |= PROBE;
                }
            }
        }
    }

    public boolean isEmpty() {
        return rules.length == 0;
    }

    CompiledRule[] rules() {
        return rules;
    }

    LiteralTrie trie(boolean ofFolded) {
        return ofFolded ? folded : exact;
    }

    /// The regex rules worth asking where a code point stands.
    int[] regexes(int codePoint) {
        return codePoint < 128 ? regexByAscii[codePoint] : regexBeyond;
    }

    /// Whether a regex rule can begin with a code point between two, both inclusive.
    boolean canBegin(int number, int first, int last) {
        return firsts[number].intersects(first, last);
    }

    /// The first position at or after `from`, before `to`, where a match may begin; `to` if there is none.
    public long skip(LaneText text, long from, long to) {
        if (isEmpty()) {
            return to;
        }
        char[] units = text.units();
        int at = (int) (from - text.base());
        int end = (int) (to - text.base());
        int last = (int) (text.limit() - text.base()) - 1;
        for (; at < end; at++) {
            byte start = starts[units[at]];
            if (start != 0) {
                if ((start & PROBE) != 0 || at == last) {
                    break;
                }
                int hash = hash(units[at], units[at + 1]);
                if ((pairs[hash >>> 6] >>> hash & 1) != 0) {
                    break;
                }
            }
        }
        return text.base() + at;
    }
}
