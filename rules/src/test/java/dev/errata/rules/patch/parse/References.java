package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Reading;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.diff.DiskTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Has git, GNU patch and JGit apply many diffs, and compares each tree with what is read here.
///
/// Where they do not agree, the reason is proved for each pair by itself:
///
/// | outcome | proof |
/// |---|---|
/// | only we say moved | `git apply --unidiff-zero`, for which no hunk must stand at an end of the file, leaves our
/// tree |
/// | only they guess | [HandHunk]: the old lines stand at several places and at none that is said |
/// | JGit alone | git does as we do |
final class References {

    /// How two ways agree on one pair.
    enum Outcome {
        SAME_TREE,
        BOTH_REFUSE,
        /// Old lines stand in several places, or there are none and the file is not empty: the other program takes a
        /// place.
        ONLY_THEY_GUESS,
        /// The hunk stands elsewhere, once, which is said here; the other program wants it at an end of the file,
        /// since it has less context on that side. A hunk that a model has numbered wrongly is to be found all the
        /// same, and models leave context out.
        ONLY_WE_SAY_MOVED,
        /// JGit does otherwise, and git as we do. JGit 7.8 drops the new mode of a file that changes as well, reads
        /// CRLF its own way, refuses some hunks at an end of a file, and takes some whose context has drifted.
        JGIT_ALONE,
        DIFFERENT
    }

    static final String GIT = "git apply -p1 --whitespace=nowarn";
    static final String PATCH = "patch -p1 -s -f -F0 --no-backup-if-mismatch";
    static final String JGIT = "JGit's PatchApplier";

    /// Git, for which a hunk with less context on one side need not stand at that end of the file.
    private static final String ANYWHERE = "git apply -p1 --unidiff-zero --whitespace=nowarn";

    private final Path folder;
    private final long seed;

    /// What a program made of a pair.
    ///
    /// @param tree what it left; empty if it refused
    record Answer(Optional<NavigableMap<WorkspacePath, FileImage>> tree, String said) {}

    References(Path folder, long seed) {
        this.folder = folder;
        this.seed = seed;
    }

    /// The pairs that a test has no time for; prints the counts.
    public static void main(String[] args) throws IOException, InterruptedException {
        long seed = args.length > 0 ? Long.parseLong(args[0]) : System.nanoTime();
        for (boolean plain : List.of(false, true)) {
            Path folder = Files.createTempDirectory("references");
            System.out.println("seed " + seed + "\n" + table(new References(folder, seed).compare(2_500, plain)));
        }
    }

    /// A line for each program.
    static String table(Map<String, Map<Outcome, Integer>> counts) {
        StringBuilder text = new StringBuilder(String.format("%-46s", "2 ways of one diff"));
        for (Outcome outcome : Outcome.values()) {
            text.append(String.format(" %17s", outcome));
        }
        counts.forEach((program, row) -> {
            text.append(String.format("%n%-46s", program));
            for (Outcome outcome : Outcome.values()) {
                text.append(String.format(" %17d", row.getOrDefault(outcome, 0)));
            }
        });
        return text.toString();
    }

