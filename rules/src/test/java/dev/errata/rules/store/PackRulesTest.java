package dev.errata.rules.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.Rule;
import dev.errata.rules.RuleTest;
import dev.errata.rules.match.RuleCheck;
import dev.errata.rules.pack.RulePack;
import dev.errata.rules.trial.Trial;
import dev.errata.rules.trial.Trials;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every shipped rule does what its own tests say, by the engine that the proxy uses.
final class PackRulesTest {

    static Stream<Arguments> entries() {
        return ShippedPacks.all().stream()
                .flatMap(pack -> pack.entries().stream()
                        .map(entry ->
                                Arguments.of(pack.name() + ": " + entry.row().pattern(), entry)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void doesWhatItsTestsSay(String name, RulePack.Entry entry) {
        Rule rule = rule(entry);
        assertThat(entry.tests()).as(name).hasSizeGreaterThanOrEqualTo(2);
        for (RuleTest test : entry.tests()) {
            assertThat(Trials.run(rule, test.input()).corrected())
                    .as(test.input())
                    .isEqualTo(test.expected());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void findsNothingMoreInWhatItCorrected(String name, RulePack.Entry entry) {
        Rule rule = rule(entry);
        for (RuleTest test : entry.tests()) {
            assertThat(Trials.run(rule, test.expected()).corrected()).as(name).isEqualTo(test.expected());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void matchesInTheFirstTestAndNotInTheLast(String name, RulePack.Entry entry) {
        Rule rule = rule(entry);
        assertThat(matches(Trials.run(rule, entry.tests().getFirst().input())))
                .as(name)
                .isPositive();
        assertThat(matches(Trials.run(rule, entry.tests().getLast().expected())))
                .as(name)
                .isZero();
    }

    private static int matches(Trial trial) {
        return trial.rewrites().size() + trial.observed().size();
    }

    private static Rule rule(RulePack.Entry entry) {
        return switch (RuleCheck.rule(entry.row())) {
            case RuleCheck.Valid(Rule rule) -> rule;
            case RuleCheck.Invalid invalid ->
                throw new AssertionError(entry.row().pattern() + ": " + invalid.faults());
        };
    }
}
