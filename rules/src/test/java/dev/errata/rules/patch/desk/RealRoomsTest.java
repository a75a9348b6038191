package dev.errata.rules.patch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.Ulids;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.SubmitResult;
import dev.errata.rules.patch.apply.PenHome;
import dev.errata.rules.patch.approve.Trees;
import dev.errata.rules.patch.artifact.StoredBlobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The desk over the real artifact store and the real pen, on real files.
final class RealRoomsTest {
    @TempDir
    Path top;

    private PenHome rooms;
    private String workspace = "";
    private Desk desk;

    @BeforeEach
    void open() throws IOException {
        rooms = new PenHome(top);
        Files.writeString(rooms.folder.resolve("a.txt"), "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n");
        Files.writeString(rooms.folder.resolve("b.txt"), "one\r\ntwo\r\nthree");
        workspace = rooms.add().id();
        desk = desk();
    }

    @AfterEach
    void close() {
        rooms.close();
    }

    private Desk desk() {
        InstantSource clock = InstantSource.system();
        Desk made = new Desk(new DeskParts(
                rooms.database,
                new States(rooms.database, rooms.journal, clock, new Ulids(clock, new Random())),
                rooms.journal,
                clock,
                new Random(),
                new Shop.Reader(),
                new Shop.Judging(),
                rooms.pen,
                rooms.workspaces,
                new StoredBlobs(rooms.artifacts.blobs()),
                Gates.NONE,
                Trees.NONE,
                Runnable::run,
                DeskParts.EXPIRY));
        rooms.pen.recover();
        made.start();
        return made;
    }

    private Proposal approved(String text, Integer... hunks) {
        SubmitResult result = desk.propose(Shop.submission(workspace, text));
        assertThat(result).isInstanceOf(SubmitResult.Taken.class);
        Proposal open = ((SubmitResult.Taken) result).proposal();
        return Shop.made(desk.approve(open.id(), open.version(), Set.of(hunks), "", false, Shop.ANN));
    }

    private String text(String path) throws IOException {
        return Files.readString(rooms.folder.resolve(path));
    }

    @Test
    void fromAProposalToAVersionAndBack() throws IOException {
        String tree = rooms.workspaces.snapshot(workspace, Shop.ANN).treeSha256();
        Proposal queued = approved("a.txt: 2=two, 6=six, 11=eleven; b.txt: -; sub/c.txt: +new", 1, 3, 4, 5);
        desk = desk();
        var applied = (ApplyResult.Applied) desk.apply(queued.id(), Shop.AGENT);
        assertThat(text("a.txt")).isEqualTo("1\ntwo\n3\n4\n5\n6\n7\n8\n9\n10\neleven\n12\n");
        assertThat(text("sub/c.txt")).isEqualTo("new\n");
        assertThat(rooms.folder.resolve("b.txt")).doesNotExist();
        assertThat(rooms.workspaces.version(applied.version()).orElseThrow().proposal())
                .isEqualTo(queued.id());
        assertThat(applied.proposal().state()).isEqualTo("committed");

        desk = desk();
        assertThat(desk.rollback(queued.id(), "no", Shop.ANN)).isInstanceOf(ApplyResult.Applied.class);
        assertThat(rooms.workspaces.snapshot(workspace, Shop.ANN).treeSha256()).isEqualTo(tree);
        assertThat(desk.proposal(queued.id()).orElseThrow().state()).isEqualTo("rolled_back");
    }

    @Test
    void aFileThatChangedIsCarriedOverOrAConflict() throws IOException {
        Proposal first = approved("a.txt: 2=two", 1);
        Files.writeString(rooms.folder.resolve("a.txt"), "0\n" + text("a.txt"));
        var asked = (ApplyResult.NotApproved) desk.apply(first.id(), Shop.AGENT);
        assertThat(asked.proposal().state()).isEqualTo("validated");
        Shop.made(desk.approve(first.id(), asked.proposal().version(), Set.of(), "", false, Shop.ANN));
        assertThat(desk.apply(first.id(), Shop.AGENT)).isInstanceOf(ApplyResult.Applied.class);
        assertThat(text("a.txt")).startsWith("0\n1\ntwo\n3\n");

        Proposal second = approved("a.txt: 7=seven", 1);
        Files.writeString(rooms.folder.resolve("a.txt"), text("a.txt").replace("6\n", "changed\n"));
        String now = text("a.txt");
        assertThat(desk.apply(second.id(), Shop.AGENT)).isInstanceOf(ApplyResult.Stale.class);
        assertThat(text("a.txt")).isEqualTo(now);

        Files.writeString(rooms.folder.resolve("a.txt"), "top\n" + now);
        assertThat(desk.rollback(first.id(), "later changes stay", Shop.ANN)).isInstanceOf(ApplyResult.Applied.class);
        assertThat(text("a.txt")).startsWith("top\n0\n1\n2\n3\n").contains("changed\n");
    }

    @Test
    void aLinkThatLeadsOutIsNotFollowed() throws IOException {
        Path outside = Files.createDirectory(top.resolve("outside"));
        Files.createSymbolicLink(rooms.folder.resolve("out"), outside);
        Proposal queued = approved("out/c.txt: +new", 1);
        assertThat(desk.apply(queued.id(), Shop.AGENT)).isInstanceOf(ApplyResult.Failed.class);
        assertThat(outside).isEmptyDirectory();
    }
}
