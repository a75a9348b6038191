package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.syntax.Grammar;
import dev.errata.rules.syntax.Grammars;
import dev.errata.rules.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds functions, types and imports that a patch takes away while the workspace still uses them.
///
/// A use is a mention of the name in code of the same language that does not itself define it. Members of other types
/// may have the same name, so this is a caution and never more.
final class RemovedSymbols {
    private static final int MOST_FILES = 2_000;
    private static final int LONGEST = 500_000;

    private RemovedSymbols() {}

    static List<Finding> of(List<Judged> files, WorkspaceNames workspace, Grammars grammars) {
        Set<String> defined = new HashSet<>();
        for (Judged file : files) {
            defined.addAll(definitions(file.after()).keySet());
        }
        List<Finding> found = new ArrayList<>();
        for (Judged file : files) {
            SyntaxTree before = file.before();
            if (before != null) {
                definitions(before).forEach((name, node) -> {
                    if (!defined.contains(name) && isPublic(before, node, name)) {
                        user(file, before.grammar(), name, workspace, grammars)
                                .ifPresent(place -> found.add(finding(
                                        file,
                                        before.line(node),
                                        "takes away " + name + ", which " + place + " still uses")));
                    }
                });
            }
            imports(file, found);
        }
        return found;
    }

    /// Names of functions and types, each with the node that defines it first.
    private static Map<String, Integer> definitions(@Nullable SyntaxTree tree) {
        Map<String, Integer> names = new LinkedHashMap<>();
        Dialect dialect = tree == null ? null : Dialect.of(tree.grammar()).orElse(null);
        if (tree == null || dialect == null) {
            return names;
        }
        for (int node = 0; node < tree.size(); node++) {
            if (tree.named(node) && dialect.is(tree, node, "define")) {
                int name = tree.child(node, "name");
                if (name == SyntaxTree.NONE && tree.child(node, "declarator") != SyntaxTree.NONE) {
                    name = tree.child(tree.child(node, "declarator"), "declarator");
                }
                if (name != SyntaxTree.NONE) {
                    names.putIfAbsent(tree.text(name), node);
                }
            }
        }
        return names;
    }

    private static boolean isPublic(SyntaxTree tree, int node, String name) {
        if (name.length() < 3 || !name.matches("[\\w$]+")) {
            return false;
        }
        String text = tree.text(node).lines().findFirst().orElse("");
        return switch (tree.grammar()) {
            case PYTHON -> !name.startsWith("_");
            case GO -> Character.isUpperCase(name.charAt(0));
            case JAVA, C_SHARP, PHP -> !text.matches(".*\\bprivate\\b.*");
            case RUST -> text.startsWith("pub");
            case JAVASCRIPT, TYPESCRIPT -> isExported(tree, node, name);
            case C, CPP -> !text.startsWith("static");
            case RUBY, BASH -> true;
            case JSON, HTML, CSS, SCALA -> false;
        };
    }

    private static boolean isExported(SyntaxTree tree, int node, String name) {
        int parent = tree.parent(node);
        int above = parent == SyntaxTree.NONE ? parent : tree.parent(parent);
        boolean direct = (parent != SyntaxTree.NONE && tree.kind(parent).equals("export_statement"))
                || (above != SyntaxTree.NONE && tree.kind(above).equals("export_statement"));
        return direct
                || Pattern.compile("export\\s*\\{[^}]*\\b" + Pattern.quote(name) + "\\b|exports\\.?[^;\\n]*\\b"
                                + Pattern.quote(name) + "\\b")
                        .matcher(tree.source())
                        .find();
    }

    /// The first file that mentions a name and does not define it.
    private static Optional<String> user(
            Judged file, Grammar grammar, String name, WorkspaceNames workspace, Grammars grammars) {
        Pattern word = Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])");
        int read = 0;
        for (WorkspacePath path : workspace.paths()) {
            Optional<Grammar> language = Grammar.of(path.name(), "");
            if (language.isEmpty() || !related(language.get(), grammar)) {
                continue;
            }
            if (++read > MOST_FILES) {
                return Optional.empty();
            }
            Optional<String> text = workspace
                    .files()
                    .file(path)
                    .filter(image -> image.content().size() < LONGEST)
                    .map(image -> image.content().text())
                    .filter(all -> all.contains(name) && word.matcher(all).find());
            if (text.isPresent()
                    && grammars.parse(language.get(), text.get())
                            .filter(tree ->
                                    mentions(tree, name) && !definitions(tree).containsKey(name))
                            .isPresent()) {
                return Optional.of(path.equals(file.change().path()) ? "the file itself" : path.value());
            }
        }
        return Optional.empty();
    }

    private static boolean related(Grammar one, Grammar other) {
        return family(one) == family(other);
    }

    private static Grammar family(Grammar grammar) {
        return grammar == Grammar.TYPESCRIPT ? Grammar.JAVASCRIPT : grammar == Grammar.CPP ? Grammar.C : grammar;
    }

    /// In code, not in a comment or a text.
    private static boolean mentions(SyntaxTree tree, String name) {
        for (int node = 0; node < tree.size(); node++) {
            if (tree.named(node)
                    && tree.isLeaf(node)
                    && tree.end(node) - tree.start(node) == name.length()
                    && tree.kind(node).matches(".*(?:identifier|name|constant|word|import).*")
                    && tree.text(node).equals(name)) {
                return true;
            }
        }
        return false;
    }

    /// Imports that are gone while the file still uses what they gave.
    private static void imports(Judged file, List<Finding> found) {
        Uses.Of before = file.usesBefore();
        Uses.Of after = file.usesAfter();
        if (before == null || after == null) {
            return;
        }
        Set<String> kept = new HashSet<>();
        after.imports().forEach(one -> kept.add(one.local()));
        for (Imports.Import one : before.imports()) {
            String name = one.local();
            if (!name.isEmpty() && kept.add(name) && isReferred(after.tree(), name) && !isBound(after.tree(), name)) {
                found.add(finding(
                        file,
                        before.tree().line(one.node()),
                        "takes away the import of " + name + ", which the file still uses"));
            }
        }
    }

    private static boolean isReferred(SyntaxTree tree, String name) {
        Dialect dialect = Dialect.of(tree.grammar()).orElseThrow();
        for (int node = 0; node < tree.size(); node++) {
            if (tree.named(node)
                    && tree.isLeaf(node)
                    && dialect.is(tree, node, "name")
                    && !Set.of("attribute", "field", "name", "property").contains(tree.field(node))
                    && tree.text(node).equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBound(SyntaxTree tree, String name) {
        return definitions(tree).containsKey(name)
                || Pattern.compile("(?<![\\w.])" + Pattern.quote(name) + "\\s*(?::?=(?!=)|:\\s)")
                        .matcher(tree.source())
                        .find();
    }

    private static Finding finding(Judged file, int line, String reason) {
        return new Finding(
                Finding.Kind.REMOVED_SYMBOL,
                Finding.Weight.CAUTION,
                null,
                file.change().path(),
                hunkBefore(file, line),
                line,
                0,
                reason);
    }

    private static int hunkBefore(Judged file, int line) {
        return file.change().hunks().stream()
                .filter(hunk -> line > hunk.at() && line <= hunk.end())
                .findFirst()
                .orElse(file.change().hunks().getFirst())
                .number();
    }
}
