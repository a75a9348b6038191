package dev.errata.rules.patch.check;

import dev.errata.rules.patch.check.Value.Items;
import dev.errata.rules.patch.check.Value.Name;
import dev.errata.rules.syntax.SyntaxTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Learns what the names of a file mean: from its imports, assignments and declared types.
///
/// **Thread:** one.
final class Bindings {
    private static final Set<String> SAYS_NOTHING = Set.of(
            "var", "auto", "let", "int", "long", "void", "char", "bool", "boolean", "String", "string", "str", "Object",
            "object", "any", "dynamic", "number", "double", "float", "byte", "error", "T");

    private final SyntaxTree tree;
    private final Dialect dialect;
    private final Meanings meanings;

    private Bindings(SyntaxTree tree, Dialect dialect, Meanings meanings) {
        this.tree = tree;
        this.dialect = dialect;
        this.meanings = meanings;
    }

    /// Reads the file twice: what is assigned at its end may be used at its beginning.
    static Imports learn(SyntaxTree tree, Dialect dialect, Meanings meanings) {
        var bindings = new Bindings(tree, dialect, meanings);
        var imports = new Imports(tree, meanings);
        for (int node = 0; node < tree.size(); node++) {
            if (tree.named(node) && dialect.is(tree, node, "import")) {
                imports.read(node);
            }
        }
        for (int round = 0; round < 2; round++) {
            for (int node = 0; node < tree.size(); node++) {
                if (tree.named(node)) {
                    bindings.read(node, round);
                }
            }
            meanings.forget();
        }
        return imports;
    }

    private void read(int node, int round) {
        for (Map.Entry<String, List<String>> role : dialect.roles(tree, node).entrySet()) {
            int left = Dialect.child(tree, node, role.getValue(), 0);
            int right = Dialect.child(tree, node, role.getValue(), 1);
            switch (role.getKey()) {
                case "assign" -> assign(left, right);
                case "augment" -> {
                    if (round == 0 && left != SyntaxTree.NONE && right != SyntaxTree.NONE) {
                        augment(left, right);
                    }
                }
                case "typed" -> typed(node, left, right);
                default -> {}
            }
        }
        if (tree.kind(node).equals("preproc_def")) {
            int value = tree.child(node, "value");
            if (value != SyntaxTree.NONE && tree.text(value).strip().matches("[A-Za-z_][\\w:]*")) {
                meanings.learn(
                        tree.text(tree.child(node, "name")),
                        List.of(new Name(tree.text(value).strip().replace("::", "."))));
            }
        }
    }

    private void assign(int left, int right) {
        if (left == SyntaxTree.NONE || right == SyntaxTree.NONE || left == right) {
            return;
        }
        switch (tree.kind(left)) {
            case "object_pattern" -> taken(left, meanings.names(right));
            case "tuple_pattern", "pattern_list", "array_pattern", "expression_list", "left_assignment_list" ->
                pairwise(tree.parts(left), right);
            default -> {
                int name = inner(left);
                List<Value> values = meanings.of(right);
                if (!values.isEmpty() || !tree.isLeaf(right)) {
                    meanings.learn(meanings.key(name), values);
                }
            }
        }
    }

    private void pairwise(List<Integer> names, int right) {
        List<Integer> values =
                dialect.is(tree, right, "list") || dialect.is(tree, right, "wrap") ? tree.parts(right) : List.of(right);
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            meanings.learn(meanings.key(names.get(i)), meanings.of(values.get(i)));
        }
    }

    /// `const {exec: e, spawn} = module`.
    private void taken(int pattern, List<Name> modules) {
        for (int part : tree.parts(pattern)) {
            int key = tree.child(part, "key");
            int value = tree.child(part, "value");
            String name = key == SyntaxTree.NONE
                    ? tree.text(part)
                    : meanings.key(key).replaceAll("^[\\['\"]+|['\"\\]]+$", "");
            String local =
                    value == SyntaxTree.NONE ? tree.text(part).replaceFirst("(?s)\\s*=.*", "") : tree.text(value);
            for (Name module : modules) {
                meanings.learn(local, List.of(module.member(name)));
            }
        }
    }

    private void augment(int left, int right) {
        boolean learned = false;
        for (String before : List.copyOf(meanings.texts(left))) {
            for (String more : meanings.texts(right)) {
                Optional<Value> text = Folds.text(before + more);
                learned |= text.isPresent() && meanings.learn(meanings.key(left), List.of(text.get()));
            }
        }
        if (learned) {
            meanings.forget();
        }
    }

    private void typed(int node, int type, int name) {
        if (type == SyntaxTree.NONE || name == SyntaxTree.NONE) {
            return;
        }
        List<Value> types = meanings.of(type).stream()
                .filter(value -> value instanceof Name(String path) && !SAYS_NOTHING.contains(path))
                .filter(value -> !(value instanceof Items))
                .toList();
        for (int part = name; part < tree.behind(node); part = tree.behind(part)) {
            if (tree.named(part) && tree.parent(part) == tree.parent(name)) {
                int declared = tree.child(part, "name");
                int inner = inner(declared == SyntaxTree.NONE ? part : declared);
                if (!types.isEmpty() && dialect.is(tree, inner, "name")) {
                    meanings.learn(meanings.key(inner), types);
                }
            }
        }
    }

    /// The name inside a declarator: `(*f)(int)`.
    private int inner(int node) {
        int at = node;
        while (dialect.is(tree, at, "unwrap") || dialect.is(tree, at, "assign")) {
            int child = tree.child(at, "declarator");
            List<Integer> parts = tree.parts(at);
            if (child == SyntaxTree.NONE && parts.isEmpty()) {
                return at;
            }
            at = child == SyntaxTree.NONE ? parts.getFirst() : child;
        }
        return at;
    }
}
