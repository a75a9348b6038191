package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Verdict;
import dev.errata.rules.syntax.Grammar;
import dev.errata.rules.syntax.Grammars;
import dev.errata.rules.syntax.SyntaxTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes files that others wrote, makes one harmless edit in one function of each, and counts how often the checks do
/// not call it clean.
final class HarmlessEdits {
    private static final Pattern FUNCTION =
            Pattern.compile("(?:function|method|constructor)_(?:definition|declaration)|function_item|method");

    private final Grammars grammars;
    private final Random random;
    private final Map<String, int[]> counts = new TreeMap<>();
    private final List<String> alarms = new ArrayList<>();

    HarmlessEdits(Grammars grammars, long seed) {
        this.grammars = grammars;
        this.random = new Random(seed);
    }

    /// Prints the figure. Arguments: how many files of each kind, the seed.
    public static void main(String... args) throws IOException {
        int most = args.length > 0 ? Integer.parseInt(args[0]) : 400;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 20_26;
        Path folder = Files.createTempDirectory("harmless");
        var edits = new HarmlessEdits(new Grammars(folder.resolve("native")), seed);
        edits.everything(most);
        System.out.println("seed " + seed);
        System.out.println(edits.figure());
        edits.alarms.forEach(System.out::println);
    }

    /// Tries files of every kind that this machine has.
    void everything(int most) throws IOException {
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        if (Files.exists(sources)) {
            try (var zip = FileSystems.newFileSystem(sources)) {
                files(zip.getPath("/java.base"), ".java", most);
            }
        }
        files(Path.of("/usr/lib/python3"), ".py", most);
        files(Path.of("/usr/share/nodejs"), ".js", most / 2);
        files(Path.of("/usr/lib/node_modules"), ".js", most / 2);
        files(Path.of("/usr/include"), ".h", most / 4);
        files(Path.of("/usr/share"), ".sh", most / 4);
        files(Path.of("/usr/share/php"), ".php", most / 4);
        files(Path.of("/usr/lib/ruby"), ".rb", most / 4);
    }

    private void files(Path root, String ending, int most) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root)) {
            all = new ArrayList<>(walk.filter(path -> path.toString().endsWith(ending))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList());
        } catch (UncheckedIOException e) {
            return;
        }
        Collections.shuffle(all, random);
        int taken = 0;
        for (Path path : all) {
            if (taken >= most) {
                return;
            }
            try {
                if (Files.size(path) < 300_000 && one(path.getFileName().toString(), Files.readString(path))) {
                    taken++;
                }
            } catch (MalformedInputException e) {
                // Not in UTF-8: another one.
            }
        }
    }

    private boolean one(String name, String text) {
        Optional<Grammar> grammar = Grammar.of(name, text);
        if (grammar.isEmpty()) {
            return false;
        }
        SyntaxTree tree = grammars.parse(grammar.get(), text).orElseThrow();
        List<Integer> functions = new ArrayList<>();
        for (int node = 0; node < tree.size(); node++) {
            if (tree.named(node) && FUNCTION.matcher(tree.kind(node)).matches()) {
                functions.add(node);
            }
        }
        if (functions.isEmpty()) {
            return false;
        }
        int function = functions.get(random.nextInt(functions.size()));
        int kind = random.nextInt(4);
        String edited = edited(tree, function, functions, kind);
        if (edited.equals(text)) {
            kind = 3;
            edited = edited(tree, function, functions, kind);
        }
        if (edited.equals(text)) {
            return false;
        }
        var changes = new Changes().modify(name, text, edited);
        Verdict verdict = new PatchEvaluator(grammars).evaluate(changes.base(), changes.patch());
        int[] count = counts.computeIfAbsent(grammar.get().word(), ignored -> new int[2]);
        count[0]++;
        if (verdict.status() != Verdict.Status.CLEAN) {
            count[1]++;
            alarms.add(name + ", edit " + kind + ": " + verdict.words());
        }
        return true;
    }

    private String edited(SyntaxTree tree, int function, List<Integer> functions, int kind) {
        String text = tree.source();
        int from = tree.start(function);
        int to = tree.end(function);
        return switch (kind) {
            case 0 ->
                renamed(tree, function)
                        .map(name -> text.substring(0, from)
                                + text.substring(from, to)
                                        .replaceAll(
                                                "(?<![\\w.$'\"-])" + Pattern.quote(name) + "(?![\\w'\"-])",
                                                name + "Other")
                                + text.substring(to))
                        .orElse(text);
            case 1 ->
                number(tree, function)
                        .map(node -> text.substring(0, tree.start(node)) + "7" + text.substring(tree.start(node)))
                        .orElse(text);
            case 2 -> moved(tree, function, functions);
            default -> {
                boolean hash =
                        List.of(Grammar.PYTHON, Grammar.BASH, Grammar.RUBY).contains(tree.grammar());
                int line = text.lastIndexOf('\n', from) + 1;
                int body = tree.child(function, "body");
                int at = hash || body == SyntaxTree.NONE ? line : tree.start(body) + 1;
                yield tree.text(function).contains("`")
                                || text.substring(line, from).contains("*")
                        ? text
                        : text.substring(0, at)
                                + (hash
                                        ? text.substring(line, from).replaceAll("\\S.*", "") + "# A remark.\n"
                                        : " /* a remark */ ")
                                + text.substring(at);
            }
        };
    }

    /// A name that the function itself assigns.
    private Optional<String> renamed(SyntaxTree tree, int function) {
        Dialect dialect = Dialect.of(tree.grammar()).orElseThrow();
        List<String> names = new ArrayList<>();
        for (int node = function; node < tree.behind(function); node++) {
            if (dialect.is(tree, node, "assign")) {
                int left = tree.parts(node).isEmpty()
                        ? SyntaxTree.NONE
                        : tree.parts(node).getFirst();
                if (left != SyntaxTree.NONE
                        && tree.kind(left).equals("identifier")
                        && tree.text(left).length() > 1) {
                    names.add(tree.text(left));
                }
            }
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(names.get(random.nextInt(names.size())));
    }

    private Optional<Integer> number(SyntaxTree tree, int function) {
        List<Integer> numbers = new ArrayList<>();
        for (int node = function; node < tree.behind(function); node++) {
            if (Meanings.isNumber(tree.kind(node)) && tree.text(node).matches("[1-9][0-9]*")) {
                numbers.add(node);
            }
        }
        return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers.get(random.nextInt(numbers.size())));
    }

    /// Two functions beside each other change places.
    private static String moved(SyntaxTree tree, int function, List<Integer> functions) {
        String text = tree.source();
        for (int other : functions) {
            if (other != function
                    && tree.parent(other) == tree.parent(function)
                    && tree.column(other) == tree.column(function)) {
                int first = Math.min(function, other);
                int second = Math.max(function, other);
                return text.substring(0, tree.start(first))
                        + tree.text(second)
                        + text.substring(tree.end(first), tree.start(second))
                        + tree.text(first)
                        + text.substring(tree.end(second));
            }
        }
        return text;
    }

    int files() {
        return counts.values().stream().mapToInt(count -> count[0]).sum();
    }

    int alarms() {
        return alarms.size();
    }

    List<String> reasons() {
        return alarms;
    }

    String figure() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                java.util.Locale.ROOT,
                "harmless edits in %d files: %d false alarms (%.2f %%)",
                files(),
                alarms(),
                100.0 * alarms() / Math.max(1, files())));
        counts.forEach((language, count) ->
                text.append(String.format(java.util.Locale.ROOT, "; %s %d of %d", language, count[1], count[0])));
        return text.toString();
    }
}
