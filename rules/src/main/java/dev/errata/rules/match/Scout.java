package dev.errata.rules.match;

import java.util.concurrent.atomic.AtomicInteger;

/// Looks for the next place where a rule begins with a known text, or may yet: an Aho-Corasick automaton of all
/// literals, words and [Prefixes], in which case does not count.
///
/// A node stands for the longest beginning of such a text that the lane's text so far ends with, so how deep it is
/// tells where the earliest match that is still alive began. The nodes nearest to the root have a complete table of
/// steps by ASCII character, as far as it stays small; they are where nearly all of a text is spent. The others,
/// numbered from parent to first child so that a long text is one way through memory, compare letters and follow
/// failure links.
///
/// **Thread:** immutable; shared by all lanes. **Source:** A. V. Aho, M. J. Corasick, "Efficient string matching: an
/// aid to bibliographic search", 1975.
final class Scout {

    private static final int ROOT = 0;

    /// Integers that the table may have in any case.
    private static final int MIN_TABLE = 1 << 16;

    /// Integers that it has at most: 4 MB.
    private static final int MAX_TABLE = 1 << 20;

    private final ScoutNodes nodes;

    /// By ASCII character: its column in the table; 0 for all that no text has.
    private final byte[] columns = new byte[128];

    private final int width;

    /// Nodes below this have a row in the table.
    private final int rows;

    /// The next node, doubled, plus one if a text ends there.
    private final int[] table;

    /// @param budget integers of memory that all tables of a rule set share
    Scout(Beginnings beginnings, AtomicInteger budget) {
        LiteralTrie trie = beginnings.trie();
        width = letters(trie);
        int most = Math.max(MIN_TABLE, Math.min(MAX_TABLE, budget.get() / 4)) / width;
        nodes = new ScoutNodes(beginnings, most);
        rows = nodes.near();
        table = new int[rows * width];
        budget.addAndGet(-table.length);
        int[] letterOf = new int[width];
        for (int c = 127; c >= 0; c--) {
            letterOf[columns[c]] = Folding.fold(c);
        }
        for (int node = 0; node < rows; node++) {
            for (int column = 1; column < width; column++) {
                int child = nodes.child(node, letterOf[column]);
                int fallen = node == ROOT ? ROOT : table[nodes.fail(node) * width + column];
                table[node * width + column] = child == 0 ? fallen : child << 1 | (nodes.ends(child) ? 1 : 0);
            }
        }
    }

    private int letters(LiteralTrie trie) {
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
            columns[c] = (byte) numbers[Folding.fold(c)];
        }
        return count;
    }

    /// Looks through text that no match reaches into.
    ///
    /// @param from where to begin
    /// @param to where to stop
    /// @param open whether a match that is alive at `to` may go on
    /// @param asked confirms that a rule may match at a position
    /// @return the first position where a match begins or is alive; `to` if there is none
    long find(LaneText text, long from, long to, boolean open, Confirmation asked) {
        char[] units = text.units();
        long base = text.base();
        int at = (int) (from - base);
        int end = (int) (to - base);
        int node = ROOT;
        while (at < end) {
            int c = units[at];
            int next;
            if (c < 128 && node < rows) {
                at++;
                next = table[node * width + columns[c]];
            } else {
                if (Character.isSurrogate((char) c)) {
                    if (text.pending(base + at)) {
                        return base + at - nodes.depth(node);
                    }
                    c = text.codePoint(base + at);
                }
                at += Character.charCount(c);
                next = step(node, c);
            }
            node = next >>> 1;
            if ((next & 1) != 0 && confirm(node, base + at, asked)) {
                return base + at - nodes.depth(node);
            }
        }
        return open ? base + at - nodes.depth(node) : to;
    }

    private int step(int from, int c) {
        int letter = Folding.fold(c);
        int node = from;
        while (node >= rows || c >= 128) {
            int child = nodes.child(node, letter);
            if (child != 0 || node == ROOT) {
                return child << 1 | (nodes.ends(child) ? 1 : 0);
            }
            node = nodes.fail(node);
        }
        return table[node * width + columns[c]];
    }

    private boolean confirm(int node, long end, Confirmation asked) {
        for (int at = nodes.ending(node); at != ROOT; at = nodes.ending(nodes.fail(at))) {
            for (int owner : nodes.owners(at)) {
                if (asked.mayMatch(owner, end - nodes.depth(at), end)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Looks closer at a place where a known beginning stands.
    interface Confirmation {

        /// Whether a match of the owner may begin there.
        ///
        /// @param start where the beginning begins
        /// @param end where it ends
        boolean mayMatch(int owner, long start, long end);
    }
}
