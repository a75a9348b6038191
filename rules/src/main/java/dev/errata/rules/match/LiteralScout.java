package dev.errata.rules.match;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// Looks for the next place where a literal or a word of a trie begins, or may yet: the trie as an Aho-Corasick
/// automaton.
///
/// A node stands for the longest beginning of a rule that the text so far ends with, so how deep it is tells where the
/// earliest match that is still alive began. Steps by ASCII characters are kept in rows, written when they are first
/// made and as far as the rule set's share of memory goes; all others follow the failure links.
///
/// **Thread:** any; shared by all lanes. Rows hold plain integers that are written without a lock: 0 is *unknown*, and
/// everything else is right whoever wrote it.
///
/// **Source:** A. V. Aho, M. J. Corasick, "Efficient string matching: an aid to bibliographic search", 1975.
final class LiteralScout {

    /// Rows that may be written though the share of memory is used up: those near the root.
    private static final int NEAR = 64;

    private static final int[] UNWRITTEN = {};

    private final LiteralTrie trie;
    private final CompiledRule[] rules;

    /// The node of the longest proper ending of a node's text that is a node too.
    private final int[] fail;

    /// UTF-16 units from the root.
    private final int[] depth;

    /// The nearest node on the way along the failure links, itself included, at which a rule ends.
    private final int[] ending;

    /// By ASCII character: its place in a row; 0 for all that no rule has.
    private final byte[] symbols = new byte[128];

    private final int rowLength;

    /// By node: the next node plus one, doubled, plus one if a rule ends there.
    private final int[][] rows;

    private final AtomicInteger budget;

    /// @param rules of the machine whose numbers the trie holds
    /// @param budget integers of memory that all tables of a rule set share
    LiteralScout(LiteralTrie trie, CompiledRule[] rules, AtomicInteger budget) {
        this.trie = trie;
        this.rules = rules;
        this.budget = budget;
        int nodes = trie.nodes();
        fail = new int[nodes];
        depth = new int[nodes];
        ending = new int[nodes];
        rows = new int[nodes][];
        Arrays.fill(rows, UNWRITTEN);
        link();
        rowLength = number();
    }

    private void link() {
        int[] queue = new int[trie.nodes()];
        int tail = 1;
        ending[LiteralTrie.ROOT] = LiteralTrie.NOWHERE;
        for (int head = 0; head < tail; head++) {
            int node = queue[head];
            for (int child = trie.firstChild(node); child != LiteralTrie.NOWHERE; child = trie.sibling(child)) {
                int letter = trie.letter(child);
                depth[child] = depth[node] + Character.charCount(letter);
                fail[child] = node == LiteralTrie.ROOT ? LiteralTrie.ROOT : follow(fail[node], letter);
                ending[child] = trie.entry(child) == LiteralTrie.NOWHERE ? ending[fail[child]] : child;
                queue[tail++] = child;
            }
        }
    }

    private int number() {
        boolean[] own = new boolean[128];
        for (int node = 1; node < trie.nodes(); node++) {
            if (trie.letter(node) < 128) {
                own[trie.letter(node)] = true;
            }
        }
        int count = 1;
        int[] numbers = new int[128];
        for (int c = 0; c < 128; c++) {
            numbers[c] = own[c] ? count++ : 0;
        }
        for (int c = 0; c < 128; c++) {
            symbols[c] = (byte) numbers[trie.folded() ? Folding.fold(c) : c];
        }
        return count;
    }

    /// Looks through text that no match reaches into.
    ///
    /// @param from where to begin
    /// @param to where to stop; the end of the text or of a region
    /// @param open whether a match that is alive at `to` may go on
    /// @return the first position where a match begins or is alive; `to` if there is none
    long find(LaneText text, long from, long to, boolean open) {
        char[] units = text.units();
        long base = text.base();
        int at = (int) (from - base);
        int end = (int) (to - base);
        int node = LiteralTrie.ROOT;
        int[] row = row(LiteralTrie.ROOT);
        while (at < end) {
            int c = units[at];
            if (c < 128) {
                int symbol = symbols[c];
                int next = symbol < row.length ? row[symbol] : 0;
                if (next == 0) {
                    next = step(node, c, row, symbol);
                }
                at++;
                int before = node;
                node = (next >>> 1) - 1;
                if (node != before) {
                    row = rows[node];
                    if (row.length == 0) {
                        row = row(node);
                    }
                }
                if ((next & 1) != 0 && confirm(text, node, base + at)) {
                    return base + at - depth[node];
                }
            } else {
                if (Character.isSurrogate((char) c)) {
                    if (text.pending(base + at)) {
                        return base + at - depth[node];
                    }
                    c = text.codePoint(base + at);
                }
                at += Character.charCount(c);
                node = follow(node, trie.folded() ? Folding.fold(c) : c);
                row = row(node);
                if (ending[node] != LiteralTrie.NOWHERE && confirm(text, node, base + at)) {
                    return base + at - depth[node];
                }
            }
        }
        return open ? base + at - depth[node] : to;
    }

    private int step(int node, int c, int[] row, int symbol) {
        int target = follow(node, trie.folded() ? Folding.fold(c) : c);
        int value = (target + 1) << 1 | (ending[target] == LiteralTrie.NOWHERE ? 0 : 1);
        if (row.length > 0) {
            row[symbol] = value;
        }
        return value;
    }

    private int follow(int from, int letter) {
        int node = from;
        while (true) {
            int child = trie.child(node, letter);
            if (child != LiteralTrie.NOWHERE) {
                return child;
            }
            if (node == LiteralTrie.ROOT) {
                return node;
            }
            node = fail[node];
        }
    }

    private int[] row(int node) {
        int[] known = rows[node];
        if (known.length > 0) {
            return known;
        }
        if (budget.addAndGet(-rowLength) < 0 && node > NEAR) {
            budget.addAndGet(rowLength);
            return known;
        }
        int[] row = new int[rowLength];
        rows[node] = row;
        return row;
    }

    /// Whether a rule that ends here stands where its word's edges let it.
    private boolean confirm(LaneText text, int node, long end) {
        for (int at = ending[node]; at != LiteralTrie.NOWHERE; at = ending[fail[at]]) {
            for (int entry = trie.entry(at); entry != LiteralTrie.NOWHERE; entry = trie.nextEntry(entry)) {
                CompiledRule rule = rules[trie.rule(entry)];
                boolean left = !rule.edgeLeft() || !text.wordBefore(end - depth[at]);
                if (left && (!rule.edgeRight() || text.wordAfter(end) != Words.Answer.YES)) {
                    return true;
                }
            }
        }
        return false;
    }
}
