package dev.errata.rules.patch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.PatchEvent;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.Ulids;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposals.Filter;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.SubmitResult;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.apply.PenHome;
import dev.errata.rules.patch.approve.Trees;
import dev.errata.rules.patch.artifact.StoredBlobs;
import dev.errata.rules.patch.parse.PatchReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client has written before anybody could read it: a proposal seen on the wire, on real files.
final class WrittenFirstTest {
    private static final Actor CLINE = new Actor("cline", Actor.Channel.WIRE);
    private static final String DIFF = """
        --- a/a.txt
        +++ b/a.txt
        @@ -2,3 +2,3 @@
         2
        -3
        +three
         4
        """;
    private static final String ADDS = """
        a.txt
        <<<<<<< SEARCH
        2
        =======
        2
        and a half
        >>>>>>> REPLACE
        """;

    @TempDir
    Path top;

    private PenHome rooms;
    private Desk desk;
    private String workspace = "";

    @BeforeEach
    void open() throws IOException {
        rooms = new PenHome(top);
        Files.writeString(file("a.txt"), "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
        workspace = rooms.add().id();
        InstantSource clock = InstantSource.system();
        desk = new Desk(new DeskParts(
                rooms.database,
                new States(rooms.database, rooms.journal, clock, new Ulids(clock, new Random())),
                rooms.journal,
                clock,
                new Random(),
                new PatchReader(List.of()),
                new Shop.Judging(),
                rooms.pen,
                rooms.workspaces,
                new StoredBlobs(rooms.artifacts.blobs()),
                Gates.NONE,
                Trees.NONE,
                Runnable::run,
                DeskParts.EXPIRY));
    }

    @AfterEach
    void close() {
        rooms.close();
    }

    private Path file(String name) {
        return rooms.folder.resolve(name);
    }

    private SubmitResult seen(String text, boolean held) {
        return desk.propose(new Submission("", workspace, new Submission.Text(text), CLINE, "cline", "x1", null, held));
    }

    private void assertTaken(SubmitResult result) {
        assertThat(result).isInstanceOf(SubmitResult.Taken.class);
        Proposal closed = ((SubmitResult.Taken) result).proposal();
        assertThat(closed.state()).isEqualTo("dropped");
        assertThat(closed.reason()).contains("Applied by the client");
        assertThat(closed.verdict()).extracting(Verdict::status).isEqualTo(Verdict.Status.CLEAN);
        assertThat(closed.baseVersion())
                .isEqualTo(rooms.workspaces.versions(workspace, 9, 0).getLast().id());
        assertThat(rooms.journal.events)
                .filteredOn(PatchEvent.TakenElsewhere.class::isInstance)
                .hasSize(1);
        assertThat(desk.list(Filter.open())).isEmpty();
    }

    @Test
    void aDiffWhoseResultStandsThereIsTaken() throws IOException {
        Files.writeString(file("a.txt"), "1\n2\nthree\n4\n5\n6\n7\n8\n9\n");
        assertTaken(seen(DIFF, false));
        assertThat(file("a.txt")).hasContent("1\n2\nthree\n4\n5\n6\n7\n8\n9\n");
    }

    @Test
    void itIsTakenAmongOtherChangesOfTheSameFile() throws IOException {
        Files.writeString(file("a.txt"), "0\n1\n2\nthree\n4\n5\n6\n7\n8\nnine\n");
        assertTaken(seen(DIFF, false));
    }

    @Test
    void itIsTakenWhenTheFolderWasLookedAtBetweenWritingAndReading() throws IOException {
        Files.writeString(file("a.txt"), "1\n2\nthree\n4\n5\n6\n7\n8\n9\n");
        rooms.workspaces.snapshot(workspace, PenHome.ADA);
        assertTaken(seen(DIFF, false));
    }

    @Test
    void whatCouldBeAddedOnceMoreIsTakenAndNotProposedAgain() throws IOException {
        Files.writeString(file("a.txt"), "1\n2\nand a half\n3\n4\n5\n6\n7\n8\n9\n");
        assertTaken(seen(ADDS, false));
    }

    @Test
    void aWholeFileThatStandsThereIsTaken() throws IOException {
        Files.writeString(file("b.txt"), "new\n");
        assertTaken(seen("b.txt\n```\nnew\n```\n", false));
    }

    @Test
    void anotherOfTheSameKindIsAProposalOnceTheFirstIsKnown() throws IOException {
        Files.writeString(file("a.txt"), "1\n2\nand a half\n3\n4\n5\n6\n7\n8\n9\n");
        assertTaken(seen(ADDS, false));
        Proposal second = ((SubmitResult.Taken) seen(ADDS, false)).proposal();
        assertThat(second.state()).isEqualTo("validated");
        assertThat(Objects.requireNonNull(second.patch()).size()).isEqualTo(1);
    }

    @Test
    void whatTheClientWroteOtherwiseIsNotTaken() throws IOException {
        Files.writeString(file("a.txt"), "1\n2\nTHREE\n4\n5\n6\n7\n8\n9\n");
        assertThat(seen(DIFF, false)).isInstanceOf(SubmitResult.Refused.class);
    }

    @Test
    void anEarlierVersionThatIsDamagedIsPassedOver() throws IOException {
        try (Stream<Path> blobs = Files.walk(rooms.home.resolve("blobs"))) {
            for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
                Files.delete(blob);
            }
        }
        Files.writeString(file("a.txt"), "1\n2\nTHREE\n4\n5\n6\n7\n8\n9\n");
        assertThat(seen(DIFF, false)).isInstanceOf(SubmitResult.Refused.class);
    }

    @Test
    void whatOnlyErrataMayWriteIsNeverTaken() throws IOException {
        Files.writeString(file("a.txt"), "1\n2\nthree\n4\n5\n6\n7\n8\n9\n");
        assertThat(seen(DIFF, true)).isInstanceOf(SubmitResult.Refused.class);
    }

    @Test
    void theSameThatWaitedIsClosedWhenItIsSeenAgain() throws IOException {
        Proposal first = ((SubmitResult.Taken) seen(DIFF, false)).proposal();
        assertThat(first.state()).isEqualTo("validated");
        Files.writeString(file("a.txt"), "1\n2\nthree\n4\n5\n6\n7\n8\n9\n");
        var again = (SubmitResult.Known) seen(DIFF, false);
        assertThat(again.proposal().id()).isEqualTo(first.id());
        assertThat(again.proposal().state()).isEqualTo("dropped");
    }

    @Test
    void aClientThatWritesLaterIsNoticedAmongOtherChanges() throws IOException {
        Proposal first = ((SubmitResult.Taken) seen(DIFF, false)).proposal();
        assertThat(desk.sweep()).isZero();
        Files.writeString(file("a.txt"), "1\n2\nthree\n4\n5\n6\n7\n8\nnine\n");
        assertThat(desk.sweep()).isEqualTo(1);
        assertThat(desk.proposal(first.id()).orElseThrow().state()).isEqualTo("dropped");
    }
}
