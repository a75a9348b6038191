package dev.errata.rules.match;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The nodes of a [Scout]: a trie with failure links, numbered from 0, the root. Those nearest to the root come first;
/// from there on a node's first child is the next number.
///
/// **Thread:** immutable.
final class ScoutNodes {

    private static final int ROOT = 0;

    /// Children from which on a node's are searched by halves.
    private static final int MANY = 6;

    private static final int LETTER = (1 << 21) - 1;
    private static final int HAS_CHILD = 1 << 21;
    private static final int WIDE = 1 << 22;

    /// A node has four places: its letter and flags; its next sibling, 0 for none; the node of its text's longest
    /// proper ending; the nearest node on the way there, itself included, at which a text ends, 0 for none.
    private static final int STRIDE = 4;

    private static final int SIBLING = 1;
    private static final int FAIL = 2;
    private static final int ENDING = 3;

    private final int[] places;
    private final int near;

    /// UTF-16 units from the root.
    private final int[] depth;

    private final int[][] owners;

    /// The children of wide nodes: node and letter together, sorted.
    private final long[] wideKeys;

    private final int[] wideChildren;

    /// @param most how many nodes may be numbered by their depth
    ScoutNodes(Beginnings beginnings, int most) {
        LiteralTrie trie = beginnings.trie();
        int count = trie.nodes();
        near = Math.min(count, most);
        places = new int[STRIDE * count];
        depth = new int[count];
        owners = new int[count][];
        int[] old = new int[count];
        int[] parents = new int[count];
        number(trie, old, parents);
        int[] lastChild = new int[count];
        int[] children = new int[count];
        for (int node = 0; node < count; node++) {
            int parent = parents[node];
            places[STRIDE * node] |= trie.letter(old[node]);
            owners[node] = beginnings.owners(old[node]);
            if (node != ROOT) {
                depth[node] = depth[parent] + Character.charCount(trie.letter(old[node]));
                if (children[parent]++ > 0) {
                    places[STRIDE * lastChild[parent] + SIBLING] = node;
                }
                lastChild[parent] = node;
                places[STRIDE * parent] |= HAS_CHILD | (parent < near || children[parent] >= MANY ? WIDE : 0);
            }
        }
        wideKeys = IntStream.range(1, count)
                .filter(node -> isWide(parents[node]))
                .mapToLong(node -> key(parents[node], letter(node)))
                .sorted()
                .toArray();
        wideChildren = new int[wideKeys.length];
        for (int node = 1; node < count; node++) {
            if (isWide(parents[node])) {
                wideChildren[Arrays.binarySearch(wideKeys, key(parents[node], letter(node)))] = node;
            }
        }
        link(old, parents, trie);
    }

    /// Numbers the trie's nodes: the first ones level by level, the others from parent to child.
    private void number(LiteralTrie trie, int[] old, int[] parents) {
        int known = 1;
        int node = 0;
        // Level by level: node by node, children at the end.
        while (known < near) {
            for (int c = trie.firstChild(old[node]); c != LiteralTrie.NOWHERE && known < near; c = trie.sibling(c)) {
                old[known] = c;
                parents[known++] = node;
            }
            node++;
        }
        int[] todo = new int[old.length];
        int[] todoParents = new int[old.length];
        int waiting = 0;
        boolean[] placed = new boolean[trie.nodes()];
        for (int i = 0; i < near; i++) {
            placed[old[i]] = true;
        }
        for (int i = near - 1; i >= 0; i--) {
            for (int c = trie.firstChild(old[i]); c != LiteralTrie.NOWHERE; c = trie.sibling(c)) {
                if (!placed[c]) {
                    todo[waiting] = c;
                    todoParents[waiting++] = i;
                }
            }
        }
        for (int next = near; waiting > 0; next++) {
            old[next] = todo[--waiting];
            parents[next] = todoParents[waiting];
            for (int c = trie.firstChild(old[next]); c != LiteralTrie.NOWHERE; c = trie.sibling(c)) {
                todo[waiting] = c;
                todoParents[waiting++] = next;
            }
        }
    }

    private void link(int[] old, int[] parents, LiteralTrie trie) {
        int[] numbers = new int[old.length];
        for (int node = 0; node < old.length; node++) {
            numbers[old[node]] = node;
        }
        int[] queue = new int[old.length];
        int tail = 1;
        for (int head = 0; head < tail; head++) {
            int node = queue[head];
            if (node != ROOT) {
                int parent = parents[node];
                int fail = parent == ROOT ? ROOT : follow(fail(parent), letter(node));
                places[STRIDE * node + FAIL] = fail;
                places[STRIDE * node + ENDING] = owners[node].length == 0 ? ending(fail) : node;
            }
            for (int c = trie.firstChild(old[node]); c != LiteralTrie.NOWHERE; c = trie.sibling(c)) {
                queue[tail++] = numbers[c];
            }
        }
    }

    private int follow(int from, int letter) {
        int node = from;
        while (true) {
            int child = child(node, letter);
            if (child != 0 || node == ROOT) {
                return child;
            }
            node = fail(node);
        }
    }

    private static long key(int node, int letter) {
        return (long) node << 21 | letter;
    }

    private boolean isWide(int node) {
        return (places[STRIDE * node] & WIDE) != 0;
    }

    private int letter(int node) {
        return places[STRIDE * node] & LETTER;
    }

    /// How many are numbered by their depth.
    int near() {
        return near;
    }

    /// UTF-16 units from the root.
    int depth(int node) {
        return depth[node];
    }

    int[] owners(int node) {
        return owners[node];
    }

    /// The node of the longest proper ending of a node's text.
    int fail(int node) {
        return places[STRIDE * node + FAIL];
    }

    /// The nearest node along the failure links, itself included, at which a text ends; the root if there is none.
    int ending(int node) {
        return places[STRIDE * node + ENDING];
    }

    boolean ends(int node) {
        return ending(node) != ROOT;
    }

    /// The child by a folded letter, the root if there is none.
    int child(int node, int letter) {
        int head = places[STRIDE * node];
        if ((head & WIDE) != 0) {
            int at = Arrays.binarySearch(wideKeys, key(node, letter));
            return at < 0 ? ROOT : wideChildren[at];
        }
        int child = (head & HAS_CHILD) == 0 ? ROOT : node + 1;
        while (child != ROOT && letter(child) != letter) {
            child = places[STRIDE * child + SIBLING];
        }
        return child;
    }
}
