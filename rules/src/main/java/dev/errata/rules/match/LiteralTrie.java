package dev.errata.rules.match;

import java.util.Arrays;

/// Literals and words as a tree of code points, folded ones if case does not count.
///
/// A node knows the highest priority of the rules below it: that is what a match found so far has to fear from the text
/// still to come. Rules that ask for a word's edge at their left are kept apart, as at most positions inside words none
/// of them can match.
///
/// **Thread:** immutable once built.
final class LiteralTrie {

    static final int ROOT = 0;
    static final int NOWHERE = -1;

    /// Less than every priority.
    static final long NO_RULE = Long.MIN_VALUE;

    private final boolean folded;

    /// Open addressing: node and code point together, and the child.
    private long[] keys = new long[64];

    private int[] children = new int[64];
    private int nodes = 1;

    private int[] firstChild = {NOWHERE};
    private int[] sibling = {NOWHERE};
    private int[] letter = {0};
    private int[] rulesHere = {NOWHERE};
    private long[] belowFree = {NO_RULE};
    private long[] belowEdge = {NO_RULE};

    private int[] nextRule = new int[16];
    private int[] ruleNumber = new int[16];
    private int entries;

    LiteralTrie(boolean folded) {
        this.folded = folded;
        Arrays.fill(keys, -1);
    }

    boolean isEmpty() {
        return entries == 0;
    }

    boolean folded() {
        return folded;
    }

    /// Adds a rule.
    ///
    /// @param number the rule's number in its machine
    void add(CompiledRule rule, int number) {
        long priority = rule.rule().priority();
        long[] below = rule.edgeLeft() ? belowEdge : belowFree;
        String pattern = rule.rule().matcher().pattern();
        int node = ROOT;
        for (int i = 0; i < pattern.length(); ) {
            below[node] = Math.max(below[node], priority);
            int c = pattern.codePointAt(i);
            i += Character.charCount(c);
            node = childOrNew(node, folded ? Folding.fold(c) : c);
            below = rule.edgeLeft() ? belowEdge : belowFree;
        }
        if (entries == nextRule.length) {
            nextRule = Arrays.copyOf(nextRule, 2 * entries);
            ruleNumber = Arrays.copyOf(ruleNumber, 2 * entries);
        }
        nextRule[entries] = rulesHere[node];
        ruleNumber[entries] = number;
        rulesHere[node] = entries++;
    }

    /// The node of a text, made if it is new.
    int path(String text) {
        int node = ROOT;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            node = childOrNew(node, folded ? Folding.fold(c) : c);
        }
        return node;
    }

    /// The child for a code point, [#NOWHERE] if there is none.
    int step(int node, int codePoint) {
        return child(node, folded ? Folding.fold(codePoint) : codePoint);
    }

    int nodes() {
        return nodes;
    }

    /// The first child of a node, [#NOWHERE] if it has none.
    int firstChild(int node) {
        return firstChild[node];
    }

    /// The next child of the same parent.
    int sibling(int node) {
        return sibling[node];
    }

    /// The code point, folded if case does not count, that leads to a node.
    int letter(int node) {
        return letter[node];
    }

    /// First entry of the rules that end at a node, [#NOWHERE] if none does.
    int entry(int node) {
        return rulesHere[node];
    }

    int nextEntry(int entry) {
        return nextRule[entry];
    }

    int rule(int entry) {
        return ruleNumber[entry];
    }

    /// The highest priority of all longer rules.
    ///
    /// @param edges whether rules that ask for a left edge count
    long below(int node, boolean edges) {
        return edges ? Math.max(belowFree[node], belowEdge[node]) : belowFree[node];
    }

    /// The same, if the next code point lies between two, both inclusive.
    long below(int node, int first, int last, boolean edges, CompiledRule[] rules) {
        long highest = NO_RULE;
        for (int child = firstChild[node]; child != NOWHERE; child = sibling[child]) {
            if (between(letter[child], first, last)) {
                highest = Math.max(highest, below(child, edges));
                for (int entry = entry(child); entry != NOWHERE; entry = nextEntry(entry)) {
                    CompiledRule rule = rules[rule(entry)];
                    if (edges || !rule.edgeLeft()) {
                        highest = Math.max(highest, rule.rule().priority());
                    }
                }
            }
        }
        return highest;
    }

    private boolean between(int c, int first, int last) {
        if (!folded) {
            return c >= first && c <= last;
        }
        return Arrays.stream(Folding.orbit(c)).anyMatch(member -> member >= first && member <= last);
    }

    private int childOrNew(int node, int c) {
        int child = child(node, c);
        if (child != NOWHERE) {
            return child;
        }
        if (nodes == letter.length) {
            grow();
        }
        child = nodes++;
        letter[child] = c;
        rulesHere[child] = NOWHERE;
        firstChild[child] = NOWHERE;
        belowFree[child] = NO_RULE;
        belowEdge[child] = NO_RULE;
        sibling[child] = firstChild[node];
        firstChild[node] = child;
        if (2 * nodes > keys.length) {
            rehash();
        }
        put((long) node << 21 | c, child);
        return child;
    }

    /// The child for a code point that is folded if case does not count, [#NOWHERE] if there is none.
    int child(int node, int c) {
        long key = (long) node << 21 | c;
        int mask = keys.length - 1;
        int slot = slot(key, mask);
        while (keys[slot] != key) {
            if (keys[slot] == -1) {
                return NOWHERE;
            }
            slot = slot + 1 & mask;
        }
        return children[slot];
    }

    private static int slot(long key, int mask) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & mask;
    }

    private void put(long key, int child) {
        int mask = keys.length - 1;
        int slot = slot(key, mask);
        while (keys[slot] != -1) {
            slot = slot + 1 & mask;
        }
        keys[slot] = key;
        children[slot] = child;
    }

    private void rehash() {
        long[] oldKeys = keys;
        int[] oldChildren = children;
        keys = new long[2 * oldKeys.length];
        children = new int[keys.length];
        Arrays.fill(keys, -1);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != -1) {
                put(oldKeys[i], oldChildren[i]);
            }
        }
    }

    private void grow() {
        int size = 2 * nodes;
        letter = Arrays.copyOf(letter, size);
        rulesHere = Arrays.copyOf(rulesHere, size);
        firstChild = Arrays.copyOf(firstChild, size);
        sibling = Arrays.copyOf(sibling, size);
        belowFree = Arrays.copyOf(belowFree, size);
        belowEdge = Arrays.copyOf(belowEdge, size);
    }
}
