package dev.errata.desktop;

import dev.errata.desktop.api.ProposalsRoutes;
import dev.errata.desktop.api.WorkspacesRoutes;
import dev.errata.desktop.home.Home;
import dev.errata.desktop.review.PolicyBook;
import dev.errata.desktop.review.ReviewDesk;
import dev.errata.desktop.review.SyntaxColours;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.Ulids;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Workspaces;
import dev.errata.rules.patch.apply.FilePen;
import dev.errata.rules.patch.apply.KeptWorkspaces;
import dev.errata.rules.patch.approve.Policy;
import dev.errata.rules.patch.approve.PolicyText;
import dev.errata.rules.patch.approve.SyntaxTrees;
import dev.errata.rules.patch.artifact.ArtifactLimits;
import dev.errata.rules.patch.artifact.Artifacts;
import dev.errata.rules.patch.artifact.StoredBlobs;
import dev.errata.rules.patch.check.PatchEvaluator;
import dev.errata.rules.patch.desk.Desk;
import dev.errata.rules.patch.desk.DeskParts;
import dev.errata.rules.patch.desk.Policies;
import dev.errata.rules.patch.gate.GateRunner;
import dev.errata.rules.patch.gate.Isolation;
import dev.errata.rules.patch.parse.PatchReader;
import dev.errata.rules.session.SessionBook;
import dev.errata.rules.store.patch.DeskTables;
import dev.errata.rules.syntax.Grammars;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// The rooms of patches in a home that is open: versions of workspaces, the desk, the gates and the pen.
///
/// Making them touches nothing; [#start] settles what an earlier process left, and only the home's owner may.
record PatchRooms(
        Desk desk,
        Workspaces workspaces,
        FilePen pen,
        GateRunner gates,
        DeskTables tables,
        Grammars grammars,
        AtomicBoolean begun)
        implements AutoCloseable {
    /// Which of the home's folders the gates' copies are in.
    private static final String GATES = "gates";

    static PatchRooms of(
            Home home,
            Database database,
            Journal journal,
            SessionBook sessions,
            States states,
            Ulids ids,
            Clock clock,
            SecureRandom random) {
        Path folder = home.folder();
        Artifacts artifacts = new Artifacts(database, journal, folder, ArtifactLimits.USUAL, clock, random);
        FilePen pen = new FilePen(artifacts, database);
        Workspaces workspaces = new KeptWorkspaces(artifacts, pen);
        DeskTables tables = new DeskTables(database);
        Grammars grammars = new Grammars(folder.resolve("native"));
        GateRunner gates = new GateRunner(
                states,
                ids,
                clock,
                journal,
                folder.resolve(GATES),
                pen::copy,
                workspace -> tables.settings(workspace).orElse("{}"),
                () -> hidden(folder, workspaces),
                () -> Isolation.find(folder.resolve(GATES).resolve("isolation")));
        Executor background = work -> {
            var unused = Thread.ofVirtual().name("errata-policy").start(work);
        };
        // The desk writes to this journal, which asks the desk what its events are about.
        AtomicReference<Desk> made = new AtomicReference<>();
        Journal noting = new DecisionNotes(journal, sessions, id -> made.get().proposal(id), workspaces, clock);
        Desk desk = new Desk(new DeskParts(
                database,
                states,
                noting,
                clock,
                random,
                new PatchReader(List.of()),
                new PatchEvaluator(grammars),
                pen,
                workspaces,
                new StoredBlobs(artifacts.blobs()),
                gates,
                new SyntaxTrees(grammars),
                background,
                DeskParts.EXPIRY));
        made.set(desk);
        return new PatchRooms(desk, workspaces, pen, gates, tables, grammars, new AtomicBoolean());
    }

    private static List<Path> hidden(Path home, Workspaces workspaces) {
        List<Path> hidden = new ArrayList<>(List.of(home));
        workspaces.list().forEach(workspace -> hidden.add(workspace.folder()));
        return hidden;
    }

    /// Settles what an earlier process left: writes that a crash cut, proposals on their way. Once.
    void start() {
        if (begun.compareAndSet(false, true)) {
            gates.settle();
            pen.recover();
            desk.start();
        }
    }

    /// What the window reviews with.
    ///
    /// @param operator the person at the window
    ReviewDesk review(String operator) {
        var actor = new Actor(operator, Actor.Channel.WINDOW);
        return new ReviewDesk(
                desk, workspaces::list, new Book(desk.policies(), actor), new SyntaxColours(grammars), actor);
    }

    /// The policies as the person at the window edits them.
    private record Book(Policies policies, Actor actor) implements PolicyBook {
        private static final int PAST = 200;

        @Override
        public PolicyText.Reading read(String workspace) {
            return policies.read(workspace);
        }

        @Override
        public Policies.Saving save(String workspace, Policy policy) {
            return policies.save(workspace, PolicyText.write(policy).toString(), actor);
        }

        @Override
        public List<Policies.Trial> dryRun(String workspace, Policy policy) {
            return policies.dryRun(workspace, policy, PAST);
        }
    }

    OwnerRoutes proposals(Actor.Channel channel) {
        return new ProposalsRoutes(desk, channel, channel.word());
    }

    OwnerRoutes workspaces(Actor.Channel channel) {
        return new WorkspacesRoutes(workspaces, desk.policies(), channel, channel.word());
    }

    @Override
    public void close() {
        gates.close();
    }
}
