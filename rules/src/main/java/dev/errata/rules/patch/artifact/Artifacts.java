package dev.errata.rules.patch.artifact;

import dev.errata.logs.event.Event;
import dev.errata.logs.event.PatchEvent;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.StoreException;
import dev.errata.logs.store.entity.Ulids;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.Workspaces.Workspace;
import dev.errata.rules.patch.artifact.Snapshots.Snapshot;
import dev.errata.rules.patch.diff.Differences;
import dev.errata.rules.store.patch.WorkspaceBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The workspaces of a home and their versions: everything of [dev.errata.rules.patch.Workspaces] that writes no
/// workspace.
///
/// A version is on the disk before it is named: first all blobs, then the journal, then one transaction with the
/// manifest, the version and the workspace's head.
///
/// **Thread:** any that may wait. **Errors:** as [dev.errata.rules.patch.Workspaces].
public final class Artifacts {
    private final Path home;
    private final WorkspaceBook book;
    private final Journal journal;
    private final BlobStore blobs;
    private final Snapshots snapshots;
    private final InstantSource clock;
    private final Ulids ids;
    private final WorkspaceLocks locks;
    private final Map<String, StatCache> caches = new ConcurrentHashMap<>();

    /// @param home the folder that holds `blobs/`; it need not be there yet
    /// @param random makes ids
    public Artifacts(
            Database database,
            Journal journal,
            Path home,
            ArtifactLimits limits,
            InstantSource clock,
            RandomGenerator random) {
        this.home = real(home);
        this.book = new WorkspaceBook(database);
        this.journal = journal;
        this.blobs = new BlobStore(home, clock);
        this.snapshots = new Snapshots(blobs, limits, clock, Set.of(this.home));
        this.clock = clock;
        this.ids = new Ulids(clock, random);
        this.locks = new WorkspaceLocks(book::workspaces);
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }

    /// Where contents are kept.
    public BlobStore blobs() {
        return blobs;
    }

    /// Who may touch a workspace now.
    public WorkspaceLocks locks() {
        return locks;
    }

    /// A new id, greater than all before.
    public String id() {
        return ids.next();
    }

    /// Now, as the tables can hold it.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Makes a folder known and takes its first snapshot; the known one if it is known.
    public Workspace add(Path folder, Actor actor) {
        Path real = real(folder);
        if (!Files.isDirectory(real)) {
            throw new IllegalArgumentException("There is no folder " + folder + ". Nothing was changed.");
        }
        if (real.getParent() == null || real.startsWith(home)) {
            throw new IllegalArgumentException(
                    "The folder " + folder + " can be no workspace: it is a whole disk or Errata's own home.");
        }
        Optional<Workspace> known = find(real.toString());
        if (known.isPresent() && known.get().head() != null) {
            return known.get();
        }
        Workspace added = known.orElseGet(() -> {
            var fresh = new Workspace(id(), String.valueOf(real.getFileName()), real, null, now());
            String channel = actor.channel().word();
            journalled(new PatchEvent.WorkspaceAdded(fresh.id(), fresh.name(), real.toString(), channel));
            return book.add(fresh);
        });
        snapshot(added.id());
        return need(added.id());
    }

    /// All of them, oldest first.
    public List<Workspace> list() {
        return book.workspaces();
    }

    /// The one of an id, a folder, or a name that only one has.
    public Optional<Workspace> find(String idOrFolder) {
        List<Workspace> all = book.workspaces();
        Optional<Workspace> exact = all.stream()
                .filter(workspace -> workspace.id().equals(idOrFolder)
                        || workspace.folder().toString().equals(idOrFolder))
                .findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        List<Workspace> named = all.stream()
                .filter(workspace -> workspace.name().equals(idOrFolder))
                .toList();
        if (named.size() == 1) {
            return named.stream().findFirst();
        }
        Path real = path(idOrFolder);
        return all.stream().filter(workspace -> workspace.folder().equals(real)).findFirst();
    }

