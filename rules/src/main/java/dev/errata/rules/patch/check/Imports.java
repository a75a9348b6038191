package dev.errata.rules.patch.check;

import dev.errata.rules.patch.check.Value.Name;
import dev.errata.rules.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a file imports, in each language's way, and what its names then mean.
///
/// **Thread:** one.
final class Imports {
    private final SyntaxTree tree;
    private final Meanings meanings;
    private final List<Import> found = new ArrayList<>();

    /// One name that comes from elsewhere.
    ///
    /// @param module the module, package or file that it comes from
    /// @param path the module, or the member of it
    /// @param local what it is called in the file; empty if nothing
    record Import(String module, String path, String local, int node) {}

    Imports(SyntaxTree tree, Meanings meanings) {
        this.tree = tree;
        this.meanings = meanings;
    }

    /// A module's name as the table of names has it.
    static String module(String name) {
        return name.startsWith("node:") ? name.substring(5) : name;
    }

    List<Import> found() {
        return found;
    }

    /// Reads one import statement.
    void read(int node) {
        switch (tree.grammar()) {
            case PYTHON -> python(node);
            case JAVASCRIPT, TYPESCRIPT -> javascript(node);
            case JAVA -> java(node);
            case GO -> go(node);
            case RUST -> rust(node);
            case C, CPP -> c(node);
            case C_SHARP -> cSharp(node);
            case PHP -> php(node);
            case RUBY, BASH, JSON, HTML, CSS, SCALA -> {}
        }
    }

    /// A module that is loaded by a call.
    void loaded(String module, int node) {
        found.add(new Import(module, module(module), "", node));
    }

    private void bind(String name, String module, String path, int node) {
        found.add(new Import(module, path, name, node));
        if (!name.equals(path)) {
            meanings.learn(name, List.of(new Name(path)));
        }
    }

    private void python(int node) {
        int from = tree.child(node, "module_name");
        String base = from == SyntaxTree.NONE ? "" : tree.text(from).replaceAll("\\s", "");
        if (tree.childOf(node, "wildcard_import") != SyntaxTree.NONE) {
            found.add(new Import(base, base + ".*", "", node));
        }
        for (int part : tree.parts(node)) {
            if (part == from) {
                continue;
            }
            int name = tree.kind(part).equals("aliased_import") ? tree.child(part, "name") : part;
            if (!tree.kind(name).equals("dotted_name")) {
                continue;
            }
            String path = tree.text(name).replaceAll("\\s", "");
            if (from != SyntaxTree.NONE) {
                String local = name == part ? path : tree.text(tree.child(part, "alias"));
                bind(local, base, base.endsWith(".") ? base + path : base + "." + path, part);
            } else if (name == part) {
                found.add(new Import(path, path, path.split("\\.", 2)[0], part));
            } else {
                bind(tree.text(tree.child(part, "alias")), path, path, part);
            }
        }
    }

    private void javascript(int node) {
        int source = tree.child(node, "source");
        int required = tree.childOf(node, "import_require_clause");
        if (required != SyntaxTree.NONE) {
            source = tree.child(required, "source");
        }
        String written = meanings.texts(source).stream().findFirst().orElse("?");
        String module = module(written);
        found.add(new Import(written, module, "", node));
        for (int part = node + 1; part < tree.behind(node); part++) {
            if (tree.kind(part).equals("import_specifier")) {
                String name = tree.text(tree.child(part, "name"));
                int alias = tree.child(part, "alias");
                bind(alias == SyntaxTree.NONE ? name : tree.text(alias), written, module + "." + name, part);
            } else if (tree.kind(part).equals("identifier")
                    && List.of("import_clause", "namespace_import", "import_require_clause")
                            .contains(tree.kind(tree.parent(part)))) {
                meanings.learn(tree.text(part), List.of(new Name(module)));
            }
        }
    }

    private void java(int node) {
        String path = tree.text(node).replaceAll("^import\\s+(static\\s+)?", "").replaceAll("[\\s;]", "");
        boolean isStatic = tree.text(node).matches("(?s)import\\s+static\\b.*");
        int dot = path.lastIndexOf('.');
        String owner = dot < 0 ? path : path.substring(0, dot);
        if (path.endsWith("*")) {
            found.add(new Import(owner, path, "", node));
        } else {
            bind(path.substring(dot + 1), isStatic ? owner : path, path, node);
        }
    }

