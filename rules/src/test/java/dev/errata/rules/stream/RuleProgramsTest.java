package dev.errata.rules.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.Rule;
import dev.errata.rules.text.Globs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleProgramsTest {

    private static String corrected(RuleProgram.Selection selection, String text) {
        LaneRewriter lane = selection.lane(LaneKind.TEXT);
        lane.push(text);
        lane.end();
        return lane.take(lane.settled()).text();
    }

    @Test
    void selectsByModelClientAndGuards() {
        Rule any = SomeRules.literal(1, "a", "A");
        Rule qwen = SomeRules.asked(SomeRules.literal(2, "b", "B"), "qwen*", null, Set.of());
        Rule cline = SomeRules.asked(SomeRules.literal(3, "c", "C"), null, "CLINE", Set.of(Rule.Policy.JSON));
        RuleProgram program = SomeRules.program(any, qwen, cline);
        assertThat(corrected(program.select("Qwen2.5", "cline", Set.of()), "abc"))
                .isEqualTo("ABC");
        assertThat(corrected(program.select("", "", Set.of()), "abc")).isEqualTo("Abc");
        RuleProgram.Selection json = program.select("llama", "cline", Set.of(Rule.Policy.JSON));
        assertThat(corrected(json, "abc")).isEqualTo("AbC");
        assertThat(corrected(json.optedInto(Rule.Policy.JSON).orElseThrow(), "abc"))
                .isEqualTo("abC");
        assertThat(json.optedInto(Rule.Policy.GRAMMAR)).isEmpty();
        assertThat(program.select("m", "c", Set.of(Rule.Policy.GRAMMAR)).isEmpty())
                .isTrue();
        assertThat(program.ruleSet().version()).isEqualTo(1);
    }

    @Test
    void sharesSelectionsOfTheSameRulesHoweverManyNamesThereAre() {
        RuleProgram program = SomeRules.program(SomeRules.literal(1, "a", "A"));
        RuleProgram.Selection first = program.select("m", "c", Set.of());
        for (int i = 0; i < 1000; i++) {
            assertThat(program.select("m" + i, "c", Set.of())).isSameAs(first);
        }
    }

    @Test
    void leavesOutRulesThatAreOff() {
        Rule off = SomeRules.with(SomeRules.literal(1, "a", "A"), 0, Rule.Mode.OFF);
        assertThat(SomeRules.select(off).isEmpty()).isTrue();
    }

    @Test
    void leavesOutARuleThatDoesNotCompileAndKeepsTheOthers() {
        assertThat(corrected(SomeRules.select(SomeRules.regex(1, "(", "x"), SomeRules.literal(2, "a", "A")), "(a"))
                .isEqualTo("(A");
    }

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "*, abc, true",
        "a*c, abbc, true",
        "a*c, abcd, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "*b*b, abab, true",
        "QWEN*, qwen2, true",
        "qwen, qwen2, false",
        "'', x, false"
    })
    void matchesGlobs(String glob, String name, boolean matches) {
        assertThat(Globs.matches(glob, name)).isEqualTo(matches);
    }

    @Test
    void findsEachOfTenThousandLiterals() {
        List<Rule> rules = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            rules.add(SomeRules.literal(i + 1, "w" + Integer.toString(i, 36) + ";", "<" + i + ">"));
            text.append("w").append(Integer.toString(i, 36)).append("; ");
            expected.append("<").append(i).append("> ");
        }
        RuleProgram.Selection selection = SomeRules.select(rules.toArray(new Rule[0]));
        assertThat(corrected(selection, text.toString())).isEqualTo(expected.toString());
    }
}