    private static @Nullable Path path(String text) {
        try {
            return text.isEmpty() ? null : real(Path.of(text));
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /// The workspace of an id.
    ///
    /// **Errors:** [IllegalArgumentException] if there is none.
    public Workspace need(String id) {
        return book.workspace(id).orElseThrow(() -> new IllegalArgumentException("There is no workspace " + id + "."));
    }

    /// Takes a snapshot; the head if nothing has changed since.
    public Version snapshot(String id) {
        return locks.with(need(id), () -> {
            Workspace workspace = need(id);
            Snapshot snapshot = take(workspace);
            Optional<Version> head = head(workspace);
            return head.isPresent()
                            && head.get().treeSha256().equals(snapshot.tree().sha256())
                    ? head.get()
                    : record(workspace, snapshot, "snapshot", null, null, List.of());
        });
    }

    private Optional<Version> head(Workspace workspace) {
        return workspace.head() == null ? Optional.empty() : version(workspace.head());
    }

    private Snapshot take(Workspace workspace) {
        if (!Files.isDirectory(workspace.folder(), LinkOption.NOFOLLOW_LINKS)) {
            throw new UncheckedIOException(new NotDirectoryException(
                    "The workspace's folder " + workspace.folder() + " is not there any more."));
        }
        return snapshots.take(
                workspace.folder(),
                caches.computeIfAbsent(
                        workspace.id(),
                        id -> new StatCache(
                                blobs.folder().resolveSibling("stats").resolve(id))));
    }

    /// The tree of a workspace as it is now; nothing is recorded.
    public Tree look(String id) {
        return locks.with(need(id), () -> take(need(id)).tree());
    }

    /// Records what a workspace holds after it was written, as its head.
    ///
    /// @param cause `patch`, `rollback` or `restore`
    /// @param application which is done with it
    /// @param check says what is left to be said of the tree; throws if it is not what was to be written
    public Version written(String id, String cause, @Nullable String proposal, String application, TreeCheck check) {
        return locks.with(need(id), () -> {
            Workspace workspace = need(id);
            Snapshot snapshot = take(workspace);
            return record(workspace, snapshot, cause, proposal, application, check.check(snapshot.tree()));
        });
    }

    /// Looks at what was written before it becomes a version.
    public interface TreeCheck {
        /// What is to be said of it, for people; mostly nothing.
        List<String> check(Tree tree);
    }

    private Version record(
            Workspace workspace,
            Snapshot snapshot,
            String cause,
            @Nullable String proposal,
            @Nullable String application,
            List<String> more) {
        Tree tree = snapshot.tree();
        List<String> left = new ArrayList<>(more);
        left.addAll(snapshot.left());
        var version = new Version(
                id(),
                workspace.id(),
                workspace.head(),
                tree.sha256(),
                tree.files(),
                tree.bytes(),
                cause,
                proposal,
                now(),
                left);
        journalled(new PatchEvent.VersionRecorded(
                workspace.id(), version.id(), version.parent(), tree.sha256(), tree.files(), cause));
        book.record(version, tree.entries().values(), application);
        return version;
    }

    /// Writes an event and waits until it is in the journal's file.
    ///
    /// **Errors:** [StoreException] if it could not be written.
    public void journalled(Event event) {
        try {
            journal.append(event).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new StoreException("The journal could not be written, so nothing was done: " + e.getCause(), e);
        }
    }

    /// Newest first.
    public List<Version> versions(String workspace, int limit, int offset) {
        return book.versions(need(workspace).id(), limit, offset);
    }

    /// A version, by its id or by a beginning of it that only one has.
    public Optional<Version> version(String id) {
        List<Version> found = id.isEmpty() ? List.of() : book.beginning(id);
        return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
    }

    /// As [#version].
    ///
    /// **Errors:** [IllegalArgumentException] if there is none, or more than one begin so.
    public Version needVersion(String id) {
        return version(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no version " + id + ", or more than one begin so. Name it by more of its id."));
    }

    /// The manifest of a version.
    public Tree tree(Version version) {
        var tree = new Tree(book.manifest(version.treeSha256()));
        if (!tree.sha256().equals(version.treeSha256())) {
            throw new StoreException("The manifest of version " + version.id() + " does not fit its hash: somebody"
                    + " has changed the database. Nothing was changed.");
        }
        return tree;
    }

    /// The files of a version.
    public FileSource files(String version) {
        return files(tree(needVersion(version)));
    }

    /// The files of a tree.
    public FileSource files(Tree tree) {
        return tree.source(blobs, tree.entries().navigableKeySet());
    }

    /// What changed from one tree to another, as a patch; empty if nothing but empty folders.
    public Optional<Patch> diff(Tree from, Tree to) {
        NavigableSet<WorkspacePath> places = from.differing(to);
        return Differences.between(from.source(blobs, places), to.source(blobs, places));
    }

    /// What changed from one version to another, as a patch; empty if nothing.
    public Optional<Patch> diff(String from, String to) {
        return diff(tree(needVersion(from)), tree(needVersion(to)));
    }

    /// The folder that nothing is exported into.
    Path home() {
        return home;
    }
}
