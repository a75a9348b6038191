package dev.errata.rules.patch.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.errata.rules.patch.diff.DiskTree;
import dev.errata.rules.patch.parse.References.Outcome;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares what is read from a diff with what `git apply`, `patch` and JGit make of it.
final class GitReferenceTest {
    @TempDir
    Path folder;

    @Test
    void leavesTheTreeThatGitAndJgitLeaveOrRefusesAsTheyDo() throws Exception {
        assumeTrue(DiskTree.has("git"), "git is not installed");
        long seed = System.nanoTime();
        Map<String, Map<Outcome, Integer>> counts = new References(folder, seed).compare(300, false);
        System.out.println("seed " + seed + "\n" + References.table(counts));
        agree(seed, row(counts, References.GIT), 300);
        assertThat(row(counts, References.GIT)).as("seed %d", seed).doesNotContainKey(Outcome.ONLY_THEY_GUESS);
        assertThat(row(counts, References.JGIT).getOrDefault(Outcome.SAME_TREE, 0))
                .as("seed %d: %s", seed, counts)
                .isGreaterThan(60);
    }

    @Test
    void leavesTheTreeThatPatchLeavesOrRefusesAsPatchDoes() throws Exception {
        assumeTrue(DiskTree.has("git") && DiskTree.has("patch"), "git or patch is not installed");
        long seed = System.nanoTime();
        Map<String, Map<Outcome, Integer>> counts = new References(folder, seed).compare(200, true);
        System.out.println("seed " + seed + "\n" + References.table(counts));
        agree(seed, row(counts, References.GIT), 200);
        agree(seed, row(counts, References.PATCH), 200);
    }

    private static Map<Outcome, Integer> row(Map<String, Map<Outcome, Integer>> counts, String program) {
        return counts.getOrDefault(program, Map.of());
    }

    private static void agree(long seed, Map<Outcome, Integer> row, int pairs) {
        assertThat(row).as("seed %d", seed).doesNotContainKeys(Outcome.DIFFERENT, Outcome.JGIT_ALONE);
        assertThat(row.getOrDefault(Outcome.SAME_TREE, 0))
                .as("seed %d: %s", seed, row)
                .isGreaterThan(pairs * 2 / 5);
        assertThat(row.getOrDefault(Outcome.BOTH_REFUSE, 0))
                .as("seed %d: %s", seed, row)
                .isGreaterThan(pairs / 10);
    }
}
