package dev.errata.rules.bench;

import dev.errata.rules.RuleSet;
import dev.errata.rules.stream.LaneKind;
import dev.errata.rules.stream.LaneRewriter;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RulePrograms;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Time per character of text through one lane, everything included: pushing, matching, taking.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class RewriterBenchmark {

    static final int LENGTH = 1 << 18;

    /// Kind and number of rules.
    @Param({
        "literal 1",
        "literal 10",
        "literal 100",
        "literal 1000",
        "literal 10000",
        "regex 1",
        "regex 10",
        "regex 100",
        "regex 1000"
    })
    public String rules = "";

    @Param({"prose", "code"})
    public String text = "";

    /// Characters from match to match; 0 for none.
    @Param({"0", "100"})
    public int matchEvery;

    /// Characters in each push: a read of the proxy, or a token.
    @Param({"4096", "4"})
    public int push;

    private String input = "";
    private RuleProgram.Selection selection =
            RulePrograms.compile(RuleSet.EMPTY).select("", "", Set.of());

    @Setup(Level.Trial)
    public void prepare() {
        int count = Integer.parseInt(rules.substring(rules.indexOf(' ') + 1));
        BenchRules.Made made = rules.startsWith("literal") ? BenchRules.literals(count) : BenchRules.regexes(count);
        Random random = new Random(11);
        StringBuilder built = new StringBuilder(
                text.equals("prose") ? BenchText.prose(LENGTH, random) : BenchText.code(LENGTH, random));
        for (int at = matchEvery; matchEvery > 0 && at < LENGTH - 50; at += matchEvery) {
            built.replace(at, at + made.matched().length() + 2, " " + made.matched() + " ");
        }
        input = built.substring(0, LENGTH);
        selection = RulePrograms.compile(made.rules()).select("", "", Set.of());
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public long character() {
        LaneRewriter lane = selection.lane(LaneKind.TEXT);
        long out = 0;
        for (int at = 0; at < LENGTH; at += push) {
            lane.push(input.substring(at, Math.min(LENGTH, at + push)));
            out += lane.take(lane.settled()).text().length();
        }
        lane.end();
        return out + lane.take(lane.settled()).text().length();
    }
}
