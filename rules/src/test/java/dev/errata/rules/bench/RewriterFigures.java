package dev.errata.rules.bench;

import dev.errata.rules.RuleSet;
import dev.errata.rules.stream.LaneKind;
import dev.errata.rules.stream.LaneRewriter;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RulePrograms;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Collection;
import java.util.Random;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Prints the rewriter's figures: throughput by JMH, time to compile and memory, and what hostile rules cost.
///
/// `mvn -q -Pbench test -pl rules -am`, with `-Dbench='text=prose;push=4096'` for some values of [RewriterBenchmark]'s
/// parameters only.
public final class RewriterFigures {

    private RewriterFigures() {}

    public static void main(String[] arguments) throws RunnerException {
        PrintStream out = System.out;
        compileAndMemory(out);
        HostileFigures.print(out);
        ChainedOptionsBuilder options = new OptionsBuilder().include(RewriterBenchmark.class.getName() + ".*");
        for (String argument : String.join(";", arguments).split(";", -1)) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                options.param(
                        argument.substring(0, equals),
                        argument.substring(equals + 1).split(","));
            }
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        out.println();
        out.println("rules          text   match every  push   ns/char    MB/s");
        for (RunResult result : results) {
            double nanos = result.getPrimaryResult().getScore();
            out.printf(
                    "%-14s %-6s %11s %5s  %8.2f  %6.0f%n",
                    result.getParams().getParam("rules"),
                    result.getParams().getParam("text"),
                    result.getParams().getParam("matchEvery"),
                    result.getParams().getParam("push"),
                    nanos,
                    1_000 / nanos);
        }
    }

    private static void compileAndMemory(PrintStream out) {
        out.println("rules          compile ms (median of 5)   heap MB after 1 MB of text");
        for (int count : new int[] {1_000, 10_000}) {
            line(out, "literal " + count, BenchRules.literals(count).rules());
        }
        line(out, "regex 1000", BenchRules.regexes(1_000).rules());
        line(out, "regex 10000", BenchRules.regexes(10_000).rules());
    }

    private static void line(PrintStream out, String name, RuleSet rules) {
        long[] nanos = new long[5];
        for (int i = 0; i < nanos.length; i++) {
            long begin = System.nanoTime();
            RulePrograms.compile(rules);
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        long before = used();
        RuleProgram program = RulePrograms.compile(rules);
        try {
            String text = BenchText.prose(1 << 20, new Random(3));
            LaneRewriter lane = program.select("", "", Set.of()).lane(LaneKind.TEXT);
            for (int at = 0; at < text.length(); at += 4096) {
                lane.push(text.substring(at, Math.min(text.length(), at + 4096)));
                lane.take(lane.settled());
            }
            out.printf("%-14s %23d   %24.1f%n", name, nanos[2] / 1_000_000, (used() - before) / 1e6);
        } finally {
            Reference.reachabilityFence(program);
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
