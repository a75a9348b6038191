package dev.errata.rules.patch.apply;

import static dev.errata.rules.patch.apply.PenHome.GONE;
import static dev.errata.rules.patch.apply.PenHome.link;
import static dev.errata.rules.patch.apply.PenHome.places;
import static dev.errata.rules.patch.apply.PenHome.program;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.Pen.Outcome;
import dev.errata.rules.patch.artifact.ArtifactLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every file operation of one write fails, one after the other.
final class FaultTest {
    private static final Object[] CHANGE = {
        "a.txt",
        "changed",
        "src/b.txt",
        GONE,
        "new/deep/c.txt",
        "new",
        "run.sh",
        program("#!/bin/sh\n"),
        "to-a",
        link("new/deep/c.txt"),
        "rights.txt",
        "changed",
        "folder",
        "a file now",
        "folder/inside.txt",
        GONE
    };

    @TempDir
    Path top;

    private final FailingDisk.Plot plot = new FailingDisk.Plot();
    private PenHome home;
    private NavigableMap<String, String> old;

    @BeforeEach
    void workspace() throws IOException {
        home = new PenHome(
                top,
                folder -> new FailingDisk(new RealDisk(folder), plot),
                ArtifactLimits.USUAL,
                InstantSource.system());
        home.put("a.txt", "one\n");
        home.put("src/b.txt", "b\n");
        home.put("run.sh", "#!/bin/sh\n");
        home.put("rights.txt", "mine\n");
        home.put("folder/inside.txt", "inside\n");
        home.put("deep/sub/x.txt", "x\n");
        Files.createSymbolicLink(home.file("door"), Path.of("deep"));
        Files.setPosixFilePermissions(home.file("rights.txt"), PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(home.file("to-a"), Path.of("a.txt"));
        home.add();
        old = PenHome.all(home.folder);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFaultAtAnyOperationLeavesTheTreeUntouched(boolean after) throws IOException {
        var order = home.order(places(CHANGE));
        int faults = 0;
        for (int n = 1; ; n++) {
            plot.begin(n, after, false);
            Outcome outcome = home.pen.write(order);
            if (outcome instanceof Outcome.Written) {
                assertThat(plot.count)
                        .as("every operation was the one that failed")
                        .isLessThan(n);
                break;
            }
            faults++;
            assertThat(outcome).as("operation %d", n).isInstanceOf(Outcome.Failed.class);
            assertThat(PenHome.all(home.folder))
                    .as("operation %d: %s", n, outcome)
                    .isEqualTo(old);
            assertThat(home.pen.recover())
                    .as("operation %d left nothing open", n)
                    .isEmpty();
        }
        assertThat(faults).isGreaterThan(60);
        assertThat(Files.readString(home.file("folder"))).isEqualTo("a file now");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDiskThatBreaksForGoodIsSettledAtTheNextStart(boolean after) throws IOException {
        var order = home.order(places(CHANGE));
        var changed = new TreeMap<String, String>();
        for (int n = after ? 1 : 3; ; n += 4) {
            plot.begin(n, after, true);
            Outcome outcome = home.pen.write(order);
            plot.heal();
            if (outcome instanceof Outcome.Written) {
                assertThat(changed).isEqualTo(PenHome.all(home.folder));
                break;
            }
            var recovered = home.pen.recover();
            assertThat(recovered).allMatch(Recovered::settled);
            var now = PenHome.all(home.folder);
            if (!recovered.isEmpty()
                    && recovered.getFirst().outcome() instanceof Outcome.Written(String version, String hash)) {
                assertThat(now).as("operation %d", n).isNotEqualTo(old).doesNotContainKey("src/b.txt");
                assertThat(home.artifacts.look(order.workspace()).sha256())
                        .isEqualTo(
                                home.workspaces.version(version).orElseThrow().treeSha256());
                assertThat(hash).isEqualTo(ResultHash.of(order.after()));
                changed.putAll(now);
                home.workspaces.restore(
                        requireNonNull(
                                home.workspaces.version(version).orElseThrow().parent()),
                        PenHome.ADA);
                Files.setPosixFilePermissions(home.file("rights.txt"), PosixFilePermissions.fromString("rw-r-----"));
            } else {
                assertThat(now).as("operation %d", n).isEqualTo(old);
            }
            assertThat(home.pen.recover()).isEmpty();
        }
    }

    @Test
    void theNextWriteSettlesWhatIsOpen() throws IOException {
        var order = home.order(places("a.txt", "changed", "src/b.txt", "changed"));
        breakInTheMiddle(order);
        assertThat(Files.readString(home.file("src/b.txt"))).isEqualTo("b\n");
        plot.heal();
        assertThat(home.write("third.txt", "x")).isInstanceOf(Outcome.Written.class);
        assertThat(Files.readString(home.file("a.txt")) + Files.readString(home.file("src/b.txt")))
                .isEqualTo("changedchanged");
        assertThat(home.pen.recover()).isEmpty();
    }

    @Test
    void whatSomebodyWroteMeanwhileIsKept() throws IOException {
        var order = home.order(places("a.txt", "changed", "src/b.txt", "changed"));
        breakInTheMiddle(order);
        plot.heal();
        home.put("a.txt", "by somebody else");
        var recovered = home.pen.recover();
        assertThat(recovered).hasSize(1).allMatch(Recovered::settled);
        assertThat(Files.readString(home.file("a.txt"))).isEqualTo("by somebody else");
        assertThat(Files.readString(home.file("src/b.txt"))).isEqualTo("b\n");
        assertThat(recovered.getFirst().outcome().toString()).contains("a.txt");
    }

    /// Breaks the disk so that one of two places is written and the other is not.
    private void breakInTheMiddle(Pen.Order order) throws IOException {
        for (int n = 1; !Files.readString(home.file("a.txt")).equals("changed"); n++) {
            plot.heal();
            home.pen.recover();
            plot.begin(n, false, true);
            home.pen.write(order);
        }
    }
}
