package dev.errata.rules.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.RuleSet;
import dev.errata.rules.Scope;
import dev.errata.rules.stream.RulePrograms;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TrialsTest {

    private static Rule rule(@Nullable String replacement, Rule.Mode mode, Set<Scope> scopes) {
        return new Rule(
                1,
                "incorrect_fact",
                new Matcher.Word("teh", false),
                replacement,
                0,
                scopes,
                null,
                "qwen*",
                null,
                mode,
                0,
                256,
                Rule.OnError.OPEN,
                Set.of(),
                null);
    }

    @Test
    void triesAShadowRuleForAnotherModelAsIfItWereEnforced() {
        Trial trial = Trials.run(rule("the", Rule.Mode.SHADOW, Set.of(Scope.PROSE)), "Teh end of teh story");
        assertThat(trial.corrected()).isEqualTo("the end of the story");
        assertThat(trial.rewrites()).hasSize(2);
        assertThat(trial.observed()).isEmpty();
    }

    @Test
    void showsWhatADetectOnlyRuleFinds() {
        Trial trial = Trials.run(rule(null, Rule.Mode.ENFORCE, Set.of(Scope.REASONING)), "teh");
        assertThat(trial.corrected()).isEqualTo("teh");
        assertThat(trial.observed()).hasSize(1);
    }

    @Test
    void triesToolArgumentRulesOnToolArguments() {
        assertThat(Trials.run(rule("the", Rule.Mode.OFF, Set.of(Scope.TOOL_ARGS)), "teh")
                        .corrected())
                .isEqualTo("the");
    }

    @Test
    void runsASelectionAsItIs() {
        RuleSet rules =
                new RuleSet(1, List.of(rule("the", Rule.Mode.SHADOW, Set.of(Scope.PROSE))), List.of(), List.of());
        Trial trial = Trials.run(RulePrograms.compile(rules).select("qwen3", "", Set.of()), "teh");
        assertThat(trial.corrected()).isEqualTo("teh");
        assertThat(trial.observed())
                .singleElement()
                .satisfies(hit -> assertThat(hit.after()).isEqualTo("the"));
    }
}
