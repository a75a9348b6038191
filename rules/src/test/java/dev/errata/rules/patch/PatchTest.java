package dev.errata.rules.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PatchTest {
    private static final WorkspacePath A = new WorkspacePath("a");
    private static final WorkspacePath B = new WorkspacePath("b");

    /// A base as characters of lines, hunks over it, and what each line becomes: told without the code under test.
    private record Made(FileImage base, Patch patch, List<List<String>> segments, List<Integer> hunkOf) {}

    @Test
    void givesTheBaseWithTheAcceptedHunksForTenThousandRandomSelections() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int partly = 0;
        for (int round = 0; round < 10_000; round++) {
            Made made = made(random);
            Set<Integer> accepted = new HashSet<>(made.patch().all());
            accepted.removeIf(hunk -> random.nextBoolean());
            partly += !accepted.isEmpty() && accepted.size() < made.patch().size() ? 1 : 0;
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < made.segments().size(); i += 2) {
                int hunk = made.hunkOf().get(i / 2);
                boolean taken = hunk > 0 && accepted.contains(hunk);
                expected.append(String.join("", made.segments().get(taken ? i + 1 : i)));
            }
            var result = made.patch().result(accepted);
            if (accepted.isEmpty()) {
                assertThat(result).as("seed %d", seed).isEmpty();
            } else {
                assertThat(result.get(A))
                        .as("seed %d, round %d, %s", seed, round, accepted)
                        .isEqualTo(Optional.of(FileImage.text(expected.toString())));
            }
        }
        assertThat(partly).as("seed %d", seed).isGreaterThan(3_000);
    }

    /// Pieces of a file: some stay, of the others each is the old and the new side of a hunk.
    private static Made made(Random random) {
        List<List<String>> segments = new ArrayList<>();
        List<Integer> hunkOf = new ArrayList<>();
        List<Hunk> hunks = new ArrayList<>();
        List<String> base = new ArrayList<>();
        int shift = 0;
        int pieces = 2 + random.nextInt(8);
        for (int piece = 0; piece < pieces; piece++) {
            boolean changes = piece % 2 == 1;
            List<String> old = lines(random, changes ? random.nextInt(4) : 1 + random.nextInt(4));
            List<String> fresh = changes ? lines(random, random.nextInt(4)) : old;
            segments.add(old);
            segments.add(fresh);
            hunkOf.add(changes ? hunks.size() + 1 : 0);
            if (changes) {
                int at = base.size();
                hunks.add(new Hunk(
                        hunks.size() + 1,
                        Hunk.Kind.MODIFY,
                        old.isEmpty() ? at : at + 1,
                        old,
                        fresh.isEmpty() ? at + shift : at + shift + 1,
                        fresh,
                        ""));
                shift += fresh.size() - old.size();
            }
            base.addAll(old);
        }
        FileImage image = FileImage.text(String.join("", base));
        return new Made(
                image,
                new Patch(List.of(new FileChange(A, null, image, FileMode.FILE, hunks, null))),
                segments,
                hunkOf);
    }

    private static List<String> lines(Random random, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add("l" + random.nextInt(3) + (random.nextInt(5) == 0 ? "ü\r\n" : "\n"));
        }
        return lines;
    }

    @Test
    void refusesHunksThatAreNotNumberedInOrder() {
        FileImage image = FileImage.text("1\n");
        var hunk = new Hunk(2, Hunk.Kind.MODIFY, 1, List.of("1\n"), 1, List.of("2\n"), "");
        var change = new FileChange(A, null, image, FileMode.FILE, List.of(hunk), null);
        assertThatThrownBy(() -> new Patch(List.of(change)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hunk 2 stands where 1 is due");
        assertThatThrownBy(() -> new Patch(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTwoChangesOfOnePlaceInAnyCase() {
        assertThatThrownBy(() -> new Patch(List.of(created("Readme", 1), created("README", 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two changes touch README");
    }

    @Test
    void refusesHunksThatOverlap() {
        FileImage image = FileImage.text("1\n2\n3\n");
        var first = new Hunk(1, Hunk.Kind.MODIFY, 1, List.of("1\n", "2\n"), 1, List.of("x\n"), "");
        var second = new Hunk(2, Hunk.Kind.MODIFY, 2, List.of("2\n"), 2, List.of("y\n"), "");
        assertThatThrownBy(() -> new FileChange(A, null, image, FileMode.FILE, List.of(first, second), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hunk 2 of a touches the one before");
    }

    @Test
    void neverWritesAHunkWhoseOldSideIsNotThere() {
        FileImage image = FileImage.text("1\n2\n");
        var hunk = new Hunk(1, Hunk.Kind.MODIFY, 2, List.of("3\n"), 2, List.of("x\n"), "");
        var patch = new Patch(List.of(new FileChange(A, null, image, FileMode.FILE, List.of(hunk), null)));
        assertThatThrownBy(() -> patch.result(Set.of(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hunk 1 does not stand in a at line 2");
    }

    @Test
    void movesAFileOnlyIfOneOfItsHunksIsAccepted() {
        FileImage image = FileImage.text("1\n2\n");
        var hunk = new Hunk(1, Hunk.Kind.MODIFY, 2, List.of("2\n"), 2, List.of("x\n"), "");
        var patch = new Patch(List.of(
                new FileChange(B, A, image, FileMode.EXECUTABLE, List.of(hunk), null), created("c", 2)));
        assertThat(patch.result(Set.of(2)).keySet()).containsExactly(new WorkspacePath("c"));
        assertThat(patch.result(Set.of(1)))
                .containsEntry(A, Optional.empty())
                .containsEntry(B, Optional.of(new FileImage(FileMode.EXECUTABLE, Content.of("1\nx\n"))));
        assertThat(patch.before())
                .containsEntry(A, Optional.of(image))
                .containsEntry(B, Optional.empty())
                .containsEntry(new WorkspacePath("c"), Optional.empty());
    }

    @Test
    void keepsBytesThatNoHunkTouchesThoughTheyAreNoUtf8() {
        byte[] latin = "\u00fc\n1\n".getBytes(StandardCharsets.ISO_8859_1);
        var image = new FileImage(FileMode.FILE, Content.of(latin));
        var hunk = new Hunk(1, Hunk.Kind.MODIFY, 2, List.of("1\n"), 2, List.of("\u00e4\n"), "");
        var patch = new Patch(List.of(new FileChange(A, null, image, FileMode.FILE, List.of(hunk), null)));
        Content expected = Content.of("\u00fc\n\u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(patch.result(Set.of(1))).containsEntry(A, Optional.of(new FileImage(FileMode.FILE, expected)));
    }

    @Test
    void hasAnotherDigestForEveryBitThatCounts() {
        Patch patch = new Patch(List.of(created("a", 1), created("b", 2)));
        Hunk edited = patch.hunk(2).orElseThrow().withNewLines(List.of("other\n"));
        Set<String> digests = new HashSet<>(List.of(
                patch.digest(),
                patch.digest(Set.of(1)),
                patch.digest(Set.of(2)),
                patch.with(edited).digest(),
                new Patch(List.of(created("a", 1), created("c", 2))).digest(),
                new Patch(List.of(created("a", 1), executable("b", 2))).digest()));
        assertThat(digests).hasSize(6);
        assertThat(patch.with(edited).digest(Set.of(1))).isEqualTo(patch.digest(Set.of(1)));
        assertThat(new Patch(List.of(created("a", 1), created("b", 2))).digest()).isEqualTo(patch.digest());
    }

    private static FileChange created(String path, int number) {
        var hunk = new Hunk(number, Hunk.Kind.CREATE, 0, List.of(), 1, List.of("x\n"), "");
        return new FileChange(new WorkspacePath(path), null, null, FileMode.FILE, List.of(hunk), null);
    }

    private static FileChange executable(String path, int number) {
        var hunk = new Hunk(number, Hunk.Kind.CREATE, 0, List.of(), 1, List.of("x\n"), "");
        return new FileChange(new WorkspacePath(path), null, null, FileMode.EXECUTABLE, List.of(hunk), null);
    }
}
