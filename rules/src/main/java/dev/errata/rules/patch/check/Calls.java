package dev.errata.rules.patch.check;

import dev.errata.rules.patch.check.Value.Items;
import dev.errata.rules.patch.check.Value.Name;
import dev.errata.rules.patch.check.Value.Text;
import dev.errata.rules.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What calls can give: a module, a member by its name, a computed text.
///
/// **Thread:** one.
final class Calls {
    private final SyntaxTree tree;
    private final Dialect dialect;
    private final Abilities abilities;
    private final Meanings meanings;

    Calls(SyntaxTree tree, Dialect dialect, Abilities abilities, Meanings meanings) {
        this.tree = tree;
        this.dialect = dialect;
        this.abilities = abilities;
        this.meanings = meanings;
    }

    /// What a call can give.
    ///
    /// @param callee the node of what is called, or of the object whose method is
    List<Value> of(List<Value> callees, List<Integer> arguments, int callee) {
        List<Value> found = new ArrayList<>();
        List<List<Value>> given = arguments.stream().map(meanings::of).toList();
        for (Value one : callees) {
            String path = one instanceof Name name ? name.path() : "";
            String fold = abilities.fold(path);
            if (one instanceof Text(String text) && dialect.option("textcalls")) {
                found.add(new Name(text.replace('\\', '.')).called());
            } else if (!fold.isEmpty()) {
                Optional<Value> made = firsts(given).flatMap(values -> Folds.function(fold, values));
                found.addAll(
                        made.isPresent() || !fold.equals("same") ? made.stream().toList() : List.of());
            } else if (abilities.does("load", path) && !given.isEmpty()) {
                texts(given.getFirst()).forEach(module -> found.add(new Name(Imports.module(module))));
            } else if (abilities.does("send", path) && !given.isEmpty()) {
                String base = path.contains(".") ? path.substring(0, path.lastIndexOf('.') + 1) : "";
                texts(given.getFirst()).forEach(name -> found.add(new Name(base + name)));
            } else if (abilities.does("get", path)) {
                found.addAll(got(path, given));
            } else if (abilities.does("same", path) && !given.isEmpty()) {
                found.addAll(given.getFirst());
            } else if (one instanceof Name name) {
                found.add(name.called());
            }
        }
        found.addAll(ofConstant(callee, given));
        return found;
    }

    private List<Value> got(String path, List<List<Value>> given) {
        List<Value> found = new ArrayList<>();
        if (given.size() == 1 && path.contains(".")) {
            texts(given.getFirst()).forEach(name -> found.add(new Name("?." + name)));
        } else if (given.size() > 1) {
            List<Value> bases = given.getFirst().stream().anyMatch(Name.class::isInstance)
                    ? given.getFirst()
                    : List.of(new Name("?"));
            for (Value base : bases) {
                if (base instanceof Name name) {
                    texts(given.get(1)).forEach(member -> found.add(member(name, member)));
                }
            }
        } else if (!given.isEmpty()) {
            texts(given.getFirst()).forEach(name -> found.add(new Name(name.replace('\\', '.'))));
        }
        return found;
    }

    private Name member(Name base, String member) {
        return abilities.isRoot(base.path()) ? new Name(member) : base.member(member);
    }

    private static List<String> texts(List<Value> values) {
        return values.stream().flatMap(value -> Folds.string(value).stream()).toList();
    }

    private static Optional<List<Value>> firsts(List<List<Value>> given) {
        return given.stream().anyMatch(List::isEmpty)
                ? Optional.empty()
                : Optional.of(given.stream()
                        .map(values -> values.stream()
                                .filter(value -> !(value instanceof Name))
                                .findFirst()
                                .orElse(values.getFirst()))
                        .collect(Collectors.toList()));
    }

    /// A method of a text or a list: the callee is a member of it.
    private List<Value> ofConstant(int callee, List<List<Value>> given) {
        if (callee == SyntaxTree.NONE) {
            return List.of();
        }
        int object = callee;
        int name = SyntaxTree.NONE;
        List<String> method = dialect.roles(tree, tree.parent(callee)).get("method");
        if (method != null && meanings.at(tree.parent(callee), method, 0) == callee) {
            name = meanings.at(tree.parent(callee), method, 1);
        } else {
            for (String role : List.of("member", "field")) {
                List<String> fields = dialect.roles(tree, callee).get(role);
                if (fields != null) {
                    object = meanings.at(callee, fields, 0);
                    name = meanings.at(callee, fields, 1);
                }
            }
        }
        if (name == SyntaxTree.NONE) {
            return List.of();
        }
        String member = tree.text(name);
        List<Value> found = new ArrayList<>();
        for (Value receiver : meanings.of(object)) {
            if (!(receiver instanceof Name)) {
                if (member.equals("map") && receiver instanceof Items(List<Value> items)) {
                    Folds.chars(items)
                            .ifPresent(made -> found.addAll(Folds.method("split", made, List.of()).stream()
                                    .toList()));
                }
                firsts(given)
                        .or(() -> Optional.of(List.of()))
                        .flatMap(values -> Folds.method(member, receiver, values))
                        .ifPresent(found::add);
            }
        }
        return found;
    }
}
