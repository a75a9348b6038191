package dev.errata.rules.patch.artifact;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.WorkspacePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// An empty folder outside of every workspace, to be filled with files. Nothing that stands anywhere is overwritten;
/// links come last, so that nothing is written through one.
///
/// **Thread:** confined. **Errors:** [IllegalArgumentException] if it is no such folder, [UncheckedIOException] if it
/// cannot be written.
public final class EmptyFolder {
    private final Path folder;
    private final NavigableMap<WorkspacePath, FileImage> links = new TreeMap<>();

    /// @param folder made if it is not there
    /// @param forbidden real paths that it may neither lie in nor hold
    public EmptyFolder(Path folder, List<Path> forbidden) {
        this.folder = made(folder);
        for (Path other : forbidden) {
            if (this.folder.startsWith(other) || other.startsWith(this.folder)) {
                throw new IllegalArgumentException("The folder " + folder + " lies in " + other
                        + " or around it, which is Errata's or a workspace. Nothing was written; name another folder.");
            }
        }
        try (Stream<Path> inside = Files.list(this.folder)) {
            if (inside.findAny().isPresent()) {
                throw new IllegalArgumentException(
                        "The folder " + folder + " is not empty. Nothing was written; name an empty folder.");
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                    ? folder.toRealPath()
                    : Files.createDirectories(folder).toRealPath();
        } catch (FileSystemException e) {
            throw new IllegalArgumentException("There is no folder " + folder + " and it cannot be made: " + e, e);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be made: " + e, e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("The folder " + folder + " could not be written whole: " + e, e);
    }

    /// Makes an empty folder in it.
    public void folder(WorkspacePath path) {
        try {
            Files.createDirectories(folder.resolve(path.value()));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Writes a file into it; a link is kept for [#links].
    public void file(WorkspacePath path, FileImage image) {
        if (image.mode() == FileMode.LINK) {
            links.put(path, image);
            return;
        }
        Path file = folder.resolve(path.value());
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, image.content().bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (image.mode() == FileMode.EXECUTABLE) {
                executable(file);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void executable(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(file));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            if (permissions.contains(PosixFilePermission.GROUP_READ)) {
                permissions.add(PosixFilePermission.GROUP_EXECUTE);
            }
            if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
                permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            }
            Files.setPosixFilePermissions(file, permissions);
        }
    }

    /// Makes the links, after all files.
    public void links() {
        links.forEach((path, image) -> {
            Path link = folder.resolve(path.value());
            try {
                Files.createDirectories(link.resolveSibling(""));
                String target = new String(image.content().bytes(), StandardCharsets.UTF_8);
                Files.createSymbolicLink(link, folder.getFileSystem().getPath(target));
            } catch (IOException e) {
                throw failed(e);
            }
        });
    }
}
