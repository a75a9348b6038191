package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Verdict;
import dev.errata.rules.syntax.Grammars;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// Prints how long it takes to judge a diff of 1,000 lines in files of 5,000.
final class CheckFigures {
    private static final int ROUNDS = 40;

    private CheckFigures() {}

    public static void main(String... args) throws IOException {
        Path folder = Files.createTempDirectory("figures");
        var evaluator = new PatchEvaluator(new Grammars(folder.resolve("native")));
        StringBuilder python = new StringBuilder("import os\nimport json\nimport subprocess\n");
        for (int i = 0; i < 714; i++) {
            python.append("\n\ndef work_")
                    .append(i)
                    .append("(path, data):\n    value = json.loads(data)[")
                    .append(i)
                    .append("]\n    name = os.path.join(path, 'x' + str(value))\n")
                    .append("    for item in value:\n        name += item.get(\"k\", '') + \"-\"\n    return name\n");
        }
        measure("Python, generated", evaluator, "a.py", python.toString());
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        if (Files.exists(sources)) {
            try (var zip = FileSystems.newFileSystem(sources)) {
                measure(
                        "String.java of the JDK",
                        evaluator,
                        "String.java",
                        Files.readString(zip.getPath("/java.base/java/lang/String.java")));
            }
        }
    }

    private static void measure(String what, PatchEvaluator evaluator, String name, String before) {
        String[] lines = before.split("\n", -1);
        int step = Math.max(1, lines.length / 1000);
        int changed = 0;
        for (int i = 3; i < lines.length && changed < 1000; i += step) {
            if (lines[i].contains("(") && !lines[i].contains("\"")) {
                lines[i] = lines[i].replaceFirst("\\(", "( ");
                changed++;
            }
        }
        var changes = new Changes().modify(name, before, String.join("\n", lines));
        int diff = changes.patch().files().getFirst().hunks().stream()
                .mapToInt(hunk -> hunk.oldLines().size() + hunk.newLines().size())
                .sum();
        long[] nanos = new long[ROUNDS];
        Verdict verdict = evaluator.evaluate(changes.base(), changes.patch());
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            verdict = evaluator.evaluate(changes.base(), changes.patch());
            nanos[i] = System.nanoTime() - start;
        }
        long first = nanos[0];
        long[] warm = Arrays.copyOfRange(nanos, ROUNDS / 2, ROUNDS);
        Arrays.sort(warm);
        System.out.printf(
                Locale.ROOT,
                "%s: %d lines, a diff of %d lines, second time %d ms, warm median %d ms, worst %d ms: %s%n",
                what,
                lines.length,
                diff,
                first / 1_000_000,
                warm[warm.length / 2] / 1_000_000,
                warm[warm.length - 1] / 1_000_000,
                verdict.words());
    }
}