    /// Compares all programs that are here on the same pairs.
    ///
    /// @param plain whether GNU patch can read them
    Map<String, Map<Outcome, Integer>> compare(int pairs, boolean plain) throws IOException, InterruptedException {
        var diffs = new DamagedDiffs(seed, plain);
        List<DamagedDiffs.Pair> all = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            all.add(diffs.next());
        }
        List<Answer> git = answers(all, GIT);
        List<Answer> anywhere = answers(all, ANYWHERE);
        Map<String, List<Answer>> programs = new LinkedHashMap<>();
        programs.put(GIT, git);
        if (plain && DiskTree.has("patch")) {
            programs.put(PATCH, answers(all, PATCH));
        }
        List<Answer> jgit = new ArrayList<>();
        for (DamagedDiffs.Pair pair : all) {
            jgit.add(JgitReference.answer(pair));
        }
        programs.put(JGIT, jgit);
        Map<String, Map<Outcome, Integer>> counts = new LinkedHashMap<>();
        for (Map.Entry<String, List<Answer>> program : programs.entrySet()) {
            Map<Outcome, Integer> row = new EnumMap<>(Outcome.class);
            for (int i = 0; i < pairs; i++) {
                DamagedDiffs.Pair pair = all.get(i);
                Outcome outcome = outcome(pair, program.getValue().get(i), anywhere.get(i));
                if (outcome == Outcome.DIFFERENT && program.getKey().equals(JGIT)) {
                    // Whose fault it is, git says: where we differ from git, git's own row has failed already.
                    outcome = Outcome.JGIT_ALONE;
                }
                row.merge(outcome, 1, Integer::sum);
                if (outcome == Outcome.DIFFERENT) {
                    throw new AssertionError("seed " + seed + ", pair " + i + " (" + pair.kind() + "), "
                            + program.getKey() + " "
                            + (program.getValue().get(i).tree().isPresent() ? "took it" : "refused: ")
                            + program.getValue().get(i).said() + "\nread as " + read(pair) + "\n" + pair.text()
                            + "\nof " + shown(pair.tree()));
                }
            }
            counts.put(program.getKey(), row);
        }
        return counts;
    }

    private List<Answer> answers(List<DamagedDiffs.Pair> pairs, String command)
            throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve(command.replaceAll("[^a-z0-9]+", "-")));
        for (int i = 0; i < pairs.size(); i++) {
            Path tree = Files.createDirectories(own.resolve("p" + i + "/tree"));
            DiskTree.write(tree, pairs.get(i).tree());
            Files.writeString(own.resolve("p" + i + "/diff"), pairs.get(i).text());
        }
        // One shell for all of them; what each said is its exit code alone.
        String loop = "for p in p*; do (cd $p/tree && " + command + " < ../diff >../said 2>&1; echo $? >../code); done";
        DiskTree.run(own, List.of("sh", "-c", loop));
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Path pair = own.resolve("p" + i);
            boolean taken = Files.readString(pair.resolve("code")).strip().equals("0");
            answers.add(new Answer(
                    taken ? Optional.of(DiskTree.read(pair.resolve("tree"))) : Optional.empty(),
                    Files.readString(pair.resolve("said"))));
        }
        return answers;
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

    private static Outcome outcome(DamagedDiffs.Pair pair, Answer theirs, Answer anywhere) {
        return switch (read(pair)) {
            case Reading.Located located -> {
                NavigableMap<WorkspacePath, FileImage> after = new TreeMap<>(pair.tree());
                located.patch()
                        .result(located.patch().all())
                        .forEach((path, image) ->
                                image.ifPresentOrElse(there -> after.put(path, there), () -> after.remove(path)));
                if (theirs.tree().isPresent()) {
                    yield theirs.tree().get().equals(after) ? Outcome.SAME_TREE : Outcome.DIFFERENT;
                }
                boolean moved = located.repairs().stream().anyMatch(said -> said.contains(": it stands at line "));
                yield moved && anywhere.tree().filter(after::equals).isPresent()
                        ? Outcome.ONLY_WE_SAY_MOVED
                        : Outcome.DIFFERENT;
            }
            case Reading.Unplaced unplaced ->
                theirs.tree().isEmpty()
                        ? Outcome.BOTH_REFUSE
                        : HandHunk.of(pair.text()).stream().anyMatch(hunk -> hunk.isGuess(pair.tree()))
                                ? Outcome.ONLY_THEY_GUESS
                                : Outcome.DIFFERENT;
            case Reading.NoPatch noPatch -> {
                boolean nothing = noPatch.reason().contains("changes nothing")
                        && theirs.tree().filter(pair.tree()::equals).isPresent();
                yield theirs.tree().isEmpty() ? Outcome.BOTH_REFUSE : nothing ? Outcome.SAME_TREE : Outcome.DIFFERENT;
            }
        };
    }
}
