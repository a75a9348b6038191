package dev.errata.rules.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LanguagesTest {

    @ParameterizedTest
    @CsvSource({
        "js, javascript",
        "'  TypeScript', typescript",
        "ts src/a.ts, typescript",
        "ts:src/a.ts, typescript",
        "'{.python .numberLines}', python",
        "'js{1,3}', javascript",
        "'rust,ignore', rust",
        "c++, cpp",
        "C#, csharp",
        "sh, bash",
        "Brainfuck, brainfuck",
        "'', ''",
        "'???', ''"
    })
    void readsTheLanguageOfAnInfoString(String info, String language) {
        assertThat(Languages.ofInfoString(info)).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({
        "src/a.test.ts, typescript",
        "'c:\\dir.py\\b.H', c",
        "Dockerfile, dockerfile",
        "a.py/noend, ''",
        "notes.unheard, ''",
        "'', ''"
    })
    void readsTheLanguageOfAFileName(String path, String language) {
        assertThat(Languages.ofFileName(path)).isEqualTo(language);
    }

    @Test
    void refusesASpanThatIsNone() {
        assertThat(new Span(1, 3).length()).isEqualTo(2);
        assertThatThrownBy(() -> new Span(3, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
