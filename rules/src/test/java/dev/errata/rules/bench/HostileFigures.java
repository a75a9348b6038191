package dev.errata.rules.bench;

import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.RuleSet;
import dev.errata.rules.stream.LaneKind;
import dev.errata.rules.stream.LaneRewriter;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RulePrograms;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Prints what rules and texts cost that are made to hurt: time at two lengths of text, whose ratio shows whether it
/// grows faster than the text, and the largest heap seen.
final class HostileFigures {

    private static final int SHORT = 1 << 13;
    private static final int HUGE = 10_000_000;

    private HostileFigures() {}

    /// @param window of all rules
    private record Case(String name, int window, List<Matcher> rules, String replacement, String unit) {}

    private static List<Case> cases() {
        String thousands = IntStream.range(0, 4_000)
                .mapToObj(i -> "w" + Integer.toString(i * 7_919, 36))
                .collect(Collectors.joining("|"));
        List<Matcher> dirty = IntStream.range(0, 1_000)
                .<Matcher>mapToObj(i -> new Matcher.Regex("[^\\n]+foo" + i, true))
                .toList();
        String prose = BenchText.prose(1 << 12, new Random(5));
        return List.of(
                new Case("(a+)+$ on a", 256, regex("(a+)+\\z"), "b", "a"),
                new Case("(a*)*b on a", 256, regex("(a*)*b"), "c", "a"),
                new Case("(a|aa)+c on a, window 8192", 8192, regex("(a|aa)+c"), "b", "a"),
                new Case("a{1,1000}b on a, window 8192", 8192, regex("a{1,1000}b"), "c", "a"),
                new Case("(x+x+)+y on x", 256, regex("(x+x+)+y"), "z", "x"),
                new Case("(?s).*x on one line", 256, regex("(?s).*x!"), "y", "abcdefghij "),
                new Case("(?s).+foo.+bar on foo", 256, regex("(?s)foo.+bar"), "y", "foo and on "),
                new Case("(a|b)*a(a|b){12}c on ab", 256, regex("(a|b)*a(a|b){12}c"), "d", "abbabaab"),
                new Case("(a|b)*a(a|b){12}c on random", 256, regex("(a|b)*a(a|b){12}c"), "d", random()),
                new Case("4,000 alternatives", 256, regex(thousands), "w", prose),
                new Case("1,000 rules [^\\n]+fooN", 256, dirty, "bar", prose),
                new Case("20 rules [a-z]+\\d+N", 256, regexes("[a-z]+\\\\d+x%d", 20), "y", prose),
                new Case("a+ matches everywhere", 256, regex("a+"), "b", "a"),
                new Case("(a+)(a+) with groups", 256, regex("(a+)(a+)"), "$2$1", "a"),
                new Case(
                        "literal a, replaced by 1,000",
                        256,
                        List.of(new Matcher.Literal("a", true)),
                        "b".repeat(1_000),
                        "a"),
                new Case(
                        "word of 1,000 letters on half of it",
                        256,
                        List.of(new Matcher.Word("a".repeat(1_000), true)),
                        "b",
                        "a".repeat(999) + " "));
    }

    private static String random() {
        Random random = new Random(9);
        return random.ints(1 << 12, 'a', 'c').mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static List<Matcher> regex(String pattern) {
        return List.of(new Matcher.Regex(pattern, true));
    }

    private static List<Matcher> regexes(String format, int count) {
        return IntStream.range(0, count)
                .<Matcher>mapToObj(i -> new Matcher.Regex(String.format(format, i), true))
                .toList();
    }

    static void print(PrintStream out) {
        out.println();
        out.println("hostile: rules and text                push   ns/char  ns/char at 4 x the text   heap MB");
        for (Case hostile : cases()) {
            for (int push : new int[] {4_096, 4}) {
                double once = nanos(hostile, SHORT, push, 3);
                double more = nanos(hostile, 4 * SHORT, push, 3);
                out.printf("%-38s %5d  %8.1f  %24.1f  %8.0f%n", hostile.name, push, once, more, heap());
            }
        }
        out.println();
        out.println("hostile: rules and text                   characters   ns/char   seconds   heap MB");
        String line = BenchText.prose(1 << 12, new Random(5)).replace('\n', ' ');
        List<Matcher> mixed = IntStream.range(0, 20)
                .<Matcher>mapToObj(i -> i % 2 == 0
                        ? new Matcher.Literal("the thing" + i, true)
                        : new Matcher.Regex("\\b[a-z]+ing" + i + "\\s+(\\w+)", true))
                .toList();
        huge(out, new Case("20 rules on one line", 256, mixed, "x", line), HUGE);
        huge(out, new Case("[^\\n]+foo on one line", 256, regex("[^\\n]+foo"), "x", line), HUGE);
        huge(out, new Case("a+ replaced by b on a", 256, regex("a+"), "b", "a"), 1 << 20);
        huge(out, new Case("(a+)+b on a", 256, regex("(a+)+b"), "c", "a"), 1 << 20);
    }

    private static void huge(PrintStream out, Case hostile, int length) {
        double nanos = nanos(hostile, length, 4_096, 1);
        out.printf("%-40s %11d  %8.1f  %8.1f  %8.0f%n", hostile.name, length, nanos, nanos * length / 1e9, heap());
    }

    private static double heap() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }

    private static double nanos(Case hostile, int length, int push, int times) {
        List<Rule> rules = IntStream.range(0, hostile.rules.size())
                .mapToObj(i -> BenchRules.rule(i + 1, hostile.rules.get(i), hostile.replacement, hostile.window))
                .toList();
        RuleProgram program = RulePrograms.compile(new RuleSet(1, rules, List.of(), List.of()));
        String text = hostile.unit.repeat(length / hostile.unit.length() + 1).substring(0, length);
        double[] runs = new double[times];
        for (int run = 0; run < runs.length; run++) {
            LaneRewriter lane = program.select("", "", Set.of()).lane(LaneKind.TEXT);
            long begin = System.nanoTime();
            for (int at = 0; at < length; at += push) {
                lane.push(text.substring(at, Math.min(length, at + push)));
                lane.take(lane.settled());
            }
            lane.end();
            lane.take(lane.settled());
            runs[run] = (System.nanoTime() - begin) / (double) length;
        }
        Arrays.sort(runs);
        return runs[times / 2];
    }
}
