package dev.errata.rules.patch.artifact;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.store.patch.ManifestEntry;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// A manifest: what stands at each place of a workspace, empty folders included.
///
/// Its hash is taken over its canonical text: a line for each place, in the order of the paths' UTF-16 units, of mode,
/// size, hash and path, separated by a blank and ended by LF. No path holds a line break, see [WorkspacePath].
///
/// **Thread:** immutable.
public final class Tree {
    private static final String HEAD = "errata tree 1\n";

    private final NavigableMap<WorkspacePath, ManifestEntry> entries;
    private final String sha256;

    Tree(Collection<ManifestEntry> entries) {
        NavigableMap<WorkspacePath, ManifestEntry> sorted = new TreeMap<>();
        entries.forEach(entry -> sorted.put(entry.path(), entry));
        this.entries = Collections.unmodifiableNavigableMap(sorted);
        var text = new StringBuilder(HEAD);
        sorted.values()
                .forEach(entry -> text.append(entry.mode())
                        .append(' ')
                        .append(entry.size())
                        .append(' ')
                        .append(entry.sha256())
                        .append(' ')
                        .append(entry.path())
                        .append('\n'));
        this.sha256 = Content.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// By place.
    public NavigableMap<WorkspacePath, ManifestEntry> entries() {
        return entries;
    }

    /// Lower-case hex: equal for equal trees.
    public String sha256() {
        return sha256;
    }

    int files() {
        return (int)
                entries.values().stream().filter(entry -> !entry.isFolder()).count();
    }

    long bytes() {
        return entries.values().stream().mapToLong(ManifestEntry::size).sum();
    }

    /// The places at which this tree and another differ.
    public NavigableSet<WorkspacePath> differing(Tree other) {
        NavigableSet<WorkspacePath> places = new TreeSet<>();
        entries.forEach((path, entry) -> {
            if (!entry.equals(other.entries.get(path))) {
                places.add(path);
            }
        });
        other.entries.keySet().stream()
                .filter(path -> !entries.containsKey(path))
                .forEach(places::add);
        return places;
    }

    /// The files at some places, to read from.
    FileSource source(BlobStore blobs, NavigableSet<WorkspacePath> places) {
        NavigableSet<WorkspacePath> files = new TreeSet<>();
        places.stream()
                .filter(path -> entries.containsKey(path) && !entries.get(path).isFolder())
                .forEach(files::add);
        return new FileSource() {
            @Override
            public Optional<FileImage> file(WorkspacePath path) {
                ManifestEntry entry = files.contains(path) ? entries.get(path) : null;
                return entry == null
                        ? Optional.empty()
                        : Optional.of(new FileImage(entry.fileMode(), blobs.need(entry.sha256())));
            }

            @Override
            public NavigableSet<WorkspacePath> paths() {
                return new TreeSet<>(files);
            }
        };
    }
}