    private void go(int node) {
        for (int part = node; part < tree.behind(node); part++) {
            if (tree.kind(part).equals("import_spec")) {
                String path = meanings.texts(tree.child(part, "path")).stream()
                        .findFirst()
                        .orElse("?");
                int name = tree.child(part, "name");
                String last = path.substring(path.lastIndexOf('/') + 1);
                String plain = last.matches("v[0-9]+") ? lastBut(path) : last;
                bind(name == SyntaxTree.NONE ? plain : tree.text(name), path, path, part);
            }
        }
    }

    private static String lastBut(String path) {
        String shorter = path.substring(0, path.lastIndexOf('/') < 0 ? path.length() : path.lastIndexOf('/'));
        return shorter.substring(shorter.lastIndexOf('/') + 1);
    }

    private void rust(int node) {
        int argument = tree.child(node, tree.kind(node).startsWith("extern") ? "name" : "argument");
        if (argument != SyntaxTree.NONE) {
            rust("", /* used= */ argument, /* statement= */ node);
        }
    }

    private void rust(String prefix, int used, int statement) {
        String text = tree.text(used).replaceAll("\\s", "").replace("::", ".");
        switch (tree.kind(used)) {
            case "scoped_use_list" -> {
                int path = tree.child(used, "path");
                String inner = path == SyntaxTree.NONE
                        ? ""
                        : tree.text(path).replaceAll("\\s", "").replace("::", ".");
                rust(prefix + inner + ".", tree.child(used, "list"), statement);
            }
            case "use_list" -> tree.parts(used).forEach(part -> rust(prefix, part, statement));
            case "use_as_clause" ->
                bind(
                        tree.text(tree.child(used, "alias")),
                        crate(prefix + text),
                        prefix
                                + tree.text(tree.child(used, "path"))
                                        .replaceAll("\\s", "")
                                        .replace("::", "."),
                        statement);
            case "use_wildcard" -> found.add(new Import(crate(prefix + text), prefix + text, "", statement));
            case "self" -> {
                String path = prefix.substring(0, Math.max(0, prefix.length() - 1));
                bind(path.substring(path.lastIndexOf('.') + 1), crate(path), path, statement);
            }
            default -> bind(text.substring(text.lastIndexOf('.') + 1), crate(prefix + text), prefix + text, statement);
        }
    }

    private static String crate(String path) {
        return path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    }

    private void c(int node) {
        switch (tree.kind(node)) {
            case "preproc_include" -> {
                int path = tree.child(node, "path");
                String name = path == SyntaxTree.NONE ? "?" : tree.text(path);
                found.add(new Import(name, name.replaceAll("[<>\"]", ""), "", node));
            }
            case "using_declaration" -> {
                String path = tree.text(node)
                        .replaceAll("^using\\s+(namespace\\s+)?|[;\\s]", "")
                        .replace("::", ".");
                if (!tree.text(node).contains("namespace")) {
                    bind(path.substring(path.lastIndexOf('.') + 1), "", path, node);
                }
            }
            default -> {
                List<Integer> parts = tree.parts(node);
                if (parts.size() > 1) {
                    String path =
                            tree.text(parts.getLast()).replaceAll("\\s", "").replace("::", ".");
                    bind(tree.text(parts.getFirst()), "", path, node);
                }
            }
        }
    }

    private void cSharp(int node) {
        List<Integer> parts = tree.parts(node);
        if (parts.isEmpty()) {
            return;
        }
        String path = tree.text(parts.getLast()).replaceAll("\\s", "").replace("global::", "");
        int alias = tree.child(node, "name");
        if (alias != SyntaxTree.NONE && alias != parts.getLast()) {
            bind(tree.text(alias), path, path, node);
        } else {
            found.add(new Import(path, path, "", node));
        }
    }

    private void php(int node) {
        String group = "";
        for (int part = node; part < tree.behind(node); part++) {
            if (tree.kind(part).equals("namespace_name") && tree.parent(part) == node) {
                group = tree.text(part) + "\\";
            }
            if (tree.kind(part).startsWith("namespace_use_clause")) {
                int alias = tree.child(part, "alias");
                String text =
                        tree.text(part).replaceFirst("(?i)\\s+as\\s+.*", "").replaceFirst("^(function|const)\\s+", "");
                String path = (group + text.strip()).replaceAll("^\\\\", "").replace('\\', '.');
                String last = path.substring(path.lastIndexOf('.') + 1);
                bind(alias == SyntaxTree.NONE ? last : tree.text(alias), path, path, part);
            }
        }
    }

    /// The first part of a module's name, by which manifests know it.
    static String first(String module) {
        return module.toLowerCase(Locale.ROOT).split("[./]", 2)[0];
    }
}
