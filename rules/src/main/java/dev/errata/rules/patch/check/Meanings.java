package dev.errata.rules.patch.check;

import dev.errata.rules.patch.check.Value.Items;
import dev.errata.rules.patch.check.Value.Name;
import dev.errata.rules.patch.check.Value.Text;
import dev.errata.rules.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the expressions of one file can mean.
///
/// It is no execution and no data flow: a name means whatever the file assigns to it anywhere, and a call of a variable
/// is a call of all of that. So the order of statements, the place of a block, and what a local variable is called make
/// no difference, and nothing can be hidden behind a branch. Texts are computed where all parts are constant; an
/// expression without a meaning is unknown, not harmless.
///
/// **Thread:** one.
final class Meanings {
    private static final int DEEPEST = 60;
    private static final Pattern NO_NAME = Pattern.compile("\\s+|^&|^\\*+");

    private final SyntaxTree tree;
    private final Dialect dialect;
    private final Abilities abilities;
    private final Map<String, List<Value>> known = new HashMap<>();
    private @Nullable List<Value>[] remembered;
    private final Calls calls;
    private int depth;

    Meanings(SyntaxTree tree, Dialect dialect, Abilities abilities) {
        this.tree = tree;
        this.dialect = dialect;
        this.abilities = abilities;
        this.remembered = room(tree.size());
        this.calls = new Calls(tree, dialect, abilities, this);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable List<Value>[] room(int size) {
        return new List[size];
    }

    /// Lets a name mean something more.
    ///
    /// @return whether it is new
    boolean learn(String name, List<Value> values) {
        List<Value> before = known.getOrDefault(name, List.of());
        Set<Value> all = new LinkedHashSet<>(before);
        for (Value value : values) {
            if (all.size() < Folds.MOST && !(value instanceof Name(String path) && path.equals(name))) {
                all.add(value);
            }
        }
        known.put(name, List.copyOf(all));
        return all.size() > before.size();
    }

    /// What was asked before is asked again.
    void forget() {
        remembered = room(tree.size());
    }

    /// How a name is written in the table of names: without blanks, and without the object that the code is in.
    String key(int node) {
        String text = tree.text(node);
        if (text.length() > 200 || isPlain(text)) {
            return text;
        }
        text = NO_NAME.matcher(text)
                .replaceAll("")
                .replace("?.", ".")
                .replace("->", ".")
                .replace("::", ".");
        if (dialect.option("escapes")) {
            text = Folds.unescaped(text);
        }
        return text.startsWith("this.") ? text.substring(5) : text;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '_') {
                return false;
            }
        }
        return true;
    }

    /// What a node can mean; nothing if it is unknown.
    List<Value> of(int node) {
        if (node == SyntaxTree.NONE || depth > DEEPEST) {
            return List.of();
        }
        List<Value> before = remembered[node];
        if (before != null) {
            return before;
        }
        remembered[node] = List.of();
        depth++;
        List<Value> made = fresh(node);
        List<Value> values =
                made.size() < 2 ? made : made.stream().distinct().limit(Folds.MOST).toList();
        depth--;
        remembered[node] = values;
        return values;
    }

    /// The names among them.
    List<Name> names(int node) {
        return only(of(node), Name.class);
    }

    /// Those of one kind; a loop, as this is asked for each node.
    private static <T> List<T> only(List<Value> values, Class<T> kind) {
        List<T> found = List.of();
        for (Value value : values) {
            if (kind.isInstance(value)) {
                found = found.isEmpty() ? new ArrayList<>(values.size()) : found;
                found.add(kind.cast(value));
            }
        }
        return found;
    }

    /// What a word of a macro can mean.
    List<String> meaningsOf(String word) {
        List<Value> values = known.get(word);
        return values == null
                ? List.of(word)
                : values.stream()
                        .flatMap(value -> value instanceof Name(String path)
                                ? java.util.stream.Stream.of(path)
                                : java.util.stream.Stream.empty())
                        .toList();
    }

    /// The texts among them.
    List<String> texts(int node) {
        List<Text> texts = only(of(node), Text.class);
        return texts.isEmpty() ? List.of() : texts.stream().map(Text::text).toList();
    }

    private List<Value> fresh(int node) {
        String kind = tree.kind(node);
        Map<String, List<String>> roles = dialect.roles(tree, node);
        if (roles.isEmpty()) {
            return isNumber(kind) && tree.isLeaf(node) ? List.of(new Text(tree.text(node))) : comprehension(node);
        }
        for (Map.Entry<String, List<String>> role : roles.entrySet()) {
            List<String> fields = role.getValue();
            switch (role.getKey()) {
                case "text" -> {
                    return text(node);
                }
                case "name" -> {
                    return named(node);
                }
                case "path" -> {
                    return List.of(new Name(key(node).replaceAll("^\\\\", "").replace('\\', '.')));
                }
                case "member", "field" -> {
                    return member(node, at(node, fields, 0), at(node, fields, 1));
                }
                case "index" -> {
                    return index(at(node, fields, 0), at(node, fields, 1));
                }
                case "call" -> {
                    return calls.of(of(at(node, fields, 0)), arguments(at(node, fields, 1)), at(node, fields, 0));
                }
                case "method" -> {
                    return calls.of(callees(node, fields), arguments(at(node, fields, 2)), at(node, fields, 0));
                }
                case "new" -> {
                    return calls.of(of(at(node, fields, 0)), arguments(at(node, fields, 1)), SyntaxTree.NONE);
                }
                case "concat" -> {
                    return concat(at(node, fields, 0), at(node, fields, 1));
                }
                case "join" -> {
                    List<Value> all = List.of(new Text(""));
                    for (int part : tree.parts(node)) {
                        all = Folds.product(all, of(part));
                    }
                    return all;
                }
                case "list" -> {
                    return List.of(new Items(tree.parts(node).stream()
                            .flatMap(part -> of(part).stream().limit(1))
                            .toList()));
                }
                case "wrap", "unwrap" -> {
                    List<Integer> parts = tree.parts(node);
                    return parts.isEmpty()
                            ? List.of()
                            : of(roles.containsKey("first") ? parts.getFirst() : parts.getLast());
                }
                case "assign" -> {
                    return of(at(node, fields, 1));
                }
                default -> {}
            }
        }
        return List.of();
    }

    int at(int node, List<String> fields, int place) {
        return Dialect.child(tree, node, fields, place);
    }

    static boolean isNumber(String kind) {
        return kind.startsWith("integer")
                || kind.startsWith("number")
                || kind.startsWith("int_lit")
                || kind.startsWith("decimal_integer")
                || kind.startsWith("hex_integer")
                || kind.equals("char_literal")
                || kind.equals("float");
    }

    private List<Value> text(int node) {
        List<Value> all = List.of(new Text(""));
        boolean pieces = false;
        for (int part : tree.children(node)) {
            if (dialect.is(tree, part, "hole")) {
                pieces = true;
                List<Integer> inner = tree.parts(part);
                boolean bare = dialect.is(tree, part, "name") || inner.isEmpty() || dialect.is(tree, part, "wrap");
                all = Folds.product(all, of(bare ? part : inner.getLast()));
            } else if (dialect.is(tree, part, "piece")) {
                pieces = true;
                all = Folds.product(all, List.of(new Text(Folds.unescaped(tree.text(part)))));
            }
        }
        return pieces ? all : List.of(new Text(bare(tree.text(node))));
    }

    /// A string without pieces, out of its quotes.
    private static String bare(String raw) {
        String text = raw.startsWith("$'") ? raw.substring(1) : raw;
        boolean quoted = text.length() >= 2
                && "'\"`".indexOf(text.charAt(0)) >= 0
                && text.charAt(0) == text.charAt(text.length() - 1);
        String inner = quoted ? text.substring(1, text.length() - 1) : text;
        return Folds.unescaped(inner.startsWith(":") && inner.length() > 1 ? inner.substring(1) : inner);
    }

    private List<Value> named(int node) {
        String name = key(node);
        List<Value> values = known.get(name);
        return values == null ? List.of(new Name(name)) : values;
    }

    private List<Value> member(int node, int object, int name) {
        List<Value> values = known.get(key(node));
        if (values != null) {
            return values;
        }
        String member = name == SyntaxTree.NONE ? "" : key(name);
        if (object == SyntaxTree.NONE) {
            return List.of(new Name(member));
        }
        boolean field = dialect.roles(tree, node).containsKey("field");
        List<Name> bases = names(object);
        if (bases.isEmpty()) {
            return of(object).isEmpty() ? List.of(new Name("?." + member)) : List.of();
        }
        return bases.stream()
                .<Value>map(base ->
                        field && dialect.is(tree, object, "name") && base.path().equals(key(object))
                                ? new Name("?" + base.path() + "." + member)
                                : base.member(member))
                .toList();
    }

    private List<Value> index(int object, int index) {
        List<Value> found = new ArrayList<>();
        if (index != SyntaxTree.NONE && tree.text(index).replace(" ", "").equals("::-1")) {
            of(object)
                    .forEach(value -> Folds.method("reverse", value, List.of()).ifPresent(found::add));
            return found;
        }
        for (Name base : names(object)) {
            for (String name : texts(index)) {
                found.addAll(
                        abilities.isRoot(base.path())
                                ? known.getOrDefault(name, List.of(new Name(name)))
                                : List.of(base.member(name)));
            }
        }
        return found;
    }

    /// What a call with an object, or without one, calls.
    List<Value> callees(int node, List<String> fields) {
        int object = at(node, fields, 0);
        int name = at(node, fields, 1);
        if (name == SyntaxTree.NONE) {
            return of(object);
        }
        List<String> members =
                dialect.is(tree, name, "name") && !tree.text(name).startsWith("$") ? List.of(key(name)) : texts(name);
        if (object == SyntaxTree.NONE) {
            return members.stream()
                    .flatMap(member -> known.getOrDefault(member, List.of(new Name(member))).stream())
                    .toList();
        }
        List<Value> bases = of(object);
        List<Value> found = new ArrayList<>();
        for (String member : members) {
            if (bases.isEmpty()) {
                found.add(new Name("?." + member));
            }
            for (Value base : bases) {
                found.add(base instanceof Name path ? path.member(member) : new Name("?." + member));
            }
        }
        return found;
    }

    /// The expressions that are handed over.
    List<Integer> arguments(int node) {
        if (node == SyntaxTree.NONE) {
            return List.of();
        }
        if (tree.kind(node).equals("generator_expression")) {
            return List.of(node);
        }
        List<Integer> found = new ArrayList<>();
        for (int part : tree.parts(node)) {
            List<Integer> inner = tree.parts(part);
            switch (tree.kind(part)) {
                case "argument" -> found.add(inner.isEmpty() ? part : inner.getLast());
                case "keyword_argument", "pair", "list_splat", "comment", "line_comment", "block_comment" -> {}
                default -> found.add(part);
            }
        }
        return found;
    }

    private List<Value> concat(int left, int right) {
        if (left == SyntaxTree.NONE || right == SyntaxTree.NONE) {
            return List.of();
        }
        String operator =
                tree.source().substring(tree.end(left), tree.start(right)).strip();
        return switch (operator) {
            case "+", ".", "..", "<<" -> Folds.product(of(left), of(right));
            case "%" ->
                texts(left).stream()
                        .flatMap(pattern -> Folds.function("format", joinedArguments(pattern, of(right))).stream())
                        .toList();
            case "||", "or", "&&", "and", "??", "?:" -> {
                List<Value> either = new ArrayList<>(of(left));
                either.addAll(of(right));
                yield either;
            }
            default -> List.of();
        };
    }

    private static List<Value> joinedArguments(String pattern, List<Value> values) {
        List<Value> all = new ArrayList<>(List.of(new Text(pattern)));
        values.stream().limit(1).forEach(all::add);
        return all;
    }

    /// `chr(c) for c in (...)`: the items, each as what the body makes of it.
    private List<Value> comprehension(int node) {
        int loop = tree.childOf(node, "for_in_clause");
        int body = tree.child(node, "body");
        if (loop == SyntaxTree.NONE || body == SyntaxTree.NONE || !dialect.is(tree, body, "call")) {
            return List.of();
        }
        String fold = names(tree.child(body, "function")).stream()
                .map(name -> abilities.fold(name.path()))
                .filter(how -> !how.isEmpty())
                .findFirst()
                .orElse("");
        return of(tree.child(loop, "right")).stream()
                .flatMap(value -> value instanceof Items(List<Value> items)
                        ? java.util.stream.Stream.<Value>of(new Items(items.stream()
                                .flatMap(item -> Folds.function(fold, List.of(item)).stream())
                                .toList()))
                        : java.util.stream.Stream.empty())
                .toList();
    }
}
