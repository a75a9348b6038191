package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Reading;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.diff.DiskTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Has another program apply many diffs in one go, and compares each tree with what is read here.
final class References {

    /// How two ways agree on one pair.
    enum Outcome {
        SAME_TREE,
        BOTH_REFUSE,
        /// Old lines stand in several places, or there are none and the file is not empty: the other program takes a
        /// place.
        ONLY_THEY_GUESS,
        /// The hunk stands elsewhere, once, which is said here; the other program wants it at an end of the file.
        ONLY_WE_SAY_MOVED,
        DIFFERENT
    }

    static final String GIT = "git apply -p1 --whitespace=nowarn";
    static final String PATCH = "patch -p1 -s -f -F0 --no-backup-if-mismatch";

    private final Path folder;
    private final long seed;

    References(Path folder, long seed) {
        this.folder = folder;
        this.seed = seed;
    }

    /// The rest of the pairs, which a test has no time for; prints the counts.
    public static void main(String[] args) throws IOException, InterruptedException {
        long seed = args.length > 0 ? Long.parseLong(args[0]) : System.nanoTime();
        for (String command : args.length > 1 ? List.of(PATCH) : List.of(GIT, PATCH)) {
            Path folder = Files.createTempDirectory("references");
            System.out.println(
                    command + ", seed " + seed + ": " + new References(folder, seed).compare(2_500, command));
        }
    }

    Map<Outcome, Integer> compare(int pairs, String command) throws IOException, InterruptedException {
        var diffs = new DamagedDiffs(seed, command.startsWith("patch"));
        List<DamagedDiffs.Pair> all = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            DamagedDiffs.Pair pair = diffs.next();
            all.add(pair);
            Path own = Files.createDirectories(folder.resolve("p" + i + "/tree"));
            DiskTree.write(own, pair.tree());
            Files.writeString(folder.resolve("p" + i + "/diff"), pair.text());
        }
        // One shell for all of them; what each said is its exit code alone.
        String loop = "for p in p*; do (cd $p/tree && " + command + " < ../diff >../said 2>&1; echo $? >../code); done";
        DiskTree.run(folder, List.of("sh", "-c", loop));
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (int i = 0; i < pairs; i++) {
            Path own = folder.resolve("p" + i);
            boolean taken = Files.readString(own.resolve("code")).strip().equals("0");
            Outcome outcome = outcome(all.get(i), taken, own.resolve("tree"));
            counts.merge(outcome, 1, Integer::sum);
            if (outcome == Outcome.DIFFERENT) {
                throw new AssertionError("seed " + seed + ", pair " + i + " ("
                        + all.get(i).kind() + "), " + command
                        + (taken ? " took it" : " refused: " + Files.readString(own.resolve("said"))) + "\nread as "
                        + read(all.get(i)) + "\n" + all.get(i).text() + "\nof "
                        + shown(all.get(i).tree()));
            }
        }
        return counts;
    }

    private static String shown(NavigableMap<WorkspacePath, FileImage> tree) {
        StringBuilder text = new StringBuilder();
        tree.forEach((path, image) -> text.append("== ")
                .append(path)
                .append('\n')
                .append(image.content().text())
                .append('\n'));
        return text.toString();
    }

    private static Reading read(DamagedDiffs.Pair pair) {
        return new PatchReader(List.of()).read(new Submission.Text(pair.text()), FileSource.of(pair.tree()));
    }

    private static Outcome outcome(DamagedDiffs.Pair pair, boolean taken, Path tree) {
        return switch (read(pair)) {
            case Reading.Located located -> {
                if (!taken) {
                    yield located.repairs().isEmpty() ? Outcome.DIFFERENT : Outcome.ONLY_WE_SAY_MOVED;
                }
                NavigableMap<WorkspacePath, FileImage> after = new TreeMap<>(pair.tree());
                located.patch()
                        .result(located.patch().all())
                        .forEach((path, image) ->
                                image.ifPresentOrElse(there -> after.put(path, there), () -> after.remove(path)));
                yield after.equals(onDisk(tree)) ? Outcome.SAME_TREE : Outcome.DIFFERENT;
            }
            case Reading.Unplaced unplaced -> {
                boolean guessed = unplaced.problems().stream()
                        .allMatch(problem ->
                                problem.contains("several times") || problem.contains("says that the file is empty"));
                yield !taken ? Outcome.BOTH_REFUSE : guessed ? Outcome.ONLY_THEY_GUESS : Outcome.DIFFERENT;
            }
            case Reading.NoPatch noPatch -> {
                boolean nothing = noPatch.reason().contains("changes nothing")
                        && onDisk(tree).equals(pair.tree());
                yield !taken ? Outcome.BOTH_REFUSE : nothing ? Outcome.SAME_TREE : Outcome.DIFFERENT;
            }
        };
    }

    private static NavigableMap<WorkspacePath, FileImage> onDisk(Path tree) {
        try {
            return DiskTree.read(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
