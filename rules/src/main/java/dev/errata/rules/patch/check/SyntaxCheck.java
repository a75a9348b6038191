package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Finding;
import dev.errata.rules.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what the parser cannot read in a file afterwards and could read before.
///
/// Faults are told apart by what they are made of and stand in, not by where, so that a fault which a patch only moves,
/// or
/// beside which it changes a word, is not its own.
final class SyntaxCheck {
    private static final int MOST = 20;

    private SyntaxCheck() {}

    /// A place that the parser stumbled at.
    private record Fault(String key, int node, boolean missing) {}

    static List<Finding> of(Judged file) {
        SyntaxTree after = file.after();
        if (after == null) {
            return List.of();
        }
        Map<String, Integer> before = new HashMap<>();
        faults(file.before()).forEach(fault -> before.merge(fault.key(), 1, Integer::sum));
        List<Finding> found = new ArrayList<>();
        for (Fault fault : faults(after)) {
            if (before.merge(fault.key(), -1, Integer::sum) >= 0) {
                continue;
            }
            int line = after.line(fault.node());
            String kind = after.kind(fault.node());
            found.add(new Finding(
                    Finding.Kind.SYNTAX,
                    Finding.Weight.UNKNOWN,
                    null,
                    file.change().path(),
                    file.placed().hunkAt(line),
                    line,
                    after.column(fault.node()),
                    fault.missing() ? "could not be parsed: " + kind + " is missing" : "could not be parsed"));
            if (found.size() == MOST) {
                break;
            }
        }
        return found;
    }

    private static List<Fault> faults(@Nullable SyntaxTree tree) {
        List<Fault> faults = new ArrayList<>();
        if (tree == null) {
            return faults;
        }
        int node = 0;
        while (node < tree.size()) {
            if (tree.isError(node)) {
                faults.add(new Fault("error " + shape(tree, node), node, false));
                node = tree.behind(node);
            } else {
                if (tree.isMissing(node)) {
                    faults.add(new Fault("missing " + tree.kind(node) + " " + shape(tree, node), node, true));
                }
                node++;
            }
        }
        return faults;
    }

    /// What a fault is made of and stands in.
    private static String shape(SyntaxTree tree, int node) {
        int parent = tree.parent(node);
        return tree.kind(parent) + " in " + tree.kind(tree.parent(parent)) + ": "
                + tree.children(node).stream()
                        .limit(8)
                        .map(tree::kind)
                        .filter(kind -> !kind.endsWith("comment"))
                        .toList();
    }
}
