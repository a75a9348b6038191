package dev.errata.rules.patch.approve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyTextTest {

    private static List<String> faults(String text) {
        return ((PolicyText.Reading.Bad) PolicyText.read(text)).faults();
    }

    @Test
    void comesBackAsItWasWritten() {
        var policy = new Policy(true, List.of("a/**", "*.md"), 7, false, true, false, true, true);
        assertThat(PolicyText.read(PolicyText.write(policy))).isEqualTo(new PolicyText.Reading.Good(policy));
        assertThat(PolicyText.read(" ")).isEqualTo(new PolicyText.Reading.Good(Policy.OFF));
        assertThat(policy.sha256()).isNotEqualTo(Policy.OFF.sha256());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        nonsense                                 | no JSON
        []                                       | JSON object
        {"enabled": "yes"}                       | 'enabled' is true or false
        {"enabled": true}                        | needs paths
        {"paths": "a"}                           | list of globs
        {"paths": ["/etc"]}                      | a glob is
        {"paths": [3]}                           | a glob is
        {"max_lines": 0}                         | from 1 to
        {"max_lines": 1.5}                       | from 1 to
        {"lines": 3}                             | 'lines' is no key
        """)
    void saysWhatIsWrong(String text, String fault) {
        assertThat(faults(text)).singleElement().asString().contains(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "**, a/b.c, true",
        "*.md, a.md, true",
        "*.md, a/b.md, false",
        "**/*.md, a/b/c.md, true",
        "**/b/c.md, a/b/c.md, true",
        "**/*.md, a.md, true",
        "docs/**, docs/a/b, true",
        "docs/**, docsa/b, false",
        "a?c, abc, true",
        "a?c, a/c, false",
        "a.c, abc, false",
        "src/*/x, src/a/b/x, false"
    })
    void globs(String glob, String path, boolean takes) {
        assertThat(Glob.of(glob).takes(path)).isEqualTo(takes);
    }
}
