package dev.errata.rules.patch.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.WorkspacePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnifiedDiffTest {

    @TempDir
    Path folder;

    @Test
    void gitAppliesWhatItWritesOfRandomTrees() throws Exception {
        assumeTrue(DiskTree.has("git"), "git is not installed");
        long seed = System.nanoTime();
        var trees = new RandomTrees(seed);
        NavigableMap<WorkspacePath, FileImage> before = new TreeMap<>();
        NavigableMap<WorkspacePath, FileImage> after = new TreeMap<>();
        for (int i = 0; i < 500; i++) {
            NavigableMap<WorkspacePath, FileImage> tree = trees.tree("t" + i + "/");
            before.putAll(tree);
            after.putAll(trees.changed(tree, "t" + i + "/"));
        }
        Patch patch = Differences.between(RandomTrees.source(before), RandomTrees.source(after))
                .orElseThrow();
        assertThat(applied(before, patch, patch.all())).as("seed %d", seed).isEqualTo(after);
    }

    @Test
    void gitAppliesTheChosenHunksAlone() throws Exception {
        assumeTrue(DiskTree.has("git"), "git is not installed");
        long seed = System.nanoTime();
        var trees = new RandomTrees(seed);
        Random random = new Random(seed);
        NavigableMap<WorkspacePath, FileImage> before = new TreeMap<>();
        NavigableMap<WorkspacePath, FileImage> after = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            NavigableMap<WorkspacePath, FileImage> tree = trees.tree("t" + i + "/");
            before.putAll(tree);
            tree.forEach((path, image) -> after.put(path, new FileImage(image.mode(), trees.edited(image.content()))));
        }
        Patch patch = Differences.between(RandomTrees.source(before), RandomTrees.source(after))
                .orElseThrow();
        Set<Integer> chosen = new HashSet<>(patch.all());
        chosen.removeIf(hunk -> random.nextBoolean());
        NavigableMap<WorkspacePath, FileImage> expected = new TreeMap<>(before);
        patch.result(chosen).forEach((path, image) -> put(expected, path, image));
        assertThat(applied(before, patch, chosen)).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void gitTakesAFileThatBecomesALink() throws Exception {
        assumeTrue(DiskTree.has("git"), "git is not installed");
        NavigableMap<WorkspacePath, FileImage> before = new TreeMap<>();
        before.put(new WorkspacePath("a"), FileImage.text("x\n"));
        before.put(new WorkspacePath("b"), new FileImage(FileMode.LINK, Content.of("c")));
        NavigableMap<WorkspacePath, FileImage> after = new TreeMap<>();
        after.put(new WorkspacePath("a"), new FileImage(FileMode.LINK, Content.of("b")));
        after.put(new WorkspacePath("b"), FileImage.text("x\ny\n"));
        Patch patch = Differences.between(RandomTrees.source(before), RandomTrees.source(after))
                .orElseThrow();
        assertThat(applied(before, patch, patch.all())).isEqualTo(after);
    }

    private static void put(
            NavigableMap<WorkspacePath, FileImage> tree, WorkspacePath path, Optional<FileImage> image) {
        image.ifPresentOrElse(there -> tree.put(path, there), () -> tree.remove(path));
    }

    private NavigableMap<WorkspacePath, FileImage> applied(
            NavigableMap<WorkspacePath, FileImage> before, Patch patch, Set<Integer> hunks) throws Exception {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        DiskTree.write(tree, before);
        Path file = folder.resolve("all.patch");
        Files.write(file, UnifiedDiff.bytes(patch, hunks));
        DiskTree.Run run = DiskTree.run(tree, List.of("git", "apply", "--whitespace=nowarn", file.toString()));
        assertThat(run.said()).isEmpty();
        assertThat(run.code()).isZero();
        return DiskTree.read(tree);
    }
}
