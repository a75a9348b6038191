package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Capability;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds what a shell script can do: its names are the commands that it runs.
///
/// **Thread:** one.
final class ShellUses {
    private static final Set<String> SHELLS =
            Set.of("sh", "bash", "zsh", "dash", "ksh", "python", "python3", "perl", "ruby", "node", "php");

    private final SyntaxTree tree;
    private final Abilities abilities;
    private final Meanings meanings;
    private final List<Use> found = new ArrayList<>();

    private ShellUses(SyntaxTree tree, Abilities abilities, Meanings meanings) {
        this.tree = tree;
        this.abilities = abilities;
        this.meanings = meanings;
    }

    static List<Use> in(SyntaxTree tree, Abilities abilities, Meanings meanings) {
        var uses = new ShellUses(tree, abilities, meanings);
        for (int node = 0; node < tree.size(); node++) {
            switch (tree.kind(node)) {
                case "command" -> uses.command(node);
                case "file_redirect" -> uses.redirect(node);
                case "variable_assignment" -> uses.mention(tree.text(node).replaceFirst("(?s)\\+?=.*", ""), node);
                case "declaration_command" -> uses.mention(tree.text(node).replaceAll("\\s+", "."), node);
                default -> {}
            }
        }
        return List.copyOf(uses.found);
    }

    private void command(int node) {
        List<Integer> words = new ArrayList<>();
        for (int part : tree.parts(node)) {
            switch (tree.kind(part)) {
                case "variable_assignment", "file_redirect", "herestring_redirect", "heredoc_redirect", "comment" -> {}
                default -> words.add(part);
            }
        }
        run(node, words, 0);
    }

    private void run(int node, List<Integer> words, int from) {
        if (from >= words.size()) {
            return;
        }
        List<String> names = meanings.texts(words.get(from));
        if (names.isEmpty()) {
            unresolved(node, "computed command", "runs a command whose name is made at run time");
            return;
        }
        for (String whole : names) {
            List<String> split = List.of(whole.strip().split("\\s+"));
            String name = split.getFirst().substring(split.getFirst().lastIndexOf('/') + 1);
            mention(name.isEmpty() ? whole : name, node);
            if (split.size() > 1) {
                mention(name + "." + split.get(1), node);
            }
            arguments(node, words, from, name);
            if (SHELLS.contains(name) && isPiped(node)) {
                mention("piped-shell", node);
            }
            if (abilities.is("passes", name)) {
                int next = from + 1;
                while (next < words.size() && isOption(words.get(next))) {
                    next++;
                }
                run(node, words, next);
            }
        }
    }

    private boolean isOption(int word) {
        return meanings.texts(word).stream()
                .anyMatch(text -> text.startsWith("-") || text.contains("=") || text.matches("[0-9.]+[smh]?"));
    }

    private void arguments(int node, List<Integer> words, int from, String name) {
        boolean module = false;
        boolean first = true;
        for (int i = from + 1; i < words.size(); i++) {
            for (String text : meanings.texts(words.get(i))) {
                String option = text.matches("-[a-z]*[ce]") && SHELLS.contains(name)
                        ? "-" + text.charAt(text.length() - 1)
                        : text;
                if (first || option.startsWith("-")) {
                    mention(name + "." + option, node);
                }
                if (module) {
                    run(node, words, i);
                }
                module = text.equals("-m") && name.startsWith("python");
                first &= text.startsWith("-");
                if (text.contains("/dev/tcp/") || text.contains("/dev/udp/")) {
                    mention("/dev/tcp", node);
                }
            }
        }
    }

    private boolean isPiped(int node) {
        int parent = tree.parent(node);
        if (tree.kind(parent).equals("redirected_statement")) {
            return isPiped(parent);
        }
        boolean behindAnother =
                tree.kind(parent).equals("pipeline") && tree.parts(parent).getFirst() != node;
        return behindAnother
                || tree.kind(parent).equals("heredoc_redirect")
                || tree.kind(tree.parent(parent)).equals("heredoc_redirect")
                || tree.childOf(node, "herestring_redirect") != SyntaxTree.NONE
                || (tree.kind(parent).equals("redirected_statement")
                        && tree.text(parent).contains("<"))
                || tree.text(node).contains("<(");
    }

    private void redirect(int node) {
        String text = tree.text(node);
        if (text.contains("/dev/tcp/") || text.contains("/dev/udp/")) {
            mention("/dev/tcp", node);
        } else if (text.contains(">")
                && !text.matches("(?s).*>\\s*(?:&\\s*[-0-9]+|/dev/(?:null|stderr|stdout|tty)).*")) {
            mention("redirect", node);
        }
    }

    private void mention(String path, int node) {
        for (Abilities.Entry entry : abilities.match(path)) {
            Capability capability = entry.capability();
            found.add(Use.of(
                    capability,
                    entry.weight(),
                    entry.pattern(),
                    tree.line(node),
                    tree.column(node),
                    "adds " + capability.words() + ": "
                            + (entry.pattern().equals("redirect")
                                    ? "writes to a file"
                                    : entry.pattern().replace('.', ' '))));
        }
    }

    private void unresolved(int node, String key, String reason) {
        found.add(
                new Use("unresolved " + key, null, Finding.Weight.UNKNOWN, tree.line(node), tree.column(node), reason));
    }
}
