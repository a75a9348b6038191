package dev.errata.rules.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A file's syntax tree, copied out of the parser: nodes are numbers from 0, the root, in the order in which they
/// begin, each before its children.
///
/// It stands in arrays, since a file of 5,000 lines has 30,000 nodes, two trees of it are compared on each judgement,
/// and most of what is asked is "the next one".
///
/// **Thread:** immutable. **Units:** positions are UTF-16 units of the text.
public final class SyntaxTree {
    /// Where there is no node.
    public static final int NONE = -1;

    static final int NAMED = 1;
    static final int MISSING = 2;
    static final int ERROR = 4;

    private final Grammar grammar;
    private final String text;
    private final List<String> kinds;
    private final List<String> fields;
    private final Nodes nodes;
    private final int[] lineStarts;

    SyntaxTree(Grammar grammar, String text, List<String> kinds, List<String> fields, Nodes nodes) {
        this.grammar = grammar;
        this.text = text;
        this.kinds = kinds;
        this.fields = fields;
        this.nodes = nodes;
        this.lineStarts = lineStarts(text);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    public Grammar grammar() {
        return grammar;
    }

    public String source() {
        return text;
    }

    /// How many nodes there are.
    public int size() {
        return nodes.size;
    }

    /// The name that the grammar has for what a node is; empty for [#NONE].
    public String kind(int node) {
        return node == NONE ? "" : kinds.get(nodes.kind[node]);
    }

    /// All names of the grammar for what a node can be, each at its number.
    public List<String> kinds() {
        return kinds;
    }

    /// The number of the name that the grammar has for what a node is.
    public int kindNumber(int node) {
        return nodes.kind[node];
    }

    /// The name that a node has in its parent; empty for none.
    public String field(int node) {
        return fields.get(nodes.field[node]);
    }

    public int start(int node) {
        return nodes.start[node];
    }

    public int end(int node) {
        return nodes.end[node];
    }

    public String text(int node) {
        return text.substring(nodes.start[node], nodes.end[node]);
    }

    /// From 1.
    public int line(int node) {
        return lineAt(nodes.start[node]);
    }

    /// The line of a position, from 1.
    public int lineAt(int position) {
        int found = Arrays.binarySearch(lineStarts, position);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /// From 1, in UTF-16 units.
    public int column(int node) {
        return nodes.start[node] - lineStarts[line(node) - 1] + 1;
    }

    /// [#NONE] for the root.
    public int parent(int node) {
        return node == NONE ? NONE : nodes.parent[node];
    }

    /// The first node behind the last descendant of a node.
    public int behind(int node) {
        return nodes.behind[node];
    }

    /// Whether it has a rule of its own in the grammar; else it is a bare token such as `(`.
    public boolean named(int node) {
        return (nodes.flags[node] & NAMED) != 0;
    }

    /// Whether the parser could make nothing of the text here.
    public boolean isError(int node) {
        return (nodes.flags[node] & ERROR) != 0;
    }

    /// Whether the parser put it in because the grammar wants it here.
    public boolean isMissing(int node) {
        return (nodes.flags[node] & MISSING) != 0;
    }

    public boolean isLeaf(int node) {
        return nodes.behind[node] == node + 1;
    }

    /// All children.
    public List<Integer> children(int node) {
        List<Integer> children = new ArrayList<>();
        for (int child = node + 1; child < nodes.behind[node]; child = nodes.behind[child]) {
            children.add(child);
        }
        return children;
    }

    /// The children that are named.
    public List<Integer> parts(int node) {
        List<Integer> children = new ArrayList<>();
        for (int child = node + 1; child < nodes.behind[node]; child = nodes.behind[child]) {
            if (named(child)) {
                children.add(child);
            }
        }
        return children;
    }

    /// The first child with a field's name; [#NONE] if there is none.
    public int child(int node, String field) {
        for (int child = node + 1; child < nodes.behind[node]; child = nodes.behind[child]) {
            if (field(child).equals(field)) {
                return child;
            }
        }
        return NONE;
    }

    /// The first child of a kind; [#NONE] if there is none.
    public int childOf(int node, String kind) {
        for (int child = node + 1; child < nodes.behind[node]; child = nodes.behind[child]) {
            if (kind(child).equals(kind)) {
                return child;
            }
        }
        return NONE;
    }
}
