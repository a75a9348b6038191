package dev.errata.desktop.cli;

import dev.errata.rules.RuleTest;
import java.util.List;
import picocli.CommandLine.Option;

/// `--test-input X --test-expected Y`: one of a rule's own tests; the pair may be given several times.
final class TestPair {
    @Option(
            names = "--test-input",
            paramLabel = "TEXT",
            required = true,
            description = "A test of the rule: a text as a model might say it ...")
    private String input = "";

    @Option(
            names = "--test-expected",
            paramLabel = "TEXT",
            required = true,
            description = "... and what the rule alone must make of it. The pair may be given several times.")
    private String expected = "";

    static List<RuleTest> tests(List<TestPair> pairs) {
        return pairs.stream()
                .map(pair -> new RuleTest(pair.input, pair.expected))
                .toList();
    }
}
