package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.WorkspacePath;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// Starts a process that writes one generation of a workspace after the other, kills it somewhere in a write, recovers,
/// and looks whether all files are of one generation and the rows say which.
final class KilledPen {
    private static final int FILES = 12;

    private final Path top;

    KilledPen(Path top) {
        this.top = top;
    }

    /// What came of it.
    ///
    /// @param open rounds that left a row open: the kill came in the middle of a write
    /// @param forward of them, those that were brought forward
    record Tally(int rounds, int open, int forward, List<String> faults) {}

    /// Each generation names itself in every file; each second one moves half of them into a folder.
    static NavigableMap<WorkspacePath, Optional<FileImage>> generation(int number) {
        NavigableMap<WorkspacePath, Optional<FileImage>> files = new TreeMap<>();
        for (int i = 0; i < FILES; i++) {
            boolean inFolder = number % 2 == 0 && i % 2 == 0;
            Optional<FileImage> image = Optional.of(FileImage.text("generation " + number + "\n"));
            files.put(new WorkspacePath("f" + i), inFolder ? Optional.empty() : image);
            files.put(new WorkspacePath("sub/f" + i), inFolder ? image : Optional.empty());
        }
        return files;
    }

    Tally rounds(int rounds, long seed) throws Exception {
        var random = new Random(seed);
        List<String> faults = new ArrayList<>();
        int open = 0;
        int forward = 0;
        for (int round = 0; round < rounds; round++) {
            int last = run(random);
            try (var home = new PenHome(top)) {
                List<Recovered> recovered = home.pen.recover();
                open += recovered.size();
                forward += (int) recovered.stream()
                        .filter(one -> one.outcome() instanceof Pen.Outcome.Written)
                        .count();
                look(home, last, round, faults);
                if (!recovered.stream().allMatch(Recovered::settled)) {
                    faults.add("round " + round + ": not settled: " + recovered);
                }
            }
        }
        return new Tally(rounds, open, forward, faults);
    }

    /// @return the last generation that the process said it had written
    private int run(Random random) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        top.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int last = 0;
        int wanted = 1 + random.nextInt(2);
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (!line.matches("\\d+\\.")) {
                    continue; // what a library says, or a line that the kill cut short
                }
                last = Integer.parseInt(line.substring(0, line.length() - 1));
                if (--wanted == 0) {
                    LockSupport.parkNanos(random.nextInt(60_000_000));
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        return last;
    }

    private void look(PenHome home, int last, int round, List<String> faults) throws IOException {
        NavigableMap<String, String> all = PenHome.all(home.folder);
        String first = all.values().stream()
                .filter(text -> text.contains("generation"))
                .findFirst()
                .orElse("none");
        int number = Integer.parseInt(first.replaceAll("\\D", ""));
        NavigableMap<String, String> expected = new TreeMap<>();
        expected.put("/", "");
        generation(number)
                .forEach((path, image) -> image.ifPresent(file -> {
                    expected.put(path.value(), "rw-r--r-- " + file.content().text());
                    if (path.value().startsWith("sub/")) {
                        expected.put("sub/", "");
                    }
                }));
        if (!all.equals(expected)) {
            faults.add("round " + round + ": not all of one generation: " + all);
        }
        if (number < last) {
            faults.add("round " + round + ": generation " + last + " was written, " + number + " is there");
        }
        var row = home.pen.last("g" + number);
        if (row.isEmpty() || !row.get().progress().equals("done")) {
            faults.add("round " + round + ": the row of generation " + number + " says " + row);
        }
        var next = home.pen.last("g" + (number + 1));
        if (next.isPresent() && !next.get().progress().equals("undone")) {
            faults.add("round " + round + ": the row of generation " + (number + 1) + " says " + next);
        }
        var workspace = home.workspaces.list().getFirst();
        var head = home.workspaces.version(String.valueOf(workspace.head())).orElseThrow();
        if (!head.treeSha256().equals(home.artifacts.look(workspace.id()).sha256())) {
            faults.add("round " + round + ": the head is not what is there");
        }
    }

    /// The child: goes on from the generation that is there.
    static final class Writer {
        private Writer() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] args) throws IOException {
            try (var home = new PenHome(Path.of(args[0]))) {
                home.pen.recover();
                var workspace = home.add();
                Path first = home.file("f1");
                int number = Files.exists(first)
                        ? Integer.parseInt(Files.readString(first).replaceAll("\\D", ""))
                        : 0;
                while (true) {
                    number++;
                    var after = generation(number);
                    var order = new Pen.Order(
                            workspace.id(),
                            "g" + number,
                            home.pen.look(workspace.id(), after.keySet()),
                            after,
                            "patch",
                            PenHome.ADA);
                    if (!(home.pen.write(order) instanceof Pen.Outcome.Written)) {
                        throw new IllegalStateException("not written");
                    }
                    System.out.println(number + ".");
                    System.out.flush();
                }
            }
        }
    }

    /// Arguments: a folder, how many rounds, a seed. Prints what came of it.
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        Path top = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("errata-killed-");
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        long seed = args.length > 2 ? Long.parseLong(args[2]) : 7;
        Tally tally = new KilledPen(top).rounds(rounds, seed);
        System.out.printf(
                "%d kills (seed %d): %d in the middle of a write, %d of them brought forward, %d faults%n",
                tally.rounds, seed, tally.open, tally.forward, tally.faults.size());
        tally.faults.forEach(System.out::println);
    }
}
