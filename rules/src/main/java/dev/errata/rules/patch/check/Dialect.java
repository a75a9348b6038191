package dev.errata.rules.patch.check;

import dev.errata.rules.syntax.Grammar;
import dev.errata.rules.syntax.SyntaxTree;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the nodes of a grammar are to a reader of names, from the resource `<language>.dialect`.
///
/// | role | fields or children (a number counts named children, -1 is the last) | meaning |
/// |---|---|---|
/// | name | | a plain name |
/// | text, piece, hole | | a string, its literal pieces, what is put in |
/// | member | object, name | `a.b` where `a` may be a type or a module |
/// | field | object, name | `a.b` where `a` is an object |
/// | index | object, index | `a["b"]` |
/// | call | function, arguments | |
/// | method | object, name, arguments | a call whose object may be missing |
/// | new | type, arguments | |
/// | assign, augment | left, right | |
/// | typed | type, name | a declaration |
/// | concat, join, list | left, right | what makes one text or list of several |
/// | wrap, first | | means what its last (first) child means |
/// | unwrap | | a declarator around a name |
/// | path | | a name of several words |
/// | tokens | | text that the grammar leaves as it is, in which names are looked for |
/// | syntax | (capability first) | is a use of a capability by itself |
/// | computed, loads | | names made at run time; files run as code |
/// | import, define | | |
///
/// **Thread:** any.
final class Dialect {
    private static final Map<Grammar, Optional<Dialect>> KNOWN = known();

    private final Map<String, Map<String, List<String>>> roles = new HashMap<>();
    private final Set<String> options = new HashSet<>();
    /// The same by the numbers that a tree has for kinds. Two threads may make it at once: they make the same.
    private @Nullable List<Map<String, List<String>>> numbered;

    private Dialect(List<String> lines) {
        for (String line : lines) {
            List<String> words = List.of(line.split(" +"));
            switch (words.getFirst()) {
                case "option" -> options.addAll(words.subList(1, words.size()));
                case "syntax" -> put("syntax", words.get(2), List.of(words.get(1)));
                case "member", "field", "index", "call", "method", "new", "assign", "augment", "typed", "concat" ->
                    put(words.getFirst(), words.get(1), words.subList(2, words.size()));
                default -> words.subList(1, words.size()).forEach(kind -> put(words.getFirst(), kind, List.of()));
            }
        }
    }

    private void put(String role, String kind, List<String> fields) {
        roles.computeIfAbsent(kind, ignored -> new HashMap<>()).put(role, fields);
    }

    private static Map<Grammar, Optional<Dialect>> known() {
        Map<Grammar, Optional<Dialect>> known = new HashMap<>();
        Arrays.stream(Grammar.values())
                .forEach(grammar ->
                        known.put(grammar, Lines.of(grammar.word() + ".dialect").map(Dialect::new)));
        return Map.copyOf(known);
    }

    /// Empty for a language whose names are not looked at.
    static Optional<Dialect> of(Grammar grammar) {
        return KNOWN.getOrDefault(grammar, Optional.empty());
    }

    boolean option(String name) {
        return options.contains(name);
    }

    /// The roles of a node, each with its fields; none for [SyntaxTree#NONE].
    Map<String, List<String>> roles(SyntaxTree tree, int node) {
        if (node == SyntaxTree.NONE) {
            return Map.of();
        }
        List<Map<String, List<String>>> known = numbered;
        if (known == null) {
            known = tree.kinds().stream()
                    .map(kind -> roles.getOrDefault(kind, Map.of()))
                    .toList();
            numbered = known;
        }
        return known.get(tree.kindNumber(node));
    }

    boolean is(SyntaxTree tree, int node, String role) {
        return roles(tree, node).containsKey(role);
    }

    /// The child in a place of a node's role; [SyntaxTree#NONE] if it is missing.
    static int child(SyntaxTree tree, int node, List<String> fields, int place) {
        if (place >= fields.size()) {
            return SyntaxTree.NONE;
        }
        String field = fields.get(place);
        if (!Character.isDigit(field.charAt(0)) && field.charAt(0) != '-') {
            return tree.child(node, field);
        }
        List<Integer> parts = tree.parts(node);
        int index = Integer.parseInt(field);
        int at = index < 0 ? parts.size() + index : index;
        return at >= 0 && at < parts.size() ? parts.get(at) : SyntaxTree.NONE;
    }
}
