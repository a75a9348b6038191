package dev.errata.rules.patch.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.errata.rules.patch.diff.DiskTree;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares what is read from a diff with what `git apply` and `patch` make of it.
final class GitReferenceTest {
    @TempDir
    Path folder;

    @Test
    void leavesTheTreeThatGitLeavesOrRefusesAsGitDoes() throws Exception {
        assumeTrue(DiskTree.has("git"), "git is not installed");
        long seed = System.nanoTime();
        Map<References.Outcome, Integer> counts = new References(folder, seed).compare(300, References.GIT);
        assertThat(counts).as("seed %d", seed).doesNotContainKey(References.Outcome.DIFFERENT);
        assertThat(counts.get(References.Outcome.SAME_TREE))
                .as("seed %d: %s", seed, counts)
                .isGreaterThan(120);
        assertThat(counts.get(References.Outcome.BOTH_REFUSE))
                .as("seed %d: %s", seed, counts)
                .isGreaterThan(30);
    }

    @Test
    void leavesTheTreeThatPatchLeavesOrRefusesAsPatchDoes() throws Exception {
        assumeTrue(DiskTree.has("patch"), "patch is not installed");
        long seed = System.nanoTime();
        Map<References.Outcome, Integer> counts = new References(folder, seed).compare(200, References.PATCH);
        assertThat(counts).as("seed %d", seed).doesNotContainKey(References.Outcome.DIFFERENT);
        assertThat(counts.get(References.Outcome.SAME_TREE))
                .as("seed %d: %s", seed, counts)
                .isGreaterThan(80);
    }
}
