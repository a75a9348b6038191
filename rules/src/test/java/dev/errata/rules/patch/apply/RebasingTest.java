package dev.errata.rules.patch.apply;

import static dev.errata.rules.patch.apply.PenHome.GONE;
import static dev.errata.rules.patch.apply.PenHome.places;
import static dev.errata.rules.patch.apply.PenHome.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.Conflict;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Pen.Rebase;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.diff.Differences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RebasingTest {
    private static final WorkspacePath A = new WorkspacePath("a.txt");

    private static FileSource files(Object... pairs) {
        var files = new TreeMap<WorkspacePath, FileImage>();
        places(pairs).forEach((path, image) -> image.ifPresent(present -> files.put(path, present)));
        return FileSource.of(files);
    }

    private static String lines(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    private static Patch patch(String from, String to) {
        return Differences.between(files("a.txt", from), files("a.txt", to)).orElseThrow();
    }

    private static Rebase rebase(Patch patch, FileSource now) {
        return new Rebasing(patch, now).rebase();
    }

    private static String after(Rebase rebase, Set<Integer> hunks) {
        assertThat(rebase).isInstanceOf(Rebase.Clean.class);
        Optional<FileImage> image =
                ((Rebase.Clean) rebase).patch().result(hunks).getOrDefault(A, Optional.empty());
        return image.orElseThrow().content().text();
    }

    private static List<String> conflicts(Rebase rebase) {
        assertThat(rebase).isInstanceOf(Rebase.Conflicts.class);
        return ((Rebase.Conflicts) rebase)
                .conflicts().stream().map(Conflict::words).toList();
    }

    @Test
    void hunksFollowTheLinesAroundThemAndKeepTheirNumbers() {
        String base = lines(40);
        Patch patch = patch(base, base.replace("line 10\n", "TEN\n").replace("line 30\n", "THIRTY\nmore\n"));
        String now = "new head\n" + base.replace("line 20\n", "");
        Rebase rebase = rebase(patch, files("a.txt", now));
        assertThat(after(rebase, Set.of(1, 2)))
                .isEqualTo(now.replace("line 10\n", "TEN\n").replace("line 30\n", "THIRTY\nmore\n"));
        assertThat(after(rebase, Set.of(2))).isEqualTo(now.replace("line 30\n", "THIRTY\nmore\n"));
        assertThat(((Rebase.Clean) rebase).patch().hunk(1).orElseThrow().oldStart())
                .isEqualTo(8);
    }

    @Test
    void aChangedContextLineIsAConflictWithBothSides() {
        String base = lines(20);
        Patch patch = patch(base, base.replace("line 10\n", "TEN\n"));
        assertThat(conflicts(rebase(patch, files("a.txt", base.replace("line 9\n", "theirs\n")))))
                .singleElement()
                .asString()
                .contains("hunk 1", "a.txt", "theirs", "TEN", "<<<<<<<", ">>>>>>>");
    }

    @Test
    void aPlaceThatIsThereTwiceIsAConflict() {
        String base = lines(20);
        Patch patch = patch(base, base.replace("line 10\n", "TEN\n"));
        assertThat(conflicts(rebase(patch, files("a.txt", base + base)))).hasSize(1);
    }

    @Test
    void whatIsDoneAlreadyIsAConflict() {
        String base = lines(20);
        String to = base.replace("line 10\n", "TEN\n");
        assertThat(conflicts(rebase(patch(base, to), files("a.txt", to)))).hasSize(1);
    }

    @Test
    void wholeFilesAreCarriedOnlyIfTheyAreAsTheyWere() {
        Patch create = Differences.between(files(), files("a.txt", "new\n")).orElseThrow();
        Patch delete = Differences.between(files("a.txt", "old\n"), files()).orElseThrow();
        assertThat(rebase(create, files())).isEqualTo(new Rebase.Clean(create));
        assertThat(conflicts(rebase(create, files("a.txt", "theirs\n")))).hasSize(1);
        assertThat(rebase(delete, files("a.txt", "old\n"))).isEqualTo(new Rebase.Clean(delete));
        assertThat(conflicts(rebase(delete, files("a.txt", "old\nand more\n")))).hasSize(1);
        assertThat(conflicts(rebase(delete, files()))).hasSize(1);
    }

    @Test
    void aFileThatMovesTakesItsLaterChangesAlong() {
        Patch patch = Differences.between(files("b.txt", "x\n"), files("a.txt", "x\n"))
                .orElseThrow();
        assertThat(after(rebase(patch, files("b.txt", "x\ny\n")), Set.of(1))).isEqualTo("x\ny\n");
        assertThat(conflicts(rebase(patch, files("b.txt", "x\n", "a.txt", "theirs\n"))))
                .hasSize(1);
    }

    @Test
    void aModeAndATextAreMergedApart() {
        String base = lines(20);
        Patch patch = patch(base, base.replace("line 10\n", "TEN\n"));
        Rebase rebase = rebase(patch, files("a.txt", program(base)));
        assertThat(((Rebase.Clean) rebase).patch().result(Set.of(1)).get(A))
                .isEqualTo(Optional.of(program(base.replace("line 10\n", "TEN\n"))));
    }

    @Test
    void neverLosesALineOfEitherSide() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int clean = 0;
        for (int round = 0; round < 1_500; round++) {
            List<String> base = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                base.add(random.nextInt(4) == 0 ? "}\n" : "line " + i + "\n");
            }
            String from = String.join("", base);
            String to = changed(base, "mine", random);
            String now = changed(base, "theirs", random);
            if (to.equals(from)) {
                continue;
            }
            Patch patch = patch(from, to);
            if (rebase(patch, files("a.txt", now)) instanceof Rebase.Clean(Patch carried)) {
                clean++;
                Set<Integer> some = carried.all().stream()
                        .filter(hunk -> random.nextBoolean())
                        .collect(Collectors.toSet());
                String mine = patch.result(some)
                        .getOrDefault(A, Optional.of(FileImage.text(from)))
                        .orElseThrow()
                        .content()
                        .text();
                String both = carried.result(some)
                        .getOrDefault(A, Optional.of(FileImage.text(now)))
                        .orElseThrow()
                        .content()
                        .text();
                assertThat(count(both, "mine")).as("seed %d", seed).isEqualTo(count(mine, "mine"));
                assertThat(count(both, "theirs")).as("seed %d", seed).isEqualTo(count(now, "theirs"));
                assertThat(both.lines().count() - now.lines().count())
                        .as("seed %d", seed)
                        .isEqualTo(mine.lines().count() - from.lines().count());
            }
        }
        assertThat(clean).as("seed %d", seed).isGreaterThan(100);
    }

    private static int count(String text, String word) {
        return text.split(word, -1).length - 1;
    }

    private static String changed(List<String> base, String word, Random random) {
        List<String> lines = new ArrayList<>(base);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(3)) {
                case 0 -> lines.add(at, word + " " + random.nextInt(100) + "\n");
                case 1 -> lines.set(at, word + " " + random.nextInt(100) + "\n");
                default -> lines.remove(at);
            }
        }
        return String.join("", lines);
    }

    private static Reversal.Clean reversed(Patch patch, FileSource now) {
        Reversal reversal = Reversal.of(patch, patch.all(), now);
        assertThat(reversal).isInstanceOf(Reversal.Clean.class);
        return (Reversal.Clean) reversal;
    }

    private static List<String> irreversible(Patch patch, FileSource now) {
        Reversal reversal = Reversal.of(patch, patch.all(), now);
        assertThat(reversal).isInstanceOf(Reversal.Conflicts.class);
        return ((Reversal.Conflicts) reversal)
                .conflicts().stream().map(Conflict::words).toList();
    }

    @Test
    void takesAPatchBackAndKeepsWhatCameLater() {
        String base = lines(40);
        String written = base.replace("line 10\n", "TEN\n");
        Patch patch = patch(base, written);
        assertThat(reversed(patch, files("a.txt", written)).after()).isEqualTo(places("a.txt", base));
        String later = written.replace("line 30\n", "later\n");
        assertThat(reversed(patch, files("a.txt", later)).after())
                .isEqualTo(places("a.txt", base.replace("line 30\n", "later\n")));
        assertThat(irreversible(patch, files("a.txt", written.replace("TEN", "TEN AND MORE"))))
                .singleElement()
                .asString()
                .contains("TEN AND MORE", "line 10");
        assertThat(reversed(patch, files("a.txt", base)).after()).isEmpty();
    }

    @Test
    void takesWholeFilesBackOnlyIfNobodyChangedThemSince() {
        Patch create = Differences.between(files(), files("a.txt", "new\n")).orElseThrow();
        Patch delete = Differences.between(files("a.txt", "old\n"), files()).orElseThrow();
        assertThat(reversed(create, files("a.txt", "new\n")).after()).isEqualTo(places("a.txt", GONE));
        assertThat(irreversible(create, files("a.txt", "new\nand mine\n"))).hasSize(1);
        assertThat(reversed(delete, files()).after()).isEqualTo(places("a.txt", "old\n"));
        assertThat(irreversible(delete, files("a.txt", "another\n"))).hasSize(1);
    }

    @Test
    void movesAFileBackWithItsLaterChanges() {
        Patch patch = Differences.between(files("b.txt", "x\n"), files("a.txt", "x\n"))
                .orElseThrow();
        var clean = reversed(patch, files("a.txt", "x\nlater\n"));
        assertThat(clean.after()).isEqualTo(places("a.txt", GONE, "b.txt", "x\nlater\n"));
        assertThat(clean.before()).isEqualTo(places("a.txt", "x\nlater\n", "b.txt", GONE));
    }

    @Test
    void rightsThatWereChangedSinceStay() {
        Patch patch = patch("x\n", "y\n");
        assertThat(reversed(patch, files("a.txt", program("y\n"))).after()).isEqualTo(places("a.txt", program("x\n")));
    }
}
