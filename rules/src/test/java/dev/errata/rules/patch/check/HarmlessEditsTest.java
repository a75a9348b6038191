package dev.errata.rules.patch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.syntax.Grammar;
import dev.errata.rules.syntax.Grammars;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HarmlessEditsTest {
    private static final long SEED = 7;

    @TempDir
    private Path folder;

    @Test
    void callsHarmlessEditsOfOtherPeoplesFilesClean() throws IOException {
        var grammars = new Grammars(folder.resolve("native"));
        Assumptions.assumeTrue(
                grammars.parse(Grammar.JSON, "1").isPresent(), "skipped: no native library for this machine");
        var edits = new HarmlessEdits(grammars, SEED);
        edits.everything(24);
        Assumptions.assumeTrue(edits.files() >= 30, "skipped: fewer than 30 files of others on this machine");
        System.out.println(edits.figure());
        assertThat(edits.alarms() * 20).as("seed %d: %s", SEED, edits.reasons()).isLessThanOrEqualTo(edits.files());
    }
}
