package dev.errata.rules.patch.approve;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.syntax.Grammar;
import dev.errata.rules.syntax.Grammars;
import dev.errata.rules.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares syntax trees node by node: kinds, depths, and the text of leaves. Comments are left out; white space is in no
/// tree, but where it means something (Python's indentation) it shows in the depths.
///
/// **Thread:** any that may work for a second.
public final class SyntaxTrees implements Trees {
    private final Grammars grammars;

    public SyntaxTrees(Grammars grammars) {
        this.grammars = grammars;
    }

    @Override
    public boolean same(WorkspacePath path, FileImage before, FileImage after) {
        Optional<Grammar> grammar = Grammar.of(path.name(), after.content().text());
        if (grammar.isEmpty() || before.mode() != after.mode()) {
            return false;
        }
        Optional<SyntaxTree> one = grammars.parse(grammar.get(), before.content().text());
        Optional<SyntaxTree> other = grammars.parse(grammar.get(), after.content().text());
        return one.isPresent()
                && other.isPresent()
                && valid(one.get())
                && valid(other.get())
                && outline(one.get()).equals(outline(other.get()));
    }

    private static boolean valid(SyntaxTree tree) {
        for (int node = 0; node < tree.size(); node++) {
            if (tree.isError(node) || tree.isMissing(node)) {
                return false;
            }
        }
        return tree.size() > 0;
    }

    private static List<String> outline(SyntaxTree tree) {
        List<String> outline = new ArrayList<>();
        int[] depth = new int[tree.size()];
        for (int node = 0; node < tree.size(); node++) {
            int parent = tree.parent(node);
            depth[node] = parent == SyntaxTree.NONE ? 0 : depth[parent] + 1;
            if (!tree.kind(node).contains("comment")) {
                String text = tree.isLeaf(node) ? " " + tree.text(node) : "";
                outline.add(depth[node] + " " + tree.kind(node) + text);
            }
        }
        return outline;
    }
}
