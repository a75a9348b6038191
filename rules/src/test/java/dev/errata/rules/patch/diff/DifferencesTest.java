package dev.errata.rules.patch.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.WorkspacePath;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DifferencesTest {

    private static final String LINES =
            IntStream.rangeClosed(1, 40).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());

    @Test
    void findsNothingBetweenEqualTrees() {
        assertThat(Differences.between(files("a", "x\n"), files("a", "x\n"))).isEmpty();
    }

    @Test
    void joinsEditsWhoseContextsTouchAndKeepsOthersApart() {
        Patch near = patch(files("a", LINES), files("a", with(LINES, 10, 17)));
        Patch far = patch(files("a", LINES), files("a", with(LINES, 10, 18)));
        assertThat(near.size()).isEqualTo(1);
        assertThat(far.size()).isEqualTo(2);
        assertThat(far.hunk(1).orElseThrow().oldStart()).isEqualTo(7);
        assertThat(far.hunk(1).orElseThrow().oldLines()).hasSize(7);
    }

    @Test
    void numbersHunksAcrossFiles() {
        Patch patch = patch(files("a", "1\n", "b", "1\n", "c", "1\n"), files("a", "2\n", "b", "1\n", "c", "2\n"));
        assertThat(patch.all()).containsExactlyInAnyOrder(1, 2);
        assertThat(patch.fileOf(2).orElseThrow().path().value()).isEqualTo("c");
    }

    @Test
    void findsAMoveByEqualBytes() {
        Patch patch = patch(files("a/x", LINES), files("b/y", LINES));
        assertThat(patch.files()).hasSize(1);
        assertThat(patch.files().getFirst().before().value()).isEqualTo("a/x");
        assertThat(patch.hunk(1).orElseThrow().kind()).isEqualTo(Hunk.Kind.RENAME);
        assertThat(UnifiedDiff.write(patch, Set.of(1)))
                .isEqualTo("diff --git a/a/x b/b/y\nsimilarity index 100%\nrename from a/x\nrename to b/y\n");
    }

    @Test
    void prefersTheFileOfTheSameNameForAMove() {
        Patch patch = patch(files("a/one", "x\n", "a/two", "x\n"), files("b/two", "x\n"));
        assertThat(UnifiedDiff.write(patch, patch.all()))
                .contains("rename from a/two")
                .contains("deleted file mode");
    }

    @Test
    void takesANameInAnotherCaseForAMove() {
        Patch patch = patch(files("readme", LINES), files("README", with(LINES, 3)));
        assertThat(patch.files()).hasSize(1);
        assertThat(patch.files().getFirst().before().value()).isEqualTo("readme");
        assertThat(patch.hunk(1).orElseThrow().kind()).isEqualTo(Hunk.Kind.MODIFY);
    }

    @Test
    void tellsModesApart() {
        Patch patch =
                patch(FileSource.of(tree("a", FileMode.FILE, "x")), FileSource.of(tree("a", FileMode.EXECUTABLE, "x")));
        assertThat(patch.hunk(1).orElseThrow().kind()).isEqualTo(Hunk.Kind.MODE);
        assertThat(UnifiedDiff.write(patch, Set.of(1)))
                .isEqualTo("diff --git a/a b/a\nold mode 100644\nnew mode 100755\n");
    }

    @Test
    void keepsBytesThatAreNoTextAsOneHunk() {
        Content binary = Content.of(new byte[] {1, 0, 2});
        NavigableMap<WorkspacePath, FileImage> after = new TreeMap<>();
        after.put(new WorkspacePath("a"), new FileImage(FileMode.FILE, binary));
        Patch patch = patch(files("a", "x\n"), FileSource.of(after));
        assertThat(patch.hunk(1).orElseThrow().kind()).isEqualTo(Hunk.Kind.BINARY);
        assertThat(patch.result(patch.all()))
                .containsEntry(new WorkspacePath("a"), Optional.of(new FileImage(FileMode.FILE, binary)));
        assertThat(UnifiedDiff.write(patch, Set.of(1)))
                .isEqualTo("diff --git a/a b/a\nBinary files a/a and b/a differ\n");
    }

    @Test
    void keepsTheBytesOfAFileThatIsNoUtf8() {
        byte[] before = "gr\u00fc\u00df\none\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] after = "gr\u00fc\u00df\ntwo \u00e4\n".getBytes(StandardCharsets.ISO_8859_1);
        Patch patch = patch(bytes("a", before), bytes("a", after));
        assertThat(patch.hunk(1).orElseThrow().kind()).isEqualTo(Hunk.Kind.MODIFY);
        assertThat(patch.result(patch.all()))
                .containsEntry(new WorkspacePath("a"), Optional.of(new FileImage(FileMode.FILE, Content.of(after))));
        String raw = new String(UnifiedDiff.bytes(patch, patch.all()), StandardCharsets.ISO_8859_1);
        assertThat(raw).contains(" gr\u00fc\u00df\n-one\n+two \u00e4\n");
    }

    @Test
    void countsNewPlacesForTheChosenHunksAlone() {
        Patch patch = patch(files("a", LINES), files("a", "first\n" + with(LINES, 30)));
        assertThat(UnifiedDiff.write(patch, patch.all())).contains("@@ -27,7 +28,7 @@ line 26");
        assertThat(UnifiedDiff.write(patch, Set.of(2))).contains("@@ -27,7 +27,7 @@ line 26");
    }

    @Test
    void saysWhereALastLineDoesNotEnd() {
        Patch patch = patch(files("a", "x"), files("a", "x\n"));
        assertThat(UnifiedDiff.write(patch, patch.all()))
                .endsWith("@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n");
    }

    private static Patch patch(FileSource before, FileSource after) {
        Optional<Patch> patch = Differences.between(before, after);
        return patch.orElseThrow();
    }

    private static String with(String text, int... lines) {
        String changed = text;
        for (int line : lines) {
            changed = changed.replace("line " + line + "\n", "changed " + line + "\n");
        }
        return changed;
    }

    private static FileSource files(String... namesAndTexts) {
        NavigableMap<WorkspacePath, FileImage> files = new TreeMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(new WorkspacePath(namesAndTexts[i]), FileImage.text(namesAndTexts[i + 1]));
        }
        return FileSource.of(files);
    }

    private static FileSource bytes(String name, byte[] bytes) {
        NavigableMap<WorkspacePath, FileImage> files = new TreeMap<>();
        files.put(new WorkspacePath(name), new FileImage(FileMode.FILE, Content.of(bytes)));
        return FileSource.of(files);
    }

    private static NavigableMap<WorkspacePath, FileImage> tree(String name, FileMode mode, String text) {
        NavigableMap<WorkspacePath, FileImage> files = new TreeMap<>();
        files.put(new WorkspacePath(name), new FileImage(mode, Content.of(text)));
        return files;
    }
}
