package dev.errata.rules.patch.artifact;

import dev.errata.rules.patch.WorkspacePath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what belongs to a version of a folder, without reading a file and without following a link.
///
/// | left out | said |
/// |---|---|
/// | `.git`, whatever it is | no, it never belongs |
/// | what `.gitignore` and `.errataignore` name | no, those files say so |
/// | a name that other systems read otherwise, see [WorkspacePath] | yes |
/// | sockets, pipes, devices | yes |
/// | what cannot be read | yes |
/// | the home of Errata, if it lies in the folder | yes |
///
/// A folder is listed itself only if there is nothing at all in it.
final class FolderWalk {
    private final Path top;
    private final Set<Path> never;
    private final List<Found> found = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    /// A file, a link or an empty folder.
    record Found(WorkspacePath path, Path file, Stamp stamp) {}

    /// @param never real paths of folders that are left out
    FolderWalk(Path top, Set<Path> never) {
        this.top = top;
        this.never = never;
    }

    /// @throws IOException if the top folder cannot be read
    void run() throws IOException {
        folder(top, "", Ignores.none(), names(top));
    }

    List<Found> found() {
        return found;
    }

    /// What was left out and why.
    List<String> left() {
        return left;
    }

    private static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    private void folder(Path folder, String path, Ignores above, List<String> names) throws IOException {
        Ignores ignores = above.in(folder, path);
        for (String name : names) {
            if (!name.equals(".git")) {
                try {
                    entry(folder.resolve(name), path + name, ignores);
                } catch (IOException e) {
                    left.add(
                            path + name + ": it cannot be read (" + e.getClass().getSimpleName() + ")");
                }
            }
        }
    }

    private void entry(Path file, String path, Ignores ignores) throws IOException {
        Stamp stamp = Stamp.of(file);
        if (ignores.leaveOut(path, stamp.isFolder())) {
            return;
        }
        Optional<String> fault = WorkspacePath.fault(path);
        if (fault.isPresent()) {
            left.add(path + ": " + fault.get());
        } else if (never.contains(file)) {
            left.add(path + ": it is Errata's own home");
        } else if (stamp.isFolder()) {
            List<String> names = names(file);
            if (names.isEmpty()) {
                found.add(new Found(new WorkspacePath(path), file, stamp));
            } else {
                folder(file, path + "/", ignores, names);
            }
        } else if (stamp.isFile() || stamp.isLink()) {
            found.add(new Found(new WorkspacePath(path), file, stamp));
        } else {
            left.add(path + ": it is neither a file nor a link nor a folder");
        }
    }
}
