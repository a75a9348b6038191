package dev.errata.rules.patch;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The files of a workspace at one moment, to read from.
///
/// **Thread:** any that may wait for a disk. **Errors:** [java.io.UncheckedIOException] if a file that is there cannot
/// be read.
public interface FileSource {

    /// The file at a place; empty if there is none, or if it is a folder.
    Optional<FileImage> file(WorkspacePath path);

    /// All places at which there is a file or a link.
    NavigableSet<WorkspacePath> paths();

    /// Files that are held in memory.
    static FileSource of(NavigableMap<WorkspacePath, FileImage> files) {
        NavigableMap<WorkspacePath, FileImage> copy = new TreeMap<>(files);
        return new FileSource() {
            @Override
            public Optional<FileImage> file(WorkspacePath path) {
                return Optional.ofNullable(copy.get(path));
            }

            @Override
            public NavigableSet<WorkspacePath> paths() {
                return new TreeSet<>(copy.keySet());
            }
        };
    }

    /// These files after changes: an empty image is a file that is gone.
    default FileSource with(NavigableMap<WorkspacePath, Optional<FileImage>> changes) {
        FileSource before = this;
        NavigableMap<WorkspacePath, Optional<FileImage>> copy = new TreeMap<>(changes);
        return new FileSource() {
            @Override
            public Optional<FileImage> file(WorkspacePath path) {
                Optional<FileImage> changed = copy.get(path);
                return changed == null ? before.file(path) : changed;
            }

            @Override
            public NavigableSet<WorkspacePath> paths() {
                NavigableSet<WorkspacePath> paths = new TreeSet<>(before.paths());
                copy.forEach((path, image) -> {
                    if (image.isPresent()) {
                        paths.add(path);
                    } else {
                        paths.remove(path);
                    }
                });
                return paths;
            }
        };
    }
}
