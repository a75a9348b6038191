package dev.errata.desktop.agents;

import dev.errata.proxy.mcp.AgentWorkspaces;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// The workspaces as agents may use them. An agent names a folder by its absolute path, as it need not stand where
/// Errata
/// does; it gets folders only, no archives, and what it was given already is given again without a word.
///
/// **Thread:** any that may wait. **Errors:** as [AgentWorkspaces] says.
public final class AgentFolders implements AgentWorkspaces {
    private final Workspaces workspaces;
    private final BooleanSupplier open;

    /// @param open whether an agent may have a folder watched over that the owner has not added; asked each time
    public AgentFolders(Workspaces workspaces, BooleanSupplier open) {
        this.workspaces = workspaces;
        this.open = open;
    }

    @Override
    public List<Folder> list() {
        return workspaces.list().stream().map(AgentFolders::folder).toList();
    }

    @Override
    public Optional<Folder> find(String idOrFolder) {
        return workspaces.find(idOrFolder).map(AgentFolders::folder);
    }

    @Override
    public Folder add(String folder, Actor actor) {
        Path path = absolute(folder);
        if (!open.getAsBoolean()) {
            throw new IllegalArgumentException("Errata does not watch over " + folder + ", and here an agent may not"
                    + " change that. Ask the owner to run: errata workspace add " + folder);
        }
        return folder(workspaces.add(path, actor));
    }

    private static Folder folder(Workspace workspace) {
        return new Folder(
                workspace.id(), workspace.name(), workspace.folder().toString(), workspace.head(), workspace.added());
    }

    @Override
    public Version snapshot(String workspace, Actor actor) {
        return workspaces.snapshot(workspace, actor);
    }

    @Override
    public Optional<Version> version(String id) {
        return workspaces.version(id);
    }

    @Override
    public NavigableSet<WorkspacePath> paths(String version) {
        return workspaces.files(version).paths();
    }

    @Override
    public Optional<Patch> diff(String from, String to) {
        return workspaces.diff(from, to);
    }

    @Override
    public void export(String version, String folder, Actor actor) {
        Path target = absolute(folder);
        String name = target.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".tar.gz") || name.endsWith(".tgz") || name.endsWith(".patch")) {
            throw new IllegalArgumentException("Agents get folders only, and this names a file: " + folder);
        }
        if (!stands(workspaces.files(version), target)) {
            workspaces.export(version, target, actor);
        }
    }

    private static Path absolute(String folder) {
        try {
            Path path = Path.of(folder);
            if (path.isAbsolute() && path.equals(path.normalize())) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("Not a path: " + folder, e);
        }
        throw new IllegalArgumentException("There is no workspace of that name, and an absolute path without . and .."
                + " is needed for a folder: " + folder);
    }

    /// Whether just these files stand in a folder. It looks at no more files than there may be.
    private static boolean stands(FileSource files, Path folder) {
        NavigableSet<WorkspacePath> paths = files.paths();
        if (paths.isEmpty() || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> there = walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .limit(paths.size() + 1L)
                    .toList();
            return there.size() == paths.size()
                    && paths.stream().allMatch(path -> same(files.file(path), folder.resolve(path.value())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean same(Optional<FileImage> image, Path path) {
        if (image.isEmpty()) {
            return false;
        }
        try {
            boolean link = image.get().mode() == FileMode.LINK;
            if (link != Files.isSymbolicLink(path) || (!link && !Files.isRegularFile(path))) {
                return false;
            }
            byte[] there = link
                    ? Files.readSymbolicLink(path).toString().getBytes(StandardCharsets.UTF_8)
                    : Files.readAllBytes(path);
            return Arrays.equals(there, image.get().content().bytes());
        } catch (IOException e) {
            return false;
        }
    }
}
