package dev.errata.rules.patch.artifact;

import dev.errata.logs.store.Database;
import dev.errata.rules.store.patch.BlobBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Deletes what nothing names any more, and makes the quota hold.
///
/// ```
/// blobs > quota?   the oldest versions go that are no head and no open proposal's base, until it would hold
/// named            by a manifest that has a version, by a proposal, by an application of a patch, by the caller
/// deleted          what is not named and was not asked for since the grace
/// ```
/// Grace is what keeps the blobs of a snapshot that is being taken: they are named only when it ends.
///
/// **Thread:** any that may wait. **Errors:** [dev.errata.logs.store.StoreException], [UncheckedIOException].
public final class Collector {
    private final BlobStore blobs;
    private final BlobBook book;
    private final ArtifactLimits limits;
    private final InstantSource clock;

    public Collector(Artifacts artifacts, Database database, ArtifactLimits limits, InstantSource clock) {
        this.blobs = artifacts.blobs();
        this.book = new BlobBook(database);
        this.limits = limits;
        this.clock = clock;
    }

    /// What a collection did, or would do.
    ///
    /// @param blobs deleted
    /// @param bytes of them
    /// @param versions dropped, oldest first
    /// @param keptBlobs that stay
    /// @param keptBytes of them
    public record Collected(int blobs, long bytes, List<String> versions, int keptBlobs, long keptBytes) {
        public Collected {
            versions = List.copyOf(versions);
        }
    }

    private record Blob(Path file, long bytes) {}

    /// What [#collect] would do now; nothing is changed.
    ///
    /// @param alsoNamed hashes of blobs that somebody else needs
    public Collected dryRun(Set<String> alsoNamed) {
        Map<String, Blob> all = all(false);
        List<String> versions = tooMany(all, alsoNamed);
        Set<String> named = new HashSet<>(book.named());
        named.addAll(alsoNamed);
        Set<String> freed = new HashSet<>(book.only(versions));
        freed.removeAll(alsoNamed);
        named.removeAll(freed);
        return collected(all, named, versions, false);
    }

    /// Collects.
    ///
    /// @param alsoNamed as above
    public Collected collect(Set<String> alsoNamed) {
        Map<String, Blob> all = all(true);
        List<String> versions = tooMany(all, alsoNamed);
        if (!versions.isEmpty()) {
            book.drop(versions);
        }
        Set<String> named = new HashSet<>(book.named());
        named.addAll(alsoNamed);
        return collected(all, named, versions, true);
    }

    /// The oldest versions without which the quota holds; all that can go if it does not even then.
    private List<String> tooMany(Map<String, Blob> all, Set<String> alsoNamed) {
        Set<String> named = new HashSet<>(book.named());
        named.addAll(alsoNamed);
        long bytes = all.entrySet().stream()
                .filter(blob -> named.contains(blob.getKey()))
                .mapToLong(blob -> blob.getValue().bytes)
                .sum();
        long surplus = bytes - limits.quotaBytes();
        if (surplus <= 0) {
            return List.of();
        }
        List<String> candidates = book.droppable();
        // The number grows by doubling, so that a long list is not asked about one by one.
        int count = 1;
        while (count < candidates.size() && freed(candidates.subList(0, count), all, alsoNamed) < surplus) {
            count = Math.min(candidates.size(), count * 2);
        }
        while (count > 1 && freed(candidates.subList(0, count - 1), all, alsoNamed) >= surplus) {
            count--;
        }
        return new ArrayList<>(candidates.subList(0, Math.min(count, candidates.size())));
    }

    private long freed(List<String> versions, Map<String, Blob> all, Set<String> alsoNamed) {
        return book.only(versions).stream()
                .filter(sha256 -> !alsoNamed.contains(sha256))
                .map(all::get)
                .filter(Objects::nonNull)
                .mapToLong(Blob::bytes)
                .sum();
    }

    private Collected collected(Map<String, Blob> all, Set<String> named, List<String> versions, boolean really) {
        FileTime youngest = FileTime.from(clock.instant().minus(limits.grace()));
        int deleted = 0;
        long bytes = 0;
        long total = 0;
        for (Map.Entry<String, Blob> entry : all.entrySet()) {
            Blob blob = entry.getValue();
            total += blob.bytes;
            if (!named.contains(entry.getKey()) && goes(blob, youngest, really)) {
                deleted++;
                bytes += blob.bytes;
            }
        }
        return new Collected(deleted, bytes, versions, all.size() - deleted, total - bytes);
    }

    private boolean goes(Blob blob, FileTime youngest, boolean really) {
        try {
            return really
                    ? blobs.delete(blob.file, youngest)
                    : Files.getLastModifiedTime(blob.file).compareTo(youngest) < 0;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("Old contents could not all be deleted: " + e, e);
        }
    }

    /// Every blob by its hash.
    ///
    /// @param tidy whether what a process that died left unfinished is deleted
    private Map<String, Blob> all(boolean tidy) {
        Map<String, Blob> all = new HashMap<>();
        FileTime youngest = FileTime.from(clock.instant().minus(limits.grace()));
        try {
            if (Files.isDirectory(blobs.folder())) {
                Files.walkFileTree(blobs.folder(), new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        String name = file.getFileName().toString();
                        if (name.length() == 64) {
                            all.put(name, new Blob(file, attributes.size()));
                        } else if (tidy
                                && name.endsWith(".new")
                                && attributes.lastModifiedTime().compareTo(youngest) < 0) {
                            Files.deleteIfExists(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The kept contents cannot be listed: " + e, e);
        }
        return all;
    }
}
