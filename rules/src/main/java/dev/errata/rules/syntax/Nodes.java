package dev.errata.rules.syntax;

import java.util.Arrays;

/// The table of a tree's nodes, a column for each thing that is known of them. It grows while a tree is copied, and is
/// not changed afterwards.
///
/// **Thread:** one while it grows.
final class Nodes {
    int size;

    /// Index of the kind's name.
    short[] kind;

    /// Index of the name that a node has in its parent, 0 for none.
    short[] field;

    byte[] flags;
    int[] start;
    int[] end;
    int[] parent;

    /// The first node behind a node's last descendant.
    int[] behind;

    Nodes(int room) {
        kind = new short[room];
        field = new short[room];
        flags = new byte[room];
        start = new int[room];
        end = new int[room];
        parent = new int[room];
        behind = new int[room];
    }

    /// The number of a node that nothing is known of yet.
    int add() {
        if (size == kind.length) {
            int more = size * 2;
            kind = Arrays.copyOf(kind, more);
            field = Arrays.copyOf(field, more);
            flags = Arrays.copyOf(flags, more);
            start = Arrays.copyOf(start, more);
            end = Arrays.copyOf(end, more);
            parent = Arrays.copyOf(parent, more);
            behind = Arrays.copyOf(behind, more);
        }
        return size++;
    }
}
