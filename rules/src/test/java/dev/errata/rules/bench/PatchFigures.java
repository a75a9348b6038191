package dev.errata.rules.bench;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Reading;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.diff.Differences;
import dev.errata.rules.patch.diff.UnifiedDiff;
import dev.errata.rules.patch.parse.PatchReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Prints how long it takes to compare a file of 5,000 lines, and to read a diff of 1,000 lines and the whole file.
final class PatchFigures {
    private static final int ROUNDS = 30;

    private PatchFigures() {}

    public static void main(String[] args) {
        Random random = new Random(7);
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            before.add(random.nextInt(4) == 0 ? "}\n" : "    call(" + random.nextInt(2_000) + ");\n");
        }
        List<String> after = new ArrayList<>(before);
        for (int i = 0; i < 110; i++) {
            after.set(20 + i * 45, "    changed(" + i + ");\n");
        }
        FileSource base = source(before);
        FileSource changed = source(after);
        Patch patch = Differences.between(base, changed).orElseThrow();
        String diff = UnifiedDiff.write(patch, patch.all());
        PatchReader reader = new PatchReader(List.of());
        System.out.println("diff: " + diff.lines().count() + " lines, " + patch.size() + " hunks");
        print("compare 5,000 lines", () -> Differences.between(base, changed).orElseThrow());
        print("write the diff", () -> UnifiedDiff.write(patch, patch.all()));
        print("read the diff", () -> located(reader.read(new Submission.Text(diff), base)));
        String numberless = diff.replaceAll("@@ [^@]* @@.*", "@@ ... @@");
        print("read it without numbers", () -> located(reader.read(new Submission.Text(numberless), base)));
        String whole = "src/a.c\n```\n" + String.join("", after) + "```\n";
        print("read the whole file", () -> located(reader.read(new Submission.Text(whole), base)));
        print("write the result", () -> patch.result(patch.all()));
    }

    private static FileSource source(List<String> lines) {
        NavigableMap<WorkspacePath, FileImage> files = new TreeMap<>();
        files.put(new WorkspacePath("src/a.c"), FileImage.text(String.join("", lines)));
        return FileSource.of(files);
    }

    private static Object located(Reading reading) {
        if (reading instanceof Reading.Located) {
            return reading;
        }
        throw new IllegalStateException("not located: " + reading);
    }

    private static void print(String what, Supplier<Object> work) {
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            Object made = work.get();
            nanos[i] = System.nanoTime() - start;
            if (made.equals(what)) {
                throw new IllegalStateException("nothing was made");
            }
        }
        long first = nanos[0];
        Arrays.sort(nanos);
        System.out.printf("%-26s first %.1f ms, median %.1f ms%n", what, first / 1e6, nanos[ROUNDS / 2] / 1e6);
    }
}
