package dev.errata.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.RuleRow;
import dev.errata.rules.pack.RuleFile.NoRules;
import dev.errata.rules.pack.RuleFile.Remark;
import dev.errata.rules.pack.RuleFile.Rules;
import dev.errata.rules.trial.Trials;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files in the shape of SillyTavern's.
final class RegexScriptsTest {

    private static Rules scripts() throws Exception {
        try (var in = RegexScriptsTest.class.getResourceAsStream("scripts.json")) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Rules read(String text) {
        return switch (RuleFile.read(text, "tavern")) {
            case Rules rules -> rules;
            case NoRules(String reason) -> throw new AssertionError(reason);
        };
    }

    private static RuleRow row(Rules rules, int index) {
        return rules.pack().entries().get(index).row();
    }

    @Test
    void whatCanBeARuleIsOne() throws Exception {
        Rules rules = scripts();
        assertThat(rules.pack().name()).isEqualTo("tavern");
        assertThat(rules.pack().entries()).hasSize(4);

        RuleRow ellipses = row(rules, 0);
        assertThat(ellipses.note()).isEqualTo("No ellipses");
        assertThat(ellipses.scope()).isEqualTo("prose,code");
        assertThat(ellipses.mode()).isEqualTo("enforce");
        assertThat(Trials.run(ellipses, "so......").corrected()).isEqualTo("so...");

        RuleRow bold = row(rules, 1);
        assertThat(bold.mode()).isEqualTo("off");
        assertThat(bold.caseSensitive()).isFalse();
        assertThat(Trials.run(bold, "\u201cHi\nyou\u201d").corrected())
                .isEqualTo("**Hi\nyou** \u201cHi\nyou\u201d Hi\nyou costs 5$ $$ $x");

        RuleRow think = row(rules, 2);
        assertThat(think.scope()).isEqualTo("reasoning");
        assertThat(think.replacement()).isEmpty();
        assertThat(Trials.run(think, "a\nHmm, b").corrected()).isEqualTo("a\nb");

        assertThat(row(rules, 3).pattern()).isEqualTo("colour");
    }

    @Test
    void whatCannotIsRefusedWithTheReasonAndStopsNoOther() throws Exception {
        List<String> refused = scripts().remarks().stream()
                .filter(Remark::refused)
                .map(remark -> remark.subject() + ": " + remark.text())
                .toList();
        assertThat(refused).hasSize(10);
        assertThat(refused.get(0)).contains("Script 4 (Look ahead): pattern at 4 of foo(?=bar)", "look-ahead");
        assertThat(refused.get(1)).contains("Twice", "back-references", "$1");
        assertThat(refused.get(2)).contains("User only", "what the user says, world info");
        assertThat(refused.get(3)).contains("Prompt", "sent to the model");
        assertThat(refused.get(4)).contains("Trim", "trims");
        assertThat(refused.get(5)).contains("Macro", "{{user}}");
        assertThat(refused.get(6)).contains("Old", "minDepth");
        assertThat(refused.get(7)).contains("Sticky", "flag y");
        assertThat(refused.get(8)).contains("Empty", "empty text");
        assertThat(refused.get(9)).contains("No such group", "12");
    }

    @Test
    void whatIsDifferentHereIsSaid() throws Exception {
        assertThat(scripts().remarks().stream()
                        .filter(remark -> !remark.refused())
                        .map(remark -> remark.subject() + " " + remark.text()))
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).contains("Script 2 (Bold once)", "what the user says"),
                        text -> assertThat(text).contains("Bold once", "flag g"),
                        text -> assertThat(text).contains("Bold once", "only what is shown"),
                        text -> assertThat(text).contains("Script 11 ", "flag g"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/a\\/b/g a/b",
                "/[\\/\\b[:]/g [/\\x08\\[:]",
                "/[^]+/ [\\x00-\\x{10FFFF}]+",
                "/\\uD83D\\uDE00\\u00e9\\x41\\cJ/g \\x{1f600}\\x{e9}\\x41\\x{a}",
                "/(?<y>\\d)(?:b)(?i:c)/m (?m)(?P<y>\\d)(?:b)(?i:c)",
                "/\\p{Script=Greek}\\P{gc=Lu}\\p{L}/u \\p{Greek}\\P{Lu}\\p{L}",
                "/é\\é\\\\[\\]]/s (?s)éé\\\\[\\]]",
                "a/b a/b",
                "/ab /ab"
            })
    void spellsAPatternAsRe2Does(String script, String pattern) throws Exception {
        assertThat(ScriptPattern.of(script).pattern()).isEqualTo(pattern);
    }

    @Test
    void aMatchOfAnyLengthGetsTheWidestWindow() throws Exception {
        assertThat(ScriptPattern.of("/<t>[\\s\\S]*?<\\/t>/g").unbounded()).isTrue();
        assertThat(ScriptPattern.of("/a{2,}/g").unbounded()).isTrue();
        assertThat(ScriptPattern.of("/a\\+[*+]{2,3}?/g").unbounded()).isFalse();
    }

    @Test
    void oneScriptAloneAndNoScriptAtAll() {
        assertThat(read("{\"scriptName\":\"x\",\"findRegex\":\"/a/g\",\"replaceString\":\"b\",\"placement\":[2]}")
                        .pack()
                        .entries())
                .hasSize(1);
        assertThat(RuleFile.read("[]", "x")).isInstanceOf(NoRules.class);
        assertThat(RuleFile.read("[7]", "x"))
                .isInstanceOfSatisfying(Rules.class, it -> assertThat(it.refusesSome()).isTrue());
        assertThat(RuleFile.read("\uFEFF{\"format\":\"errata-rules\",\"format_version\":1,\"pack\":\"p\","
                        + "\"version\":\"1\",\"rules\":[]}", "x"))
                .isInstanceOfSatisfying(Rules.class, it -> assertThat(it.pack().name()).isEqualTo("p"));
    }
}
