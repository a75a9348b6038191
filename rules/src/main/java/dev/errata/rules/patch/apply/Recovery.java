package dev.errata.rules.patch.apply;

import dev.errata.logs.store.StoreException;
import dev.errata.rules.patch.Pen.Outcome;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.Workspaces.Workspace;
import dev.errata.rules.patch.artifact.Artifacts;
import dev.errata.rules.store.patch.Application;
import dev.errata.rules.store.patch.ApplicationBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends what a crash has broken off, by the row and by what is on the disk:
///
/// | places | then |
/// |---|---|
/// | all old | back: nothing had been written, its temporary files go |
/// | some new, the others old | forward, to all new |
/// | some changed by somebody else since | back, to all old but those: what somebody wrote stays |
/// | forward fails | back |
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Artifacts artifacts;
    private final ApplicationBook book;
    private final Disk.Opener disks;

    Recovery(Artifacts artifacts, ApplicationBook book, Disk.Opener disks) {
        this.artifacts = artifacts;
        this.book = book;
        this.disks = disks;
    }

    List<Recovered> all(List<Application> open) {
        List<Recovered> recovered = new ArrayList<>();
        for (Application application : open) {
            Workspace workspace = artifacts.need(application.workspace());
            recovered.add(artifacts.locks().with(workspace, () -> one(application)));
        }
        return recovered;
    }

    /// The caller holds the workspace.
    Recovered one(Application application) {
        Workspace workspace = artifacts.need(application.workspace());
        var writing = new Writing(disks.open(workspace.folder()), artifacts.blobs(), Plan.of(application.plan()));
        try {
            Writing.Progress progress = writing.progress();
            if (progress.fresh().isEmpty() || !progress.other().isEmpty()) {
                return back(application, writing, "it was broken off");
            }
            return forward(application, writing);
        } catch (IOException | UncheckedIOException | StoreException e) {
            LOG.warn("A write that was broken off cannot be settled yet: {}", e.toString());
            return recovered(application, new Outcome.Failed(writing.step(), FilePen.said(e)), false);
        }
    }

    private Recovered forward(Application application, Writing writing) throws IOException {
        try {
            writing.forward();
        } catch (StaleException | IOException e) {
            return back(application, writing, FilePen.said(e));
        }
        Version version = artifacts.written(
                application.workspace(),
                application.cause(),
                application.proposal(),
                application.id(),
                tree -> List.of());
        return recovered(application, new Outcome.Written(version.id(), application.resultSha256()), true);
    }

    private Recovered back(Application application, Writing writing, String why) throws IOException {
        List<WorkspacePath> others = writing.back();
        book.undone(application.id(), artifacts.now());
        String said = why + ". All files are as they were" + FilePen.except(others);
        return recovered(application, new Outcome.Failed("recover", said), true);
    }

    private static Recovered recovered(Application application, Outcome outcome, boolean settled) {
        return new Recovered(
                application.id(),
                application.proposal(),
                application.workspace(),
                application.cause(),
                outcome,
                settled);
    }
}
