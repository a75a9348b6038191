package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Conflict;
import dev.errata.rules.patch.ConflictException;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces;
import dev.errata.rules.patch.apply.Planner.Folders;
import dev.errata.rules.patch.artifact.Artifacts;
import dev.errata.rules.patch.artifact.Export;
import dev.errata.rules.patch.artifact.Tree;
import dev.errata.rules.patch.diff.LineDiff;
import dev.errata.rules.store.patch.ManifestEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The workspaces of a home: what [Artifacts] keeps, and the pen where one is to be written.
public final class KeptWorkspaces implements Workspaces {
    private static final int TRIES = 3;

    private final Artifacts artifacts;
    private final FilePen pen;
    private final Export export;

    public KeptWorkspaces(Artifacts artifacts, FilePen pen) {
        this.artifacts = artifacts;
        this.pen = pen;
        this.export = new Export(artifacts);
    }

    @Override
    public Workspace add(Path folder, Actor actor) {
        return artifacts.add(folder, actor);
    }

    @Override
    public List<Workspace> list() {
        return artifacts.list();
    }

    @Override
    public Optional<Workspace> find(String idOrFolder) {
        return artifacts.find(idOrFolder);
    }

    @Override
    public Version snapshot(String workspace, Actor actor) {
        return artifacts.snapshot(workspace);
    }

    @Override
    public List<Version> versions(String workspace, int limit, int offset) {
        return artifacts.versions(workspace, limit, offset);
    }

    @Override
    public Optional<Version> version(String id) {
        return artifacts.version(id);
    }

    @Override
    public FileSource files(String version) {
        return artifacts.files(version);
    }

    @Override
    public Optional<Patch> diff(String from, String to) {
        return artifacts.diff(from, to);
    }

    @Override
    public void export(String version, Path target, Actor actor) {
        export.write(version, target);
    }

    @Override
    public Optional<Patch> preview(String version) {
        Version wanted = artifacts.needVersion(version);
        return artifacts.diff(artifacts.look(wanted.workspace()), artifacts.tree(wanted));
    }

    @Override
    public Version restore(String version, Actor actor) {
        Version wanted = artifacts.needVersion(version);
        Workspace workspace = artifacts.need(wanted.workspace());
        Tree target = artifacts.tree(wanted);
        return artifacts.locks().with(workspace, () -> {
            Pen.Outcome outcome = new Pen.Outcome.Stale(List.of());
            for (int i = 0; i < TRIES && outcome instanceof Pen.Outcome.Stale; i++) {
                Version head = artifacts.snapshot(workspace.id());
                if (head.treeSha256().equals(target.sha256())) {
                    return head;
                }
                outcome = write(workspace, artifacts.tree(head), target, actor);
            }
            return switch (outcome) {
                case Pen.Outcome.Written(String head, String unused) -> artifacts.needVersion(head);
                case Pen.Outcome.Stale(List<WorkspacePath> places) -> throw inTheWay(workspace, target, places);
                case Pen.Outcome.Failed(String step, String reason) -> throw failed(workspace, reason);
            };
        });
    }

    private ConflictException inTheWay(Workspace workspace, Tree target, List<WorkspacePath> places) {
        FileSource there = artifacts.files(target);
        List<Conflict> conflicts = new ArrayList<>();
        pen.look(workspace.id(), places).forEach((path, now) -> {
            List<String> here = lines(now);
            List<Conflict.Region> regions = LineDiff.edits(here, lines(there.file(path))).stream()
                    .map(edit ->
                            new Conflict.Region(edit.from() + 1, here.subList(edit.from(), edit.to()), edit.lines()))
                    .toList();
            conflicts.add(new Conflict(
                    path, 0, path + ": something stands in the way, or it keeps changing.", "the version", regions));
        });
        return new ConflictException(
                "The folder " + workspace.folder()
                        + " was not restored: something stands in the way or keeps changing: " + places,
                conflicts);
    }

    private static List<String> lines(Optional<FileImage> image) {
        return image.filter(file -> !file.content().isBinary())
                .map(file -> TextLines.of(file.content().text()))
                .orElse(List.of());
    }

    private static UncheckedIOException failed(Workspace workspace, String reason) {
        return new UncheckedIOException(
                new IOException("The folder " + workspace.folder() + " was not restored: " + reason));
    }

    private Pen.Outcome write(Workspace workspace, Tree now, Tree target, Actor actor) {
        NavigableMap<WorkspacePath, Optional<FileImage>> before = new TreeMap<>();
        NavigableMap<WorkspacePath, Optional<FileImage>> after = new TreeMap<>();
        Set<WorkspacePath> wanted = new HashSet<>();
        Set<WorkspacePath> unwanted = new HashSet<>();
        FileSource here = artifacts.files(now);
        FileSource there = artifacts.files(target);
        for (WorkspacePath path : now.differing(target)) {
            ManifestEntry mine = now.entries().get(path);
            ManifestEntry its = target.entries().get(path);
            if (its != null && its.isFolder()) {
                wanted.add(path);
            }
            if (mine != null && mine.isFolder()) {
                unwanted.add(path);
            }
            if (isFile(mine) || isFile(its)) {
                // What is not in the version may stand there all the same: ignored, or too big to be kept.
                before.put(path, mine == null ? onDisk(workspace, path) : here.file(path));
                after.put(path, there.file(path));
            }
        }
        var order = new Pen.Order(workspace.id(), null, before, after, "restore", actor);
        return pen.write(order, new Folders(wanted, unwanted), tree -> compare(tree, target));
    }

    private static boolean isFile(@Nullable ManifestEntry entry) {
        return entry != null && !entry.isFolder();
    }

    private Optional<FileImage> onDisk(Workspace workspace, WorkspacePath path) {
        Optional<FileImage> seen = pen.look(workspace.id(), List.of(path)).get(path);
        return seen == null ? Optional.empty() : seen;
    }

    /// The tree is the wanted one, but for what no version knew: files that were ignored when the last one was taken
    /// are nobody's to delete.
    private static List<String> compare(Tree tree, Tree target) {
        List<String> said = new ArrayList<>();
        for (WorkspacePath path : tree.differing(target)) {
            ManifestEntry entry = tree.entries().get(path);
            ManifestEntry wanted = target.entries().get(path);
            if (wanted == null) {
                said.add(path + ": no version before had it, so it was kept");
            } else if (entry == null) {
                said.add(path + ": it is left out by the rules that hold now");
            } else {
                throw new UncheckedIOException(new IOException(path + " was changed by somebody else meanwhile"));
            }
        }
        return said;
    }
}
