package dev.errata.rules.patch.desk;

import dev.errata.logs.store.Database;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Conflict;
import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Workspaces and their pen: files in memory, versions in the real tables.
final class FakeWorkspaces implements Workspaces, Pen {
    private final Database database;
    private final Map<String, NavigableMap<WorkspacePath, FileImage>> disks = new ConcurrentHashMap<>();
    private final Map<String, NavigableMap<WorkspacePath, FileImage>> trees = new ConcurrentHashMap<>();
    private final List<Version> versions = Collections.synchronizedList(new ArrayList<>());
    final List<Order> orders = Collections.synchronizedList(new ArrayList<>());

    /// What becomes of an order; may refuse it or do things before it.
    volatile UnaryOperator<Outcome> outcome = UnaryOperator.identity();

    volatile Runnable beforeWrite = () -> {};
    volatile Runnable afterWrite = () -> {};
    volatile String refusedPlace = "";

    FakeWorkspaces(Database database) {
        this.database = database;
    }

    Workspace create(String id) {
        disks.put(id, new TreeMap<>());
        sql("INSERT INTO artifacts (id, name, folder, added_at) VALUES (?, ?, ?, '')", id, id, "/fake/" + id);
        return workspace(id);
    }

    private static Workspace workspace(String id) {
        return new Workspace(id, id, Path.of("/fake", id), null, Instant.EPOCH);
    }

    synchronized void put(String id, String path, String text) {
        disk(id).put(new WorkspacePath(path), FileImage.text(text));
    }

    synchronized void remove(String id, String path) {
        disk(id).remove(new WorkspacePath(path));
    }

    synchronized String text(String id, String path) {
        FileImage image = disk(id).get(new WorkspacePath(path));
        return image == null ? "" : image.content().text();
    }

    private NavigableMap<WorkspacePath, FileImage> disk(String id) {
        return Optional.ofNullable(disks.get(id)).orElseThrow(() -> new IllegalArgumentException("no workspace " + id));
    }

    private void sql(String sql, @Nullable String... values) {
        int changed = database.writeAndWait(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setString(i + 1, values[i]);
                }
                return statement.executeUpdate();
            }
        });
        assert changed == 1;
    }

    @Override
    public Workspace add(Path folder, Actor actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Workspace> list() {
        return disks.keySet().stream().sorted().map(FakeWorkspaces::workspace).toList();
    }

    @Override
    public Optional<Workspace> find(String idOrFolder) {
        return disks.containsKey(idOrFolder) ? Optional.of(workspace(idOrFolder)) : Optional.empty();
    }

    @Override
    public synchronized Version snapshot(String workspace, Actor actor) {
        Optional<Version> head = versions(workspace, 1, 0).stream().findFirst();
        return head.filter(version -> version.treeSha256().equals(sum(workspace)))
                .orElseGet(() -> version(workspace, "snapshot", null));
    }

    private String sum(String workspace) {
        return Content.sha256(disk(workspace).toString().getBytes(StandardCharsets.UTF_8));
    }

    private Version version(String workspace, String cause, @Nullable String proposal) {
        String id = "v%04d".formatted(versions.size() + 1);
        var version = new Version(
                id,
                workspace,
                null,
                sum(workspace),
                disk(workspace).size(),
                0,
                cause,
                proposal,
                Instant.EPOCH,
                List.of());
        trees.put(id, new TreeMap<>(disk(workspace)));
        sql(
                "INSERT INTO versions (id, artifact_id, tree_sha256, files, bytes, cause, proposal_id, created_at)"
                        + " VALUES (?, ?, ?, 0, 0, ?, ?, '')",
                id,
                workspace,
                version.treeSha256(),
                cause,
                proposal);
        versions.add(version);
        return version;
    }

    @Override
    public List<Version> versions(String workspace, int limit, int offset) {
        return versions.reversed().stream()
                .filter(version -> version.workspace().equals(workspace))
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Version> version(String id) {
        return versions.stream().filter(version -> version.id().equals(id)).findFirst();
    }

    @Override
    public FileSource files(String version) {
        return FileSource.of(Optional.ofNullable(trees.get(version)).orElseThrow());
    }

    @Override
    public Optional<Patch> diff(String from, String to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void export(String version, Path target, Actor actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Patch> preview(String version) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Version restore(String version, Actor actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized NavigableMap<WorkspacePath, Optional<FileImage>> look(
            String workspace, Iterable<WorkspacePath> places) {
        NavigableMap<WorkspacePath, Optional<FileImage>> found = new TreeMap<>();
        for (WorkspacePath place : places) {
            if (place.value().equals(refusedPlace)) {
                throw new IllegalArgumentException(place + " leads out of the workspace");
            }
            found.put(place, Optional.ofNullable(disk(workspace).get(place)));
        }
        return found;
    }

    @Override
    public Outcome write(Order order) {
        beforeWrite.run();
        Outcome outcome = written(order);
        afterWrite.run();
        return outcome;
    }

    private synchronized Outcome written(Order order) {
        orders.add(order);
        var now = look(order.workspace(), order.before().keySet());
        List<WorkspacePath> stale = order.before().keySet().stream()
                .filter(place -> !Objects.equals(order.before().get(place), now.get(place)))
                .toList();
        Outcome planned = outcome.apply(stale.isEmpty() ? new Outcome.Written("", "") : new Outcome.Stale(stale));
        if (!(planned instanceof Outcome.Written)) {
            return planned;
        }
        order.after().forEach((place, image) -> {
            if (image.isPresent()) {
                disk(order.workspace()).put(place, image.get());
            } else {
                disk(order.workspace()).remove(place);
            }
        });
        Version version = version(order.workspace(), order.cause(), order.proposal());
        return new Outcome.Written(version.id(), version.treeSha256());
    }

    @Override
    public Rebase rebase(Patch patch, FileSource now) {
        List<FileChange> files = new ArrayList<>();
        List<Conflict> conflicts = new ArrayList<>();
        for (FileChange file : patch.files()) {
            FileImage image = now.file(file.before()).orElse(null);
            List<Hunk> hunks = new ArrayList<>();
            for (Hunk hunk : file.hunks()) {
                List<String> lines =
                        image == null ? List.of() : TextLines.of(image.content().text());
                int at = Collections.indexOfSubList(lines, hunk.oldLines());
                if (at < 0 || at != Collections.lastIndexOfSubList(lines, hunk.oldLines())) {
                    conflicts.add(Conflict.of(file.before(), "hunk " + hunk.number()));
                } else {
                    hunks.add(
                            new Hunk(hunk.number(), hunk.kind(), at + 1, hunk.oldLines(), at + 1, hunk.newLines(), ""));
                }
            }
            if (conflicts.isEmpty()) {
                files.add(new FileChange(file.path(), file.from(), image, file.mode(), hunks, file.binary()));
            }
        }
        return conflicts.isEmpty() ? new Rebase.Clean(new Patch(files)) : new Rebase.Conflicts(conflicts);
    }

    @Override
    public void copy(FileSource files, Path emptyFolder) {
        throw new UnsupportedOperationException();
    }
}
