package dev.errata.proxy.mcp;

import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.diff.Differences;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Workspaces in memory: what is in a folder is what [#append] says.
final class SmallWorkspaces implements AgentWorkspaces {
    static final String ID = "w-1";
    static final String FOLDER = "/code/app";

    private final Map<String, Folder> folders = new LinkedHashMap<>();
    private final Map<String, Version> versions = new LinkedHashMap<>();
    private final Map<String, FileSource> files = new LinkedHashMap<>();
    final List<String> exported = new ArrayList<>();

    SmallWorkspaces() {
        folders.put(ID, new Folder(ID, "app", FOLDER, null, Instant.EPOCH));
        var first = new TreeMap<WorkspacePath, FileImage>();
        first.put(new WorkspacePath("src/a.txt"), FileImage.text("one\ntwo\nthree\n".repeat(10)));
        String version = append(ID, FileSource.of(first), "snapshot", null);
        if (!version.equals("v-1")) {
            throw new IllegalStateException("the first version is " + version);
        }
    }

    private synchronized Folder get(String id) {
        return Objects.requireNonNull(folders.get(id), id);
    }

    /// Makes another version the newest one.
    synchronized String append(String workspace, FileSource now, String cause, @Nullable String proposal) {
        Folder folder = get(workspace);
        String id = "v-" + (versions.size() + 1);
        StringBuilder tree = new StringBuilder();
        now.paths()
                .forEach(path -> tree.append(path)
                        .append(' ')
                        .append(now.file(path).orElseThrow().content().sha256())
                        .append('\n'));
        versions.put(
                id,
                new Version(
                        id,
                        workspace,
                        folder.head(),
                        Content.sha256(tree.toString().getBytes(StandardCharsets.UTF_8)),
                        now.paths().size(),
                        0,
                        cause,
                        proposal,
                        Instant.EPOCH,
                        List.of()));
        files.put(id, now);
        folders.put(workspace, new Folder(workspace, folder.name(), folder.folder(), id, folder.added()));
        return id;
    }

    synchronized String head(String workspace) {
        return Objects.requireNonNull(get(workspace).head());
    }

    synchronized FileSource files(String version) {
        return Objects.requireNonNull(files.get(version), version);
    }

    @Override
    public synchronized List<Folder> list() {
        return List.copyOf(folders.values());
    }

    @Override
    public synchronized Optional<Folder> find(String wanted) {
        return folders.values().stream()
                .filter(folder ->
                        List.of(folder.id(), folder.name(), folder.folder()).contains(wanted))
                .findFirst();
    }

    @Override
    public synchronized Folder add(String folder, Actor actor) {
        if (!folder.startsWith("/")) {
            throw new IllegalArgumentException("Not an absolute path: " + folder);
        }
        String id = "w-" + (folders.size() + 1);
        folders.put(id, new Folder(id, folder.substring(folder.lastIndexOf('/') + 1), folder, null, Instant.EPOCH));
        append(id, FileSource.of(new TreeMap<>()), "snapshot", null);
        return get(id);
    }

    @Override
    public synchronized Version snapshot(String workspace, Actor actor) {
        return version(head(workspace)).orElseThrow();
    }

    @Override
    public synchronized Optional<Version> version(String id) {
        return Optional.ofNullable(versions.get(id));
    }

    @Override
    public NavigableSet<WorkspacePath> paths(String version) {
        return files(version).paths();
    }

    @Override
    public Optional<Patch> diff(String from, String to) {
        if (version(from).isEmpty() || version(to).isEmpty()) {
            throw new IllegalArgumentException("There is no version " + from + " or " + to + ".");
        }
        return Differences.between(files(from), files(to));
    }

    @Override
    public synchronized void export(String version, String folder, Actor actor) {
        if (folder.startsWith(FOLDER)) {
            throw new IllegalArgumentException("The folder is inside of the workspace app.");
        }
        exported.add(version + " " + folder);
    }
}
