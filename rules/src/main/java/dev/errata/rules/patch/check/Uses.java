package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Capability;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.check.Value.Name;
import dev.errata.rules.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what the code of one file can do: each mention of a name that can, whether it is called there or not, for a
/// mention is all it takes to call it elsewhere under another name.
///
/// **Thread:** one.
final class Uses {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]*(?:(?:::|\\.)[A-Za-z_$][\\w$]*)*");
    private static final Set<String> NO_REFERENCE = Set.of(
            "name", "alias", "attribute", "field", "property", "pattern", "label", "parameter", "declarator", "key");

    private static final Set<String> ANNOTATIONS = Set.of("attribute", "annotation", "marker_annotation");
    private static final Pattern NATIVE = Pattern.compile("\\bnative\\b");

    private final SyntaxTree tree;
    private final Dialect dialect;
    private final Abilities abilities;
    private final Meanings meanings;
    private final Imports imports;
    private final List<Use> found = new ArrayList<>();

    /// What one file does and imports.
    record Of(List<Use> uses, List<Imports.Import> imports, SyntaxTree tree) {}

    private Uses(SyntaxTree tree, Dialect dialect, Abilities abilities, Meanings meanings, Imports imports) {
        this.tree = tree;
        this.dialect = dialect;
        this.abilities = abilities;
        this.meanings = meanings;
        this.imports = imports;
    }

    /// Empty for a language whose names are not looked at.
    static Optional<Of> in(SyntaxTree tree) {
        return Dialect.of(tree.grammar()).map(dialect -> {
            Abilities abilities = Abilities.of(tree.grammar());
            var meanings = new Meanings(tree, dialect, abilities);
            Imports imports = Bindings.learn(tree, dialect, meanings);
            var uses = new Uses(tree, dialect, abilities, meanings, imports);
            if (tree.grammar() == dev.errata.rules.syntax.Grammar.BASH) {
                return new Of(ShellUses.in(tree, abilities, meanings), List.of(), tree);
            }
            uses.all();
            return new Of(List.copyOf(uses.found), List.copyOf(imports.found()), tree);
        });
    }

    private void all() {
        List.copyOf(imports.found()).forEach(one -> mention(one.path(), one.node()));
        int node = 0;
        while (node < tree.size()) {
            if (tree.named(node) && dialect.is(tree, node, "import")) {
                node = tree.behind(node);
            } else {
                if (tree.named(node) || tree.kind(node).equals("import")) {
                    visit(node);
                }
                node++;
            }
        }
    }

    private void visit(int node) {
        Map<String, List<String>> roles = dialect.roles(tree, node);
        for (Map.Entry<String, List<String>> role : roles.entrySet()) {
            List<String> fields = role.getValue();
            switch (role.getKey()) {
                case "name", "path" -> {
                    if (isReference(node)) {
                        mention(node);
                    }
                }
                case "member", "field" -> {
                    if (!dialect.is(tree, tree.parent(node), "import") && !isObjectOf(node)) {
                        mention(node);
                    }
                }
                case "index" -> index(node, fields);
                case "call", "new" ->
                    call(node, meanings.of(meanings.at(node, fields, 0)), meanings.at(node, fields, 1));
                case "method" -> {
                    List<Value> callees = meanings.callees(node, fields);
                    callees.forEach(callee -> {
                        if (callee instanceof Name(String path)) {
                            mention(path, node);
                        }
                    });
                    call(node, callees, meanings.at(node, fields, 2));
                }
                case "text" -> constant(node);
                case "tokens" -> tokens(node);
                case "syntax" -> {
                    Capability capability = Capability.valueOf(fields.getFirst().toUpperCase(java.util.Locale.ROOT));
                    add(
                            capability,
                            Abilities.weight(capability),
                            tree.kind(node),
                            node,
                            added(capability, tree.kind(node).replace('_', ' ')));
                }
                case "computed" -> unresolved("computed name", node, "uses a variable whose name is made at run time");
                case "loads" -> loads(node);
                default -> {}
            }
        }
        if (tree.kind(node).equals("modifiers")
                && NATIVE.matcher(tree.text(node)).find()) {
            add(
                    Capability.NATIVE_CODE,
                    Finding.Weight.CAUTION,
                    "native method",
                    node,
                    "adds native code: a native method");
        }
    }

    private boolean isReference(int node) {
        int parent = tree.parent(node);
        if (parent == SyntaxTree.NONE || tree.kind(parent).equals("variable_name")) {
            return false;
        }
        String field = tree.field(node);
        if (field.equals("left") && dialect.is(tree, parent, "assign")) {
            return false;
        }
        if (NO_REFERENCE.contains(field) && !ANNOTATIONS.contains(tree.kind(parent))) {
            return false;
        }
        Map<String, List<String>> roles = dialect.roles(tree, parent);
        if (roles.containsKey("member") || roles.containsKey("field")) {
            return !isObjectOf(node) && tree.parts(parent).getFirst() == node;
        }
        return !(roles.containsKey("method") && field.equals("method"));
    }

    /// Whether the node is the object of a member that can do something itself: one mention is enough.
    private boolean isObjectOf(int node) {
        int parent = tree.parent(node);
        Map<String, List<String>> roles = dialect.roles(tree, parent);
        for (String role : roles.isEmpty() ? List.<String>of() : List.of("member", "field", "method")) {
            List<String> fields = roles.get(role);
            if (fields != null && meanings.at(parent, fields, 0) == node) {
                List<? extends Value> names =
                        role.equals("method") ? meanings.callees(parent, fields) : meanings.names(parent);
                return names.stream()
                        .anyMatch(name -> name instanceof Name(String path)
                                && !abilities.match(path).isEmpty());
            }
        }
        return false;
    }

    private void mention(int node) {
        meanings.names(node).forEach(name -> mention(name.path(), node));
    }

    private void mention(String path, int node) {
        if (path.endsWith("()")) {
            // What a call gives is not what was called.
            return;
        }
        for (Abilities.Entry entry : abilities.match(path)) {
            if (entry.how().isEmpty()) {
                add(entry.capability(), entry.weight(), entry.pattern(), node, added(entry.capability(), shown(path)));
            }
        }
    }

    private static String added(Capability capability, String what) {
        return "adds " + capability.words() + ": " + what;
    }

    private String shown(String path) {
        return String.join(".", abilities.plain(path)).replace("?.", "").replace("?", "");
    }

    private void add(Capability capability, Finding.Weight weight, String pattern, int node, String reason) {
        found.add(Use.of(capability, weight, pattern, tree.line(node), tree.column(node), reason));
    }

    private void unresolved(String key, int node, String reason) {
        found.add(Use.unresolved(key, tree.line(node), tree.column(node), reason));
    }

    private void index(int node, List<String> fields) {
        int index = meanings.at(node, fields, 1);
        List<Name> bases = meanings.names(meanings.at(node, fields, 0));
        mention(node);
        for (Name base : bases) {
            boolean able = abilities.isRoot(base.path()) || abilities.hasAbleMembers(base.path());
            if (able
                    && index != SyntaxTree.NONE
                    && meanings.texts(index).isEmpty()
                    && !Meanings.isNumber(tree.kind(index))) {
                unresolved(
                        "member of " + shown(base.path()),
                        node,
                        "takes a member whose name is made at run time from "
                                + (shown(base.path()).isEmpty() ? "all global names" : shown(base.path())));
            }
        }
    }

    private void call(int node, List<Value> callees, int argumentsNode) {
        List<Integer> arguments = meanings.arguments(argumentsNode);
        for (Value callee : callees) {
            if (callee instanceof Name(String path)) {
                for (Abilities.Entry entry : abilities.match(path)) {
                    if (!entry.how().isEmpty()) {
                        byArguments(entry, path, node, arguments);
                    }
                    if (entry.capability() == Capability.PROCESS_START
                            || entry.capability() == Capability.DYNAMIC_CODE) {
                        installs(node, arguments);
                    }
                }
                byName(path, node, arguments);
            } else if (callee instanceof Value.Text(String text) && dialect.option("textcalls")) {
                mention(text.replace('\\', '.'), node);
                new ArrayList<>(abilities.match(text)).forEach(entry -> {
                    if (!entry.how().isEmpty()) {
                        byArguments(entry, text, node, arguments);
                    }
                });
            }
        }
        if (callees.stream().allMatch(callee -> callee instanceof Name(String path) && path.startsWith("$"))
                && dialect.option("textcalls")
                && !tree.kind(node).contains("member")) {
            add(
                    Capability.REFLECTION,
                    Finding.Weight.CAUTION,
                    "variable function",
                    node,
                    "adds reflection: calls a function whose name is in a variable");
        }
    }

    private void byName(String path, int node, List<Integer> arguments) {
        if (arguments.isEmpty()) {
            return;
        }
        int first = arguments.getFirst();
        if (abilities.does("load", path) || abilities.does("send", path)) {
            List<Name> results = meanings.names(node);
            results.forEach(name -> mention(name.path(), node));
            if (abilities.does("load", path)) {
                meanings.texts(first).forEach(module -> imports.loaded(module, node));
            }
            if (meanings.texts(first).isEmpty()) {
                unresolved(shown(path), node, "calls " + shown(path) + " with a name that is made at run time");
            }
        } else if (abilities.does("get", path)) {
            int name = arguments.size() > 1 ? arguments.get(1) : first;
            meanings.names(node).forEach(got -> mention(got.path(), node));
            if (meanings.texts(name).isEmpty()) {
                List<Name> bases = arguments.size() > 1 ? meanings.names(first) : List.of();
                boolean able = bases.stream().anyMatch(base -> abilities.hasAbleMembers(base.path()));
                if (able) {
                    unresolved(
                            "member by " + shown(path),
                            node,
                            "takes a member whose name is made at run time from "
                                    + bases.stream()
                                            .map(base -> shown(base.path()))
                                            .findFirst()
                                            .orElse(""));
                } else {
                    boolean own = Set.of("self", "cls", "this").contains(tree.text(first));
                    add(
                            Capability.REFLECTION,
                            own ? Finding.Weight.NOTE : Finding.Weight.CAUTION,
                            shown(path),
                            node,
                            "adds reflection: " + shown(path) + " with a name that is made at run time");
                }
            }
        } else if (abilities.is("callbacks", path)) {
            arguments.forEach(argument -> meanings.texts(argument).forEach(text -> mention(text, node)));
        }
    }

    private void byArguments(Abilities.Entry entry, String path, int node, List<Integer> arguments) {
        Capability capability = entry.capability();
        Finding.Weight weight = entry.weight();
        switch (entry.how()) {
            case "mode", "openflags" -> {
                boolean writes = arguments.size() > 1 && writes(arguments.get(1), entry.how());
                capability = writes ? Capability.FILE_WRITE : Capability.FILE_READ;
                weight = Abilities.weight(capability);
            }
            case "code", "callback", "regexcode" -> {
                boolean text = arguments.stream()
                        .limit(2)
                        .anyMatch(argument -> !meanings.texts(argument).isEmpty()
                                || tree.kind(argument).startsWith("binary"));
                if (!text) {
                    return;
                }
            }
            default -> {}
        }
        add(capability, weight, entry.pattern(), node, added(capability, shown(path)));
    }

    private boolean writes(int argument, String how) {
        if (how.equals("openflags")) {
            return !tree.text(argument).matches("O_RDONLY|0");
        }
        List<String> modes = meanings.texts(argument);
        return modes.isEmpty()
                ? !tree.kind(argument).equals("dictionary")
                        && !tree.kind(argument).equals("hash")
                : modes.stream().anyMatch(mode -> mode.matches("[rbt]*[wax+].*"));
    }

    private void installs(int node, List<Integer> arguments) {
        for (int argument : arguments) {
            for (Value value : meanings.of(argument)) {
                Telltales.install(Folds.words(value))
                        .ifPresent(start -> add(
                                Capability.PACKAGE_INSTALL,
                                Finding.Weight.UNSAFE,
                                "by a process",
                                node,
                                "adds package install: it starts " + start));
            }
        }
    }

    private void constant(int node) {
        for (String text : meanings.texts(node)) {
            Telltales.credentials(text)
                    .ifPresent(place -> add(
                            Capability.SECRETS,
                            Finding.Weight.CAUTION,
                            "credentials " + place,
                            node,
                            "adds environment or secrets: names " + place));
        }
    }

    private void loads(int node) {
        List<Integer> parts = tree.parts(node);
        if (!parts.isEmpty()
                && meanings.texts(parts.getLast()).isEmpty()
                && !tree.text(parts.getLast()).contains("__DIR__")
                && !tree.text(parts.getLast()).matches("(?s)\\(?\\s*dirname\\(.*")) {
            add(
                    Capability.DYNAMIC_CODE,
                    Finding.Weight.UNSAFE,
                    "include",
                    node,
                    "adds dynamic code: runs a file whose name is made at run time");
        }
    }

    /// Names in text that the grammar leaves as it is: a macro's body.
    private void tokens(int node) {
        if (dialect.is(tree, tree.parent(node), "tokens")) {
            return;
        }
        String text = tree.text(node);
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String path = words.group().replace("::", ".");
            String head = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
            String rest = path.substring(head.length());
            for (String base : meanings.meaningsOf(head)) {
                for (Abilities.Entry entry : abilities.match(base + rest)) {
                    add(
                            entry.capability(),
                            entry.weight(),
                            entry.pattern(),
                            node,
                            added(entry.capability(), shown(base + rest)));
                }
            }
        }
        if (text.contains("##") && tree.kind(node).equals("preproc_arg")) {
            unresolved("pasted name", node, "makes names out of pieces (##)");
        }
    }
}
