package dev.errata.rules.bench;

import dev.errata.rules.bench.Programs.Program;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Reading;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.apply.PenHome;
import dev.errata.rules.patch.check.PatchEvaluator;
import dev.errata.rules.patch.diff.Differences;
import dev.errata.rules.patch.diff.UnifiedDiff;
import dev.errata.rules.patch.parse.PatchReader;
import dev.errata.rules.syntax.Grammars;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Prints how long it takes to read a diff of 1,000 lines, to judge it and to lay out what is to be written, in files
/// of
/// 5,000 lines: generated ones, the JDK's `String.java` if its sources are there, and files that are named.
///
/// Meant to be 300 ms at most, all three together. The first line of a language is colder than the others: its parser
/// is loaded, and the code that reads it was not compiled yet.
final class JudgeFigures {
    private static final int ROUNDS = 30;

    private final PatchReader reader = new PatchReader(List.of());
    private final PatchEvaluator evaluator;
    private final PenHome home;

    private JudgeFigures(Path folder) {
        home = new PenHome(folder);
        evaluator = new PatchEvaluator(new Grammars(folder.resolve("native")));
    }

    /// Arguments: files to be judged as well.
    public static void main(String[] args) throws IOException {
        var figures = new JudgeFigures(Files.createTempDirectory("errata-judge-"));
        List<Program> programs = new ArrayList<>(Programs.all());
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        if (Files.exists(sources)) {
            try (var zip = FileSystems.newFileSystem(sources)) {
                String text = Files.readString(zip.getPath("/java.base/java/lang/String.java"));
                programs.add(new Program("Java", "String.java", text));
            }
        }
        for (String arg : args) {
            Path file = Path.of(arg);
            programs.add(new Program("named", file.getFileName().toString(), Files.readString(file)));
        }
        System.out.printf(
                "%-24s %6s %6s %9s %9s | %7s %7s %7s %7s  verdict%n",
                "file", "lines", "diff", "first ms", "all ms", "read", "judge", "plan", "worst");
        for (Program program : programs) {
            figures.measure(program);
        }
        figures.home.close();
    }

    /// 110 lines all over the file are written otherwise: with what stands about them, a diff of 1,000 lines.
    private static String edited(String before) {
        List<String> lines = new ArrayList<>(TextLines.of(before));
        int step = Math.max(1, lines.size() / 110);
        int next = 3;
        for (int i = 3; i < lines.size(); i++) {
            if (i >= next && lines.get(i).contains("(") && !lines.get(i).matches("(?s).*[\"'`*#].*")) {
                lines.set(i, lines.get(i).replaceFirst("\\(", "( "));
                next += step;
            }
        }
        return String.join("", lines);
    }

    private static FileSource source(WorkspacePath path, String text) {
        NavigableMap<WorkspacePath, FileImage> files = new TreeMap<>(Map.of(path, FileImage.text(text)));
        return FileSource.of(files);
    }

    private void measure(Program program) throws IOException {
        var path = new WorkspacePath(program.file());
        FileSource base = source(path, program.text());
        Patch change =
                Differences.between(base, source(path, edited(program.text()))).orElseThrow();
        String diff = UnifiedDiff.write(change, change.all());
        Files.createDirectories(home.folder.resolve(path.value()).resolveSibling(""));
        Files.writeString(home.folder.resolve(path.value()), program.text());
        String workspace = home.add().id();
        long[][] nanos = new long[ROUNDS][];
        String verdict = "";
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            Patch patch = located(reader.read(new Submission.Text(diff), base));
            long read = System.nanoTime();
            Verdict judged = evaluator.evaluate(base, patch);
            long judging = System.nanoTime();
            var after = patch.result(patch.all());
            int places = home.pen.look(workspace, after.keySet()).size();
            long planned = System.nanoTime();
            nanos[i] = new long[] {planned - start, read - start, judging - read, planned - judging};
            verdict = judged.words() + (places == 1 ? "" : ", " + places + " places");
        }
        double first = nanos[0][0] / 1e6;
        long[][] warm = Arrays.copyOfRange(nanos, ROUNDS / 2, ROUNDS);
        System.out.printf(
                Locale.ROOT,
                "%-24s %6d %6d %9.0f %9.0f | %7.0f %7.0f %7.0f %7.0f  %s%n",
                program.language() + " " + path.name(),
                program.text().lines().count(),
                diff.lines().count(),
                first,
                median(warm, 0),
                median(warm, 1),
                median(warm, 2),
                median(warm, 3),
                Arrays.stream(warm).mapToLong(one -> one[0]).max().orElse(0) / 1e6,
                verdict);
    }

    private static double median(long[][] rounds, int column) {
        return Arrays.stream(rounds).mapToLong(one -> one[column]).sorted().toArray()[rounds.length / 2] / 1e6;
    }

    private static Patch located(Reading reading) {
        if (reading instanceof Reading.Located located) {
            return located.patch();
        }
        throw new IllegalStateException("not located: " + reading);
    }
}
