package dev.errata.rules.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TemplateTest {

    @ParameterizedTest
    @CsvSource({
        "x, x",
        "$1, a",
        "$12, a2",
        "$2$1, ba",
        "${name}!, b!",
        "${2}0, b0",
        "$0, ab",
        "$$1, $1",
        "5 $, 5 $",
        "$x, $x",
        "[$3], []"
    })
    void fillsInGroups(String replacement, String expected) throws SyntaxException {
        Template template = Template.parse(replacement, 3, Map.of("name", 2));
        assertThat(template.expand(new int[] {0, 2, 0, 1, 1, 2, -1, -1}, "ab")).isEqualTo(expected);
    }

    @Test
    void takesTheLongestGroupNumberThatExists() throws SyntaxException {
        int[] slots = new int[26];
        slots[25] = 1;
        assertThat(Template.parse("$123", 12, Map.of()).expand(slots, "x")).isEqualTo("x3");
    }

    @ParameterizedTest
    @CsvSource({"a$4, 1", "${no}, 0", "x${open, 1", "${}, 0", "${99}, 0"})
    void refusesGroupsThatDoNotExist(String replacement, int position) {
        assertThatThrownBy(() -> Template.parse(replacement, 3, Map.of("name", 2)))
                .isInstanceOfSatisfying(
                        SyntaxException.class,
                        wrong -> assertThat(wrong.fault().position()).isEqualTo(position));
    }
}
