package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Capability;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes files that others wrote and that use files, sockets, processes or the like, makes one harmless edit in one
/// function of each, and counts how often the checks do not call it clean: UNKNOWN is an alarm too.
final class HarmlessEdits {
    private static final Pattern FUNCTION =
            Pattern.compile("(?:function|method|constructor)_(?:definition|declaration)|function_item|method");
    private static final Set<Capability> ABLE = Set.of(
            Capability.FILE_READ,
            Capability.FILE_WRITE,
            Capability.NETWORK,
            Capability.SOCKET,
            Capability.PROCESS_START,
            Capability.NATIVE_CODE,
            Capability.REFLECTION,
            Capability.SECRETS);

    private static final int LONGEST = 100_000;

    private final Grammars grammars;
    private final Random random;
    private final Map<String, int[]> languages = new TreeMap<>();
    private final Map<String, int[]> kinds = new TreeMap<>();
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
        files(Path.of("/usr/lib/python3"), ".py", most / 2);
        files(Path.of("/usr/lib/python3.11"), ".py", most / 2);
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
                if (Files.size(path) < LONGEST && one(path.getFileName().toString(), Files.readString(path))) {
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
        if (functions.isEmpty() || !isAble(tree)) {
            return false;
        }
        var at = new HarmlessEdit.At(tree, functions.get(random.nextInt(functions.size())), functions, random);
        List<HarmlessEdit> edits = new ArrayList<>(Arrays.asList(HarmlessEdit.values()));
        Collections.shuffle(edits, random);
        for (HarmlessEdit edit : edits) {
            Optional<String> edited = edit.edit(at).filter(made -> !made.equals(text));
            if (edited.isPresent()) {
                judge(name, grammar.get(), edit, text, edited.get());
                return true;
            }
        }
        return false;
    }

    private static boolean isAble(SyntaxTree tree) {
        return Uses.in(tree).stream()
                .flatMap(uses -> uses.uses().stream())
                .map(Use::capability)
                .anyMatch(capability -> capability != null && ABLE.contains(capability));
    }

    private void judge(String name, Grammar grammar, HarmlessEdit edit, String text, String edited) {
        var changes = new Changes().modify(name, text, edited);
        Verdict verdict = new PatchEvaluator(grammars).evaluate(changes.base(), changes.patch());
        boolean alarm = verdict.status() != Verdict.Status.CLEAN;
        count(languages, grammar.word(), alarm);
        count(kinds, edit.name().toLowerCase(Locale.ROOT).replace('_', ' '), alarm);
        if (alarm) {
            alarms.add(name + ", " + edit + ": " + verdict.words());
        }
    }

    private static void count(Map<String, int[]> counts, String key, boolean alarm) {
        int[] count = counts.computeIfAbsent(key, ignored -> new int[2]);
        count[0]++;
        count[1] += alarm ? 1 : 0;
    }

    int files() {
        return languages.values().stream().mapToInt(count -> count[0]).sum();
    }

    int alarms() {
        return alarms.size();
    }

    List<String> reasons() {
        return alarms;
    }

    /// Alarms of all, by language and by edit.
    String figure() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "harmless edits in %d files: %d false alarms (%.2f %%)",
                files(),
                alarms(),
                100.0 * alarms() / Math.max(1, files())));
        for (Map<String, int[]> counts : List.of(languages, kinds)) {
            counts.forEach((key, count) ->
                    text.append(String.format(Locale.ROOT, "%n  %-20s %3d of %4d", key, count[1], count[0])));
        }
        return text.toString();
    }
}
