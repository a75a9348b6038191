package dev.errata.desktop.agents;

import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// One workspace with one version; it notes what it is asked to do.
final class OneVersion implements Workspaces {
    static final Path FOLDER = Path.of("/code/app");

    final List<String> asked = new ArrayList<>();
    private final Workspace workspace = new Workspace("w-1", "app", FOLDER, "v-1", Instant.EPOCH);
    private final Version version =
            new Version("v-1", "w-1", null, "0".repeat(64), 2, 2, "snapshot", null, Instant.EPOCH, List.of());

    @Override
    public Workspace add(Path folder, Actor actor) {
        asked.add("add " + folder);
        return workspace;
    }

    @Override
    public List<Workspace> list() {
        return List.of(workspace);
    }

    @Override
    public Optional<Workspace> find(String idOrFolder) {
        return idOrFolder.equals("app") ? Optional.of(workspace) : Optional.empty();
    }

    @Override
    public Version snapshot(String id, Actor actor) {
        return version;
    }

    @Override
    public List<Version> versions(String id, int limit, int offset) {
        return List.of(version);
    }

    @Override
    public Optional<Version> version(String id) {
        return id.equals("v-1") ? Optional.of(version) : Optional.empty();
    }

    @Override
    public FileSource files(String id) {
        var files = new TreeMap<WorkspacePath, FileImage>();
        files.put(new WorkspacePath("src/a.txt"), FileImage.text("a\n"));
        files.put(new WorkspacePath("link"), new FileImage(FileMode.LINK, Content.of("src/a.txt")));
        return FileSource.of(files);
    }

    @Override
    public Optional<Patch> diff(String from, String to) {
        return Optional.empty();
    }

    @Override
    public void export(String id, Path target, Actor actor) {
        asked.add("export " + id + " " + target);
    }

    @Override
    public Optional<Patch> preview(String id) {
        return Optional.empty();
    }

    @Override
    public Version restore(String id, Actor actor) {
        throw new AssertionError("no agent may restore");
    }
}
