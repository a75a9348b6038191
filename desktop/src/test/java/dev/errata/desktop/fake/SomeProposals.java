package dev.errata.desktop.fake;

import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Capability;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Finding.Kind;
import dev.errata.rules.patch.Finding.Weight;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.diff.Differences;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Proposals as agents write them, placed in files as people have them.
public final class SomeProposals {
    private static final Actor AGENT = new Actor("claude-code", Actor.Channel.MCP);

    public static final String PARSER = """
        import os
        import sys
        from collections import OrderedDict


        class Parser:
            \"""Reads key = value lines into a table.\"""

            def __init__(self, strict=False):
                self.strict = strict
                self.values = OrderedDict()

            def line(self, number, text):
                text = text.strip()
                if not text or text.startswith("#"):
                    return
                key, found, value = text.partition("=")
                if not found:
                    raise ValueError("line %d has no value" % number)
                self.values[key.strip()] = value.strip()

            def parse(self, source):
                for number, text in enumerate(source, 1):
                    self.line(number, text)
                return self.values

            def number(self, key):
                return eval(self.values[key])

            def flag(self, key):
                return self.values.get(key) == "yes"


        def load(path):
            with open(path) as source:
                return Parser().parse(source)


        def dump(values, target):
            for key, value in values.items():
                target.write(key + "=" + value + "\\n")


        def main():
            values = load(sys.argv[1])
            dump(values, sys.stdout)
        """;
    public static final String PARSER_AFTER = PARSER.replace("import os\nimport sys", "import ast\nimport sys")
            .replace("return eval(self.values[key])", "return ast.literal_eval(self.values[key])")
            .replace("    values = load(sys.argv[1])\n", """
                    # The path may be missing: then the usual one is read.
                    values = load(sys.argv[1] if len(sys.argv) > 1 else "settings.ini")
                """);

    private SomeProposals() {}

    public static Patch patch(Map<String, String> before, Map<String, String> after) {
        return Differences.between(source(before), source(after)).orElseThrow();
    }

    private static FileSource source(Map<String, String> files) {
        NavigableMap<WorkspacePath, FileImage> images = new TreeMap<>();
        files.forEach((path, text) -> images.put(new WorkspacePath(path), FileImage.text(text)));
        return FileSource.of(images);
    }

    public static Proposal of(
            String id, String title, Instant at, @Nullable Patch patch, @Nullable Verdict verdict, boolean held) {
        boolean bound = patch != null;
        return new Proposal(
                id,
                bound ? "validated" : "created",
                1,
                new Proposal.Origin(
                        title,
                        AGENT,
                        held ? "Claude Code" : "Continue",
                        held ? null : "01KY00003",
                        held ? "unified-diff" : "search-replace",
                        held,
                        at),
                bound ? "01KWORKSPACE" : null,
                bound ? "01KVERSION1" : null,
                patch,
                verdict,
                Map.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                "",
                null,
                null);
    }

    public static Verdict clean() {
        return new Verdict(Verdict.Syntax.OK, List.of(), "1");
    }

    public static Verdict finding(Weight weight, Kind kind, @Nullable Capability can, String path, int hunk, int line) {
        String reason = switch (kind) {
            case CAPABILITY -> "subprocess.run starts a program with arguments from its caller";
            case SYNTAX -> "could not be parsed";
            case UNRESOLVED -> "getattr with a name made at run time";
            case HIDDEN_CHARACTER -> "a bidirectional control changes the order in which this line shows";
            default -> "look at this twice";
        };
        return new Verdict(
                kind == Kind.SYNTAX ? Verdict.Syntax.ERROR : Verdict.Syntax.OK,
                List.of(new Finding(kind, weight, can, new WorkspacePath(path), hunk, line, 5, reason)),
                "1");
    }

    /// Three hunks in one file, clean.
    public static Proposal parser(String id, Instant at) {
        return of(
                id,
                "Read numbers without eval",
                at,
                patch(Map.of("src/config/parser.py", PARSER), Map.of("src/config/parser.py", PARSER_AFTER)),
                clean(),
                true);
    }

    /// A long queue as it stands on a busy afternoon.
    public static FakeApprovals busy(Instant now) {
        var desk = new FakeApprovals();
        desk.with(parser("01KP001", now.minusSeconds(5_400)));
        desk.with(wide("01KP002", now.minusSeconds(4_000)));
        desk.with(unsafe("01KP003", now.minusSeconds(3_100)));
        desk.with(unknown("01KP004", now.minusSeconds(2_400)));
        desk.with(unbound("01KP005", now.minusSeconds(1_900)));
        desk.with(conflict("01KP006", now.minusSeconds(1_500)));
        desk.with(of(
                "01KP007",
                "Move the fixtures below tests and describe them",
                now.minusSeconds(900),
                patch(
                        Map.of("fixtures/a.json", "{\"a\": 1}\n", "README.md", "# Config\n\nSee fixtures/.\n"),
                        Map.of(
                                "tests/fixtures/a.json",
                                "{\"a\": 1}\n",
                                "README.md",
                                "# Config\n\nSee tests/fixtures/.\n",
                                "tests/fixtures/README.md",
                                "# Fixtures\n\nOne file for each case.\n")),
                new Verdict(
                        Verdict.Syntax.OK,
                        List.of(new Finding(
                                Kind.NOT_CHECKED,
                                Weight.NOTE,
                                null,
                                new WorkspacePath("README.md"),
                                0,
                                0,
                                0,
                                "there is no grammar for it here")),
                        "1"),
                false));
        for (int i = 8; i < 30; i++) {
            desk.with(of(
                    "01KP0%02d".formatted(i),
                    List.of("Add tests for the parser", "Name the limit", "Close the file", "Log what was skipped")
                                    .get(i % 4)
                            + " (" + i + ")",
                    now.minusSeconds(900 - i * 28L),
                    patch(
                            Map.of("src/part" + i + ".py", "def part():\n    return " + i + "\n"),
                            Map.of("src/part" + i + ".py", "def part():\n    return " + (i + 1) + "\n")),
                    i % 5 == 0
                            ? finding(
                                    Weight.CAUTION, Kind.CAPABILITY, Capability.FILE_READ, "src/part" + i + ".py", 1, 2)
                            : clean(),
                    i % 3 != 0));
        }
        return desk;
    }

