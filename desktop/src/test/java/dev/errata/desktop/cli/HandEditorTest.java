package dev.errata.desktop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HandEditorTest {

    @ParameterizedTest
    @CsvSource({
        "src/parse.py, hunk.py",
        "docs/a&x&.txt, hunk.txt",
        "a.b&calc, hunk.txt",
        "Makefile, hunk.txt",
        "x/.%PATH%, hunk.txt",
        "'', hunk.txt",
        "a/b.c/d, hunk.txt"
    })
    void onlyTheKindOfAFileIsTakenIntoTheNameOfTheEditedOne(String path, String name) {
        assertThat(HandEditor.name(path)).isEqualTo(name);
    }
}
