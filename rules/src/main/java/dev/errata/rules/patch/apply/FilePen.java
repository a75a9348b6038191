package dev.errata.rules.patch.apply;

import dev.errata.logs.event.PatchEvent;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.StoreException;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.Workspaces.Workspace;
import dev.errata.rules.patch.apply.Planner.Folders;
import dev.errata.rules.patch.artifact.Artifacts;
import dev.errata.rules.patch.artifact.EmptyFolder;
import dev.errata.rules.store.patch.Application;
import dev.errata.rules.store.patch.ApplicationBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes workspaces.
///
/// ```
/// 1 what an earlier write left open is settled           [Recovery]
/// 2 the workspace as it is becomes a version, so that the next one holds just this change
/// 3 the order is checked against the disk: a plan        [Planner]: stale or refused, nothing was written
/// 4 old and new contents are kept as blobs
/// 5 row `intended` in patch_applications, then `patch.applying` in the journal
/// 6 the places are written, read back and compared       [Writing]: or all put back, row `undone`
/// 7 a snapshot, its version and row `done` in one transaction
/// ```
/// Step 5 is where a crash begins to matter: from there on the row knows every name that may be on the disk.
public final class FilePen implements Pen {
    private static final Logger LOG = LoggerFactory.getLogger(FilePen.class);

    private final Artifacts artifacts;
    private final ApplicationBook book;
    private final Disk.Opener disks;
    private final Recovery recovery;

    public FilePen(Artifacts artifacts, Database database) {
        this(artifacts, database, RealDisk::new);
    }

    FilePen(Artifacts artifacts, Database database, Disk.Opener disks) {
        this.artifacts = artifacts;
        this.book = new ApplicationBook(database);
        this.disks = disks;
        this.recovery = new Recovery(artifacts, book, disks);
    }

    /// Settles every write that a process before this one has begun: to be called at the start, before anything else
    /// is written.
    public List<Recovered> recover() {
        return uninterrupted(() -> recovery.all(book.open()));
    }

    /// What came of the last write for a proposal; empty if there was none. For whoever has to go on after a crash.
    public Optional<Application> last(String proposal) {
        return book.last(proposal);
    }

    @Override
    public NavigableMap<WorkspacePath, Optional<FileImage>> look(String workspace, Iterable<WorkspacePath> places) {
        Disk disk = disks.open(artifacts.need(workspace).folder());
        NavigableMap<WorkspacePath, Optional<FileImage>> seen = new TreeMap<>();
        for (WorkspacePath path : places) {
            try {
                seen.put(path, Optional.ofNullable(Sight.of(disk, path).image()));
            } catch (EscapeException e) {
                seen.put(path, Optional.empty()); // beyond a link there is nothing of this workspace
            } catch (IOException e) {
                throw new UncheckedIOException("The file " + path + " cannot be read: " + e, e);
            }
        }
        return seen;
    }

    @Override
    public Outcome write(Order order) {
        return write(order, Folders.NONE, tree -> List.of());
    }

    /// Writes, and has empty folders come and go as well.
    ///
    /// @param check looks at the tree before it becomes a version
    Outcome write(Order order, Folders folders, Artifacts.TreeCheck check) {
        Workspace workspace = artifacts.need(order.workspace());
        return uninterrupted(() -> artifacts.locks().with(workspace, () -> locked(workspace, order, folders, check)));
    }

    /// Whoever is interrupted finishes first: an interrupted thread can neither write a file nor put one back.
    private static <T> T uninterrupted(Supplier<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Outcome locked(Workspace workspace, Order order, Folders folders, Artifacts.TreeCheck check) {
        for (Application open : book.open()) {
            if (open.workspace().equals(workspace.id()) && !recovery.one(open).settled()) {
                return new Outcome.Failed(
                        "recover", "An earlier write to this workspace could not be settled yet. Nothing was written.");
            }
        }
        Disk disk = disks.open(workspace.folder());
        Version base;
        Plan plan;
        try {
            base = artifacts.snapshot(workspace.id());
            var planner = new Planner(disk);
            plan = planner.plan(order, folders);
            keep(plan, planner, order);
        } catch (StaleException e) {
            return new Outcome.Stale(e.places());
        } catch (Refusal | IOException | UncheckedIOException e) {
            return new Outcome.Failed("check", said(e) + ". Nothing was written.");
        }
        String result = ResultHash.of(order.after());
        var application = new Application(
                artifacts.id(),
                workspace.id(),
                order.proposal(),
                "intended",
                order.cause(),
                plan.json(),
                result,
                null,
                artifacts.now());
        book.intend(application);
        return written(order, base, plan, application, new Writing(disk, artifacts.blobs(), plan), check);
    }

    private void keep(Plan plan, Planner planner, Order order) {
        for (Plan.Place place : plan.places()) {
            FileImage before = planner.seen(place.path()).image();
            if (before != null) {
                artifacts.blobs().put(before.content());
            }
            Optional<FileImage> after = order.after().get(place.path());
            if (after != null && after.isPresent()) {
                artifacts.blobs().put(after.get().content());
            }
        }
        artifacts.blobs().settle();
    }

    private Outcome written(
            Order order, Version base, Plan plan, Application application, Writing writing, Artifacts.TreeCheck check) {
        String step = "journal";
        try {
            artifacts.journalled(new PatchEvent.Applying(
                    order.proposal(),
                    order.workspace(),
                    base.id(),
                    plan.digest(),
                    application.resultSha256(),
                    plan.places().size()));
            step = "";
            writing.forward();
            step = "record";
            Version version =
                    artifacts.written(order.workspace(), order.cause(), order.proposal(), application.id(), check);
            return new Outcome.Written(version.id(), application.resultSha256());
        } catch (StaleException e) {
            return undone(writing, application, e.places(), "", "");
        } catch (IOException | UncheckedIOException | StoreException e) {
            return undone(writing, application, null, step.isEmpty() ? writing.step() : step, said(e));
        }
    }

    /// @param stale null if it is not for that
    private Outcome undone(
            Writing writing, Application application, @Nullable List<WorkspacePath> stale, String step, String reason) {
        Thread.interrupted(); // that may be why it failed, and it would fail again
        try {
            List<WorkspacePath> others = writing.back();
            book.undone(application.id(), artifacts.now());
            if (stale != null) {
                var places = new TreeSet<>(stale);
                places.addAll(others);
                return new Outcome.Stale(List.copyOf(places));
            }
            return new Outcome.Failed(step, reason + ". All files are as they were" + except(others));
        } catch (IOException | RuntimeException e) {
            LOG.warn("A write could not be put back yet: {}", e.toString());
            return new Outcome.Failed(
                    step.isEmpty() ? writing.step() : step,
                    reason + ". Not all files could be put back (" + said(e)
                            + "); that is done before the next write, and when Errata starts.");
        }
    }

    static String except(List<WorkspacePath> others) {
        return others.isEmpty() ? "." : ", apart from those that somebody else has changed meanwhile: " + others;
    }

    static String said(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    @Override
    public Rebase rebase(Patch patch, FileSource now) {
        return new Rebasing(patch, now).rebase();
    }

    @Override
    public void copy(FileSource files, Path emptyFolder) {
        List<Path> workspaces = new ArrayList<>();
        artifacts.list().stream().map(Workspace::folder).forEach(workspaces::add);
        var folder = new EmptyFolder(emptyFolder, workspaces);
        for (WorkspacePath path : files.paths()) {
            files.file(path).ifPresent(image -> folder.file(path, image));
        }
        folder.links();
    }
}
