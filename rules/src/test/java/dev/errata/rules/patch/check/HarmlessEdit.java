package dev.errata.rules.patch.check;

import dev.errata.rules.syntax.Grammar;
import dev.errata.rules.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What people do to code every day. None of them adds anything that the code could not do before, by the way it is
/// made: what is called, and with what, is called as often afterwards.
enum HarmlessEdit {
    RENAME_A_LOCAL {
        @Override
        Optional<String> edit(At at) {
            Dialect dialect = Dialect.of(at.tree.grammar()).orElseThrow();
            return at.pick(node -> dialect.is(at.tree, node, "assign")
                            && at.first(node) != SyntaxTree.NONE
                            && at.tree.kind(at.first(node)).equals("identifier")
                            && at.tree.text(at.first(node)).length() > 1)
                    .map(node -> at.replaced(
                            at.function,
                            at.tree
                                    .text(at.function)
                                    .replaceAll(
                                            "(?<![\\w.$'\"-])" + Pattern.quote(at.tree.text(at.first(node)))
                                                    + "(?![\\w'\"-])",
                                            at.tree.text(at.first(node)) + "Other")));
        }
    },
    CHANGE_A_NUMBER {
        @Override
        Optional<String> edit(At at) {
            return at.pick(node -> Meanings.isNumber(at.tree.kind(node))
                            && at.tree.text(node).matches("[1-9][0-9]*"))
                    .map(node -> at.replaced(node, "7" + at.tree.text(node)));
        }
    },
    /// A text of several words: no path, no address, no mode.
    CHANGE_A_MESSAGE {
        @Override
        Optional<String> edit(At at) {
            return at.pick(node -> at.tree.text(node).matches("(?s)([\"'])[A-Za-z]+( [A-Za-z,.]+)+ ?\\1"))
                    .map(node -> at.replaced(node, at.tree.text(node).replaceFirst(" ", " really ")));
        }
    },
    ADD_A_COMMENT {
        @Override
        Optional<String> edit(At at) {
            String text = at.tree.source();
            int line = text.lastIndexOf('\n', at.tree.start(at.function)) + 1;
            int body = at.tree.child(at.function, "body");
            if (at.hash()) {
                return Optional.of(at.inserted(line, at.indent(line) + "# A remark.\n"));
            }
            return body == SyntaxTree.NONE
                    ? Optional.empty()
                    : Optional.of(at.inserted(at.tree.start(body) + 1, " /* a remark */ "));
        }
    },
    MOVE_A_FUNCTION {
        @Override
        Optional<String> edit(At at) {
            SyntaxTree tree = at.tree;
            return at.functions.stream()
                    .filter(other -> other > at.function
                            && tree.parent(other) == tree.parent(at.function)
                            && tree.column(other) == tree.column(at.function))
                    .findFirst()
                    .map(other -> tree.source().substring(0, tree.start(at.function))
                            + tree.text(other)
                            + tree.source().substring(tree.end(at.function), tree.start(other))
                            + tree.text(at.function)
                            + tree.source().substring(tree.end(other)));
        }
    },
    REORDER_IMPORTS {
        @Override
        Optional<String> edit(At at) {
            SyntaxTree tree = at.tree;
            Dialect dialect = Dialect.of(tree.grammar()).orElseThrow();
            int before = SyntaxTree.NONE;
            for (int node = 0; node < tree.size(); node++) {
                if (tree.named(node) && dialect.is(tree, node, "import") && tree.parent(node) == 0) {
                    if (before != SyntaxTree.NONE && tree.behind(before) == node) {
                        return Optional.of(tree.source().substring(0, tree.start(before))
                                + tree.text(node).strip()
                                + tree.source()
                                        .substring(
                                                tree.start(before)
                                                        + tree.text(before)
                                                                .stripTrailing()
                                                                .length(),
                                                tree.start(node))
                                + tree.text(before).strip()
                                + tree.source()
                                        .substring(tree.start(node)
                                                + tree.text(node)
                                                        .stripTrailing()
                                                        .length()));
                    }
                    before = node;
                }
            }
            return Optional.empty();
        }
    },
    ADD_A_PARAMETER {
        @Override
        Optional<String> edit(At at) {
            int parameters = at.tree.child(at.function, "parameters");
            if (parameters == SyntaxTree.NONE || !at.tree.text(parameters).endsWith(")")) {
                return Optional.empty();
            }
            String more = switch (at.tree.grammar()) {
                case JAVA, C, CPP, C_SHARP -> "int extra";
                case PYTHON -> "extra=None";
                case JAVASCRIPT, TYPESCRIPT -> "extra";
                case PHP -> "$extra = null";
                default -> "";
            };
            String text = at.tree.text(parameters);
            String inner = text.substring(1, text.length() - 1).strip();
            boolean open = inner.endsWith(",") || inner.contains("*") || inner.contains("...") || inner.equals("void");
            return more.isEmpty() || open
                    ? Optional.empty()
                    : Optional.of(at.inserted(at.tree.end(parameters) - 1, inner.isEmpty() ? more : ", " + more));
        }
    },
    WRAP_IN_IF {
        @Override
        Optional<String> edit(At at) {
            return at.statement()
                    .map(node -> at.hash()
                            ? at.replaced(
                                    node, "if True:\n" + at.indent(at.lineStart(node)) + "    " + at.tree.text(node))
                            : at.replaced(node, "if (ready) { " + at.tree.text(node) + " }"));
        }
    },
    WRAP_IN_TRY {
        @Override
        Optional<String> edit(At at) {
            String indent =
                    at.statement().map(node -> at.indent(at.lineStart(node))).orElse("");
            return at.statement().flatMap(node -> switch (at.tree.grammar()) {
                case PYTHON ->
                    Optional.of(at.replaced(
                            node,
                            "try:\n" + indent + "    " + at.tree.text(node) + "\n" + indent + "finally:\n" + indent
                                    + "    done = 1"));
                case JAVA, JAVASCRIPT, TYPESCRIPT, PHP, C_SHARP ->
                    Optional.of(at.replaced(node, "try { " + at.tree.text(node) + " } finally { }"));
                default -> Optional.empty();
            });
        }
    },
    ADD_A_PURE_FUNCTION {
        @Override
        Optional<String> edit(At at) {
            return at.function("value * 2 + 1").map(made -> at.inserted(at.lineStart(at.function), made));
        }
    },
    /// A statement goes into a function of its own, which is called instead.
    EXTRACT_A_FUNCTION {
        @Override
        Optional<String> edit(At at) {
            return at.statement()
                    .flatMap(node -> at.function(null).map(made -> {
                        String call = at.tree.grammar() == Grammar.PYTHON ? "twice_of_it(1)" : "twiceOfIt(1);";
                        String text = at.replaced(node, call);
                        return text.substring(0, at.lineStart(at.function))
                                + made.replace("@", at.tree.text(node))
                                + text.substring(at.lineStart(at.function));
                    }));
        }
    };

