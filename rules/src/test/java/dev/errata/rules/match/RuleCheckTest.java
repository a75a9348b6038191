package dev.errata.rules.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.Scope;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RuleCheckTest {

    private static RuleRow row(String pattern, @Nullable String match, @Nullable String replacement) {
        return new RuleRow(
                7,
                pattern,
                "incorrect_fact",
                null,
                replacement,
                match,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Rule valid(RuleRow row) {
        return switch (RuleCheck.rule(row)) {
            case RuleCheck.Valid(Rule rule) -> rule;
            case RuleCheck.Invalid(List<RuleFault> faults) -> throw new AssertionError(faults.toString());
        };
    }

    @Test
    void fillsInTheDefaults() {
        Rule rule = valid(row("foo", null, "bar"));
        assertThat(rule.matcher()).isEqualTo(new Matcher.Literal("foo", true));
        assertThat(rule.scopes()).containsExactlyInAnyOrder(Scope.PROSE, Scope.CODE, Scope.TOOL_ARGS);
        assertThat(rule.mode()).isEqualTo(Rule.Mode.ENFORCE);
        assertThat(rule.window()).isEqualTo(256);
        assertThat(rule.confidenceThreshold()).isZero();
        assertThat(rule.onError()).isEqualTo(Rule.OnError.OPEN);
        assertThat(rule.policies()).isEmpty();
        assertThat(rule.corrects()).isTrue();
    }

    @Test
    void readsEveryColumn() {
        Rule rule = valid(new RuleRow(
                7,
                "foo",
                "my word",
                0.5,
                null,
                "word",
                false,
                "prose, reasoning",
                "PY",
                "qwen*",
                "cline",
                "shadow",
                -3,
                8192,
                "closed",
                "json,grammar",
                "mine",
                null,
                null,
                null,
                null,
                null));
        assertThat(rule)
                .isEqualTo(new Rule(
                        7,
                        "my word",
                        new Matcher.Word("foo", false),
                        null,
                        0.5,
                        Set.of(Scope.PROSE, Scope.REASONING),
                        "python",
                        "qwen*",
                        "cline",
                        Rule.Mode.SHADOW,
                        -3,
                        8192,
                        Rule.OnError.CLOSED,
                        Set.of(Rule.Policy.JSON, Rule.Policy.GRAMMAR),
                        "mine"));
    }

    @Test
    void namesEveryFaultAndWhatIsAllowed() {
        RuleRow bad = new RuleRow(
                7,
                "foo",
                " ",
                1.5,
                null,
                "glob",
                null,
                "prose, coda",
                null,
                null,
                null,
                "on",
                null,
                9000,
                "maybe",
                "yaml",
                null,
                null,
                null,
                null,
                null,
                null);
        List<RuleFault> faults = RuleCheck.check(bad);
        assertThat(faults)
                .extracting(RuleFault::field)
                .containsExactlyInAnyOrder(
                        "type", "confidence_threshold", "match", "scope", "mode", "window", "on_error", "policy");
        assertThat(faults)
                .filteredOn(fault -> fault.field().equals("scope"))
                .first()
                .satisfies(fault -> {
                    assertThat(fault.position()).isEqualTo(7);
                    assertThat(fault.message()).contains("tool_args");
                });
        assertThat(faults)
                .filteredOn(fault -> fault.field().equals("match"))
                .first()
                .satisfies(fault -> assertThat(fault.message()).contains("literal, word, regex"));
    }

    @Test
    void placesFaultsOfPatternAndReplacement() {
        assertThat(RuleCheck.check(row("a(?=b)", "regex", null)))
                .extracting(RuleFault::field, RuleFault::position)
                .containsExactly(tuple("pattern", 1));
        assertThat(RuleCheck.check(row("(a)", "regex", "x$2")))
                .extracting(RuleFault::field, RuleFault::position)
                .containsExactly(tuple("replacement", 1));
        assertThat(RuleCheck.check(row("", null, null)))
                .extracting(RuleFault::field)
                .containsExactly("pattern");
        assertThat(RuleCheck.check(row("x", "literal", "$2"))).isEmpty();
    }

    @Test
    void refusesANotANumberThreshold() {
        RuleRow bad = new RuleRow(
                7,
                "foo",
                "x",
                Double.NaN,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        assertThat(RuleCheck.check(bad)).extracting(RuleFault::field).containsExactly("confidence_threshold", "window");
    }

    @Test
    void saysThatDetectorsAreNotActiveYet() {
        assertThat(RuleCheck.check(row("{\"detector\":\"paths\"}", null, null)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("detectors are not active yet"));
        assertThat(RuleCheck.check(row("{\"other\":1}", null, null))).isEmpty();
        assertThat(RuleCheck.check(row("{not json}", null, null))).isEmpty();
    }

    @Test
    void refusesAReplacementWithGroupsWhereFindingThemWouldTakeTooMuch() {
        Rule wide = new Rule(
                1,
                "t",
                new Matcher.Regex("(?:abcdefgh){1000}(x)", true),
                "$1",
                0,
                Set.of(Scope.PROSE),
                null,
                null,
                null,
                Rule.Mode.ENFORCE,
                0,
                RuleCheck.MAX_WINDOW,
                Rule.OnError.OPEN,
                Set.of(),
                null);
        assertThat(CompiledRule.compile(wide, new AtomicInteger()))
                .isInstanceOfSatisfying(CompiledRule.Faulty.class, faulty -> assertThat(
                                faulty.fault().message())
                        .contains("window of 8192", "without groups"));
        assertThat(valid(row("(?:abcdefgh){1000}(x)", "regex", "$1")).window()).isEqualTo(256);
    }
}
