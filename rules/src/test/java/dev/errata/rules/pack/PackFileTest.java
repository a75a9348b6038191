package dev.errata.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.RuleTest;
import dev.errata.rules.pack.PackFile.NoPack;
import dev.errata.rules.pack.PackFile.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PackFileTest {
    private static final String HEAD =
            "{\"format\":\"errata-rules\",\"format_version\":1,\"pack\":\"mine\",\"version\":\"2\","
                    + "\"mode\":\"shadow\",\"rules\":";

    @Test
    void readsRulesWithTheirTestsAndTheDefaultsOfTheFile() {
        String text = HEAD + """
            [{"type":"x","pattern":"a","replacement":"","case_sensitive":false,"priority":3,"window":9,
              "confidence_threshold":0.5,"mode":"off","tests":[{"input":"a","expected":""}]},
             {"type":"y","pattern":"b"}]}\
            """;
        assertThat(PackFile.read(text)).isInstanceOfSatisfying(Read.class, it -> {
            assertThat(it.pack().entries()).hasSize(2);
            var first = it.pack().entries().getFirst();
            assertThat(first.row().replacement()).isEmpty();
            assertThat(first.row().mode()).isEqualTo("off");
            assertThat(first.row().caseSensitive()).isFalse();
            assertThat(first.tests()).containsExactly(new RuleTest("a", ""));
            var second = it.pack().entries().getLast().row();
            assertThat(second.mode()).isEqualTo("shadow");
            assertThat(second.replacement()).isNull();
            assertThat(second.pack()).isEqualTo("mine");
            assertThat(second.version()).isEqualTo("2");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[{\"type\":\"x\"}]}|Rule 1 lacks the field pattern",
                "[{\"type\":\"x\",\"pattern\":\"a\",\"patern\":1}]}|Rule 1 has an unknown field: patern",
                "[{\"type\":\"x\",\"pattern\":1}]}|Rule 1: the field pattern is no text",
                "[{\"type\":\"x\",\"pattern\":\"a\",\"window\":1.5}]}|the field window is no whole number",
                "[{\"type\":\"x\",\"pattern\":\"a\",\"confidence_threshold\":\"a\"}]}|is no number",
                "[{\"type\":\"x\",\"pattern\":\"a\",\"case_sensitive\":1}]}|neither true nor false",
                "[{\"type\":\"x\",\"pattern\":\"a\",\"tests\":[{}]}]}|Rule 1, test 1 lacks the field input",
                "[{\"type\":\"x\",\"pattern\":\"a\",\"tests\":[{\"input\":\"\",\"expected\":\"\",\"x\":1}]}]}"
                        + "|Rule 1, test 1 has an unknown field: x",
                "[{\"type\":\"x\",\"pattern\":\"a\",\"tests\":{}}]}|Rule 1: the field tests is no list",
                "[{\"type\":\"x\",\"pattern\":\"a\"},7]}|Rule 2 is no JSON object",
                "[{\"type\":\"x\",\"pattern\":\"a\",\"pattern\":\"b\"}]}|It is not JSON: Duplicate",
                "{}}|The file: the field rules is no list",
                "null}|The file lacks the field rules",
                "[],\"colour\":1}|The file has an unknown field: colour",
                "[],\"author\":1}|The file: the field author is no text",
                "[]} x|It is not JSON",
                "[|It is not JSON"
            })
    void saysWhichRuleAndFieldDoNotFit(String rules, String reason) {
        assertThat(PackFile.read(HEAD + rules))
                .isInstanceOfSatisfying(
                        NoPack.class, it -> assertThat(it.reason()).contains(reason));
    }

    @Test
    void refusesOtherFormats() {
        assertThat(PackFile.read("{}")).isInstanceOf(NoPack.class);
        assertThat(PackFile.read("{\"format\":\"errata-rules\",\"format_version\":2}"))
                .isInstanceOfSatisfying(
                        NoPack.class, it -> assertThat(it.reason()).contains("newer Errata"));
    }
}