    /// Several files in several folders, long lines.
    public static Proposal wide(String id, Instant at) {
        String java = IntStream.range(0, 60)
                .mapToObj(i -> "    int field" + i + " = compute(" + i + ");\n")
                .collect(Collectors.joining("", "package app;\n\nfinal class Wide {\n", "}\n"));
        String after = java.replace(
                        "int field7 = compute(7);",
                        "final int field7 = compute(70, \"a long argument that"
                                + " says at length what it is for and reaches far beyond what fits beside another\");")
                .replace("    int field30 = compute(30);\n", "")
                .replace("int field55 = compute(55);", "int field55 = computed(55);\n    int field55b = 0;");
        return of(
                id,
                "Give the wide class its arguments, and say in the notes why each of them has to be there",
                at,
                patch(
                        Map.of(
                                "app/src/main/java/com/example/app/Wide.java", java,
                                "docs/notes.md", "# Notes\n\nNothing yet.\n",
                                "old/gone.txt", "one\ntwo\n"),
                        Map.of(
                                "app/src/main/java/com/example/app/Wide.java", after,
                                "docs/notes.md", "# Notes\n\nWhy the wide class has arguments.\n",
                                "app/src/test/java/com/example/app/WideTest.java", "final class WideTest {}\n")),
                finding(
                        Weight.CAUTION,
                        Kind.UNKNOWN_IMPORT,
                        null,
                        "app/src/main/java/com/example/app/Wide.java",
                        1,
                        11),
                true);
    }

    /// Starts a program.
    public static Proposal unsafe(String id, Instant at) {
        String before =
                "import sys\n\n\ndef run(args):\n    return check(args)\n\n\ndef check(args):\n    return args\n";
        String after = """
            import subprocess
            import sys


            def run(args):
                done = subprocess.run(args, shell=True)
                return done.returncode  # %s eurt nruter


            def check(args):
                return args
            """.formatted(Character.toString(0x202e));
        Verdict one = finding(Weight.UNSAFE, Kind.CAPABILITY, Capability.PROCESS_START, "tools/run.py", 1, 6);
        Verdict two = finding(Weight.CAUTION, Kind.HIDDEN_CHARACTER, null, "tools/run.py", 1, 7);
        return of(
                id,
                "Run the checks from the tool",
                at,
                patch(Map.of("tools/run.py", before), Map.of("tools/run.py", after)),
                new Verdict(
                        Verdict.Syntax.OK,
                        List.of(one.findings().getFirst(), two.findings().getFirst()),
                        "1"),
                true);
    }

    /// Does not parse; longer than a screen.
    public static Proposal unknown(String id, Instant at) {
        String before = IntStream.range(0, 120)
                .mapToObj(i -> "value" + i + " = " + i + "\n")
                .collect(Collectors.joining());
        String after = IntStream.range(0, 120)
                .mapToObj(i -> i % 10 == 4 ? "value" + i + " = (" + i + "\n" : "value" + i + " = " + i + "\n")
                .collect(Collectors.joining());
        return of(
                id,
                "Group the values",
                at,
                patch(Map.of("values.py", before), Map.of("values.py", after)),
                finding(Weight.UNKNOWN, Kind.SYNTAX, null, "values.py", 2, 14),
                true);
    }

    /// Belongs to no workspace.
    public static Proposal unbound(String id, Instant at) {
        Proposal p = of(id, "Patch seen in an answer", at, null, null, false);
        return new Proposal(
                p.id(),
                p.state(),
                p.version(),
                p.origin(),
                null,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                null,
                List.of(),
                List.of("src/index.ts is in none of the 2 known workspaces"),
                "",
                null,
                null);
    }

    /// Approved, and then a file had changed.
    public static Proposal conflict(String id, Instant at) {
        Proposal p = parser(id, at);
        return new Proposal(
                p.id(),
                "apply_failed",
                4,
                p.origin(),
                p.workspace(),
                p.baseVersion(),
                p.patch(),
                p.verdict(),
                Map.of(1, Proposal.Choice.ACCEPTED, 2, Proposal.Choice.ACCEPTED, 3, Proposal.Choice.REJECTED),
                List.of(),
                null,
                List.of(
                        new Proposal.GateOutcome("01KG1", "lint", "lint", "PASSED", 0, true, "", 900),
                        new Proposal.GateOutcome("01KG2", "unit tests", "test", "PASSED", 0, false, "", 4_200)),
                List.of("hunk 2 stands nowhere in src/config/parser.py any more; line 28 is nearest: return int(...)"),
                "src/config/parser.py has changed since it was approved",
                null,
                null);
    }
}
