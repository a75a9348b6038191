package dev.errata.desktop.review;

import dev.errata.desktop.text.Mark;
import dev.errata.rules.syntax.Grammar;
import dev.errata.rules.syntax.Grammars;
import dev.errata.rules.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Colours from the syntax trees that the checks read: five kinds of tokens, told by what grammars have in common.
///
/// | style | nodes |
/// |---|---|
/// | `token-comment` | kinds with *comment* in them |
/// | `token-string` | kinds with *string*, *char* or *regex* in them, whole |
/// | `token-number` | *number*, *integer*, *float*, true, false, null and their like |
/// | `token-keyword` | bare tokens made of letters |
/// | `token-type` | *type_identifier* and its like |
/// | `token-name` | the name of what a function or class definition defines |
///
/// **Thread:** any that may work for a second.
public final class SyntaxColours implements Highlighter {
    private static final int LONGEST_TITLE = 120;

    private final Grammars grammars;

    public SyntaxColours(Grammars grammars) {
        this.grammars = grammars;
    }

    @Override
    public Coloured read(String fileName, String text) {
        Optional<SyntaxTree> tree = text.isEmpty()
                ? Optional.empty()
                : Grammar.of(fileName, text).flatMap(known -> grammars.parse(known, text));
        return tree.map(SyntaxColours::coloured).orElse(NONE.read(fileName, text));
    }

    private static Coloured coloured(SyntaxTree tree) {
        List<Mark> tokens = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        int node = 0;
        while (node < tree.size()) {
            if (defines(tree, node)) {
                sections.add(section(tree, node));
            }
            String style = style(tree, node);
            if (!style.isEmpty()) {
                tokens.add(new Mark(tree.start(node), tree.end(node), style, "", 0));
            }
            boolean whole = style.equals("token-comment") || style.equals("token-string");
            node = whole ? tree.behind(node) : node + 1;
        }
        return new Coloured(tokens, sections);
    }

    private static String style(SyntaxTree tree, int node) {
        String kind = tree.kind(node);
        if (tree.start(node) == tree.end(node)) {
            return "";
        }
        if (kind.contains("comment")) {
            return "token-comment";
        }
        if (tree.named(node) && isText(kind)) {
            return "token-string";
        }
        if (!tree.isLeaf(node)) {
            return "";
        }
        if (isValue(kind)) {
            return "token-number";
        }
        if (!tree.named(node)) {
            return kind.chars().allMatch(Character::isLetter) ? "token-keyword" : "";
        }
        if (kind.equals("type_identifier") || kind.equals("primitive_type") || kind.endsWith("_type")) {
            return "token-type";
        }
        return tree.field(node).equals("name") && defines(tree, tree.parent(node)) ? "token-name" : "";
    }

    private static boolean isText(String kind) {
        return kind.equals("string")
                || kind.endsWith("string_literal")
                || kind.endsWith("string")
                || kind.startsWith("char")
                || kind.startsWith("regex")
                || kind.equals("rune_literal");
    }

    private static boolean isValue(String kind) {
        String lower = kind.toLowerCase(Locale.ROOT);
        return lower.contains("number")
                || lower.contains("integer")
                || lower.contains("float")
                || lower.startsWith("int_")
                || lower.equals("true")
                || lower.equals("false")
                || lower.equals("null")
                || lower.equals("none")
                || lower.equals("nil");
    }

    private static boolean defines(SyntaxTree tree, int node) {
        if (node == SyntaxTree.NONE || !tree.named(node)) {
            return false;
        }
        String kind = tree.kind(node);
        boolean definition = kind.endsWith("_definition")
                || kind.endsWith("_declaration")
                || kind.endsWith("_item")
                || kind.equals("method");
        return definition
                && (kind.contains("function")
                        || kind.contains("method")
                        || kind.contains("class")
                        || kind.contains("interface")
                        || kind.contains("record")
                        || kind.contains("enum")
                        || kind.contains("struct")
                        || kind.contains("impl")
                        || kind.contains("constructor"));
    }

    private static Section section(SyntaxTree tree, int node) {
        int end = tree.source().indexOf('\n', tree.start(node));
        String title = tree.source()
                .substring(tree.start(node), end < 0 ? tree.source().length() : end)
                .strip();
        return new Section(
                tree.line(node),
                tree.lineAt(Math.max(tree.start(node), tree.end(node) - 1)),
                title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE) + "…");
    }
}
