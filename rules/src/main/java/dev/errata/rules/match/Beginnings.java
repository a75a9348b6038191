package dev.errata.rules.match;

import java.util.Arrays;

/// The texts with which matches begin, and whose; case does not count.
final class Beginnings {

    private static final int[] NOBODY = {};

    private final LiteralTrie trie = new LiteralTrie(true);
    private int[][] owners = new int[16][];

    /// Adds a text.
    void add(String text, int owner) {
        int node = trie.path(text);
        if (node >= owners.length) {
            owners = Arrays.copyOf(owners, Math.max(2 * owners.length, node + 1));
        }
        int[] before = owners(node);
        if (Arrays.stream(before).noneMatch(known -> known == owner)) {
            owners[node] = Arrays.copyOf(before, before.length + 1);
            owners[node][before.length] = owner;
        }
    }

    boolean isEmpty() {
        return trie.nodes() == 1;
    }

    LiteralTrie trie() {
        return trie;
    }

    /// Whose text ends at a node of the trie.
    int[] owners(int node) {
        return node >= owners.length || owners[node] == null ? NOBODY : owners[node];
    }
}