    private static final Pattern JUMPS =
            Pattern.compile("(?s).*\\b(?:yield|await|return|break|continue|super|nonlocal|global)\\b.*");

    /// The text afterwards; empty if there is no place for it.
    abstract Optional<String> edit(At at);

    /// One function of a file, and what chance says.
    record At(SyntaxTree tree, int function, List<Integer> functions, Random random) {

        boolean hash() {
            return Set.of(Grammar.PYTHON, Grammar.BASH, Grammar.RUBY).contains(tree.grammar());
        }

        int first(int node) {
            return tree.parts(node).isEmpty()
                    ? SyntaxTree.NONE
                    : tree.parts(node).getFirst();
        }

        /// Some node of the function.
        Optional<Integer> pick(IntPredicate wanted) {
            List<Integer> nodes = IntStream.range(function, tree.behind(function))
                    .filter(tree::named)
                    .filter(wanted)
                    .boxed()
                    .toList();
            return nodes.isEmpty() ? Optional.empty() : Optional.of(nodes.get(random.nextInt(nodes.size())));
        }

        /// The first statement of one line that stands alone on it and can stand anywhere.
        Optional<Integer> statement() {
            if (tree.grammar() == Grammar.BASH || tree.grammar() == Grammar.RUBY || tree.grammar() == Grammar.C) {
                return Optional.empty();
            }
            return IntStream.range(function, tree.behind(function))
                    .filter(node -> tree.kind(node).equals("expression_statement")
                            && !tree.text(node).contains("\n")
                            && (tree.grammar() == Grammar.PYTHON
                                    || tree.text(node).endsWith(";"))
                            && !tree.text(node).matches("[\"'].*")
                            && !JUMPS.matcher(tree.text(node)).matches()
                            && tree.source()
                                    .substring(lineStart(node), tree.start(node))
                                    .isBlank()
                            && tree.source().startsWith("\n", tree.end(node)))
                    .boxed()
                    .findFirst();
        }

        int lineStart(int node) {
            return tree.source().lastIndexOf('\n', tree.start(node) - 1) + 1;
        }

        String indent(int line) {
            int end = line;
            while (end < tree.source().length() && " \t".indexOf(tree.source().charAt(end)) >= 0) {
                end++;
            }
            return tree.source().substring(line, end);
        }

        String replaced(int node, String text) {
            return tree.source().substring(0, tree.start(node))
                    + text
                    + tree.source().substring(tree.end(node));
        }

        String inserted(int place, String text) {
            return tree.source().substring(0, place) + text + tree.source().substring(place);
        }

        /// A function for the line before this one's, if nothing else stands on that line.
        ///
        /// @param value what it returns; null for `@`, a statement
        Optional<String> function(@Nullable String value) {
            int line = lineStart(function);
            String lead = tree.source().substring(line, tree.start(function));
            List<String> parents = new ArrayList<>();
            for (int node = tree.parent(function); node != SyntaxTree.NONE; node = tree.parent(node)) {
                parents.add(tree.kind(node));
            }
            boolean top = parents.size() <= (tree.grammar() == Grammar.JAVA ? 3 : 1);
            if (!lead.isBlank() || !top) {
                return Optional.empty();
            }
            String in = indent(line);
            String body = value == null ? "@" : "return " + value;
            return switch (tree.grammar()) {
                case PYTHON -> Optional.of(in + "def twice_of_it(value):\n" + in + "    " + body + "\n\n\n");
                case JAVA ->
                    Optional.of(in + (value == null ? "void" : "int") + " twiceOfIt(int value) {\n" + in + "    " + body
                            + (value == null ? "" : ";") + "\n" + in + "}\n\n");
                case JAVASCRIPT, TYPESCRIPT ->
                    Optional.of(in + "function twiceOfIt(value) {\n" + in + "  " + body + (value == null ? "" : ";")
                            + "\n" + in + "}\n\n");
                default -> Optional.empty();
            };
        }
    }
}
