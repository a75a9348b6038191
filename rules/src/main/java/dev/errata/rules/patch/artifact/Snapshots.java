package dev.errata.rules.patch.artifact;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.artifact.FolderWalk.Found;
import dev.errata.rules.patch.artifact.StatCache.Known;
import dev.errata.rules.store.patch.ManifestEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Makes the tree of a folder as it is now, and keeps the content of all its files.
///
/// **Thread:** any that may wait; of one workspace one after the other.
final class Snapshots {
    private static final int READERS = 4;
    private static final int MOST_SAID = 200;
    private static final int PROBE = 8_000;

    private final BlobStore blobs;
    private final ArtifactLimits limits;
    private final InstantSource clock;
    private final Set<Path> never;

    /// @param left what was left out and why
    record Snapshot(Tree tree, List<String> left) {}

    /// @param entry null if it was left out
    /// @param known null if its stamp cannot be trusted
    private record Read(
            String path,
            @Nullable ManifestEntry entry,
            @Nullable Known known,
            String left) {}

    Snapshots(BlobStore blobs, ArtifactLimits limits, InstantSource clock, Set<Path> never) {
        this.blobs = blobs;
        this.limits = limits;
        this.clock = clock;
        this.never = never;
    }

    /// @throws UncheckedIOException if the folder cannot be read, or a content cannot be kept
    Snapshot take(Path folder, StatCache cache) {
        var walk = new FolderWalk(folder, never);
        try {
            walk.run();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read: " + e, e);
        }
        List<Read> reads = read(walk.found(), cache);
        blobs.settle();
        List<ManifestEntry> entries = new ArrayList<>();
        Map<String, Known> known = new HashMap<>();
        List<String> left = new ArrayList<>(walk.left());
        for (Read read : reads) {
            if (read.entry != null) {
                entries.add(read.entry);
            }
            if (read.known != null) {
                known.put(read.path, read.known);
            }
            if (!read.left.isEmpty()) {
                left.add(read.path + ": " + read.left);
            }
        }
        cache.replace(known);
        return new Snapshot(new Tree(entries), few(left));
    }

    private static List<String> few(List<String> left) {
        List<String> sorted = left.stream().sorted().toList();
        if (sorted.size() <= MOST_SAID) {
            return sorted;
        }
        List<String> few = new ArrayList<>(sorted.subList(0, MOST_SAID));
        few.add("and " + (sorted.size() - MOST_SAID) + " more");
        return few;
    }

    private List<Read> read(List<Found> found, StatCache cache) {
        List<Read> reads = new ArrayList<>();
        List<Found> changed = new ArrayList<>();
        for (Found one : found) {
            Optional<Read> same = unchanged(one, cache);
            same.ifPresentOrElse(reads::add, () -> changed.add(one));
        }
        if (changed.size() < READERS * READERS) {
            changed.forEach(one -> reads.add(fresh(one)));
            return reads;
        }
        // A cold snapshot waits for the disk most of the time, once for each new blob.
        try (ExecutorService readers = Executors.newFixedThreadPool(
                READERS,
                Thread.ofPlatform().daemon().name("errata-snapshot-", 0).factory())) {
            List<Future<Read>> futures = changed.stream()
                    .map(one -> readers.submit(() -> fresh(one)))
                    .toList();
            for (Future<Read> future : futures) {
                reads.add(future.get());
            }
            return reads;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException broken) {
                throw broken;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while a folder was read", e));
        }
    }

    private Optional<Read> unchanged(Found one, StatCache cache) {
        if (one.stamp().isFolder()) {
            return Optional.of(new Read(one.path().value(), ManifestEntry.folder(one.path()), null, ""));
        }
        return cache.of(one.path().value(), one.stamp())
                .filter(known -> known.sha256().isEmpty() || blobs.has(known.sha256()))
                .filter(known -> !known.sha256().isEmpty() || isBig(one.stamp().size()))
                .map(known -> known.sha256().isEmpty() ? big(one, known) : kept(one, known, known.sha256()));
    }

    private boolean isBig(long size) {
        return size > limits.binaryBytes();
    }

    private Read big(Found one, @Nullable Known known) {
        return new Read(
                one.path().value(), null, known, "it is too big (" + one.stamp().size() + " bytes)");
    }

    private static Read kept(Found one, @Nullable Known known, String sha256) {
        Stamp stamp = one.stamp();
        return new Read(
                one.path().value(),
                new ManifestEntry(one.path(), stamp.fileMode().octal(), stamp.size(), sha256),
                known,
                "");
    }

    private Read fresh(Found one) {
        try {
            Instant begun = clock.instant();
            if (isLeftOut(one)) {
                return big(one, known(one, begun, ""));
            }
            Content content = content(one);
            String sha256 = blobs.put(content);
            if (content.size() == one.stamp().size()) {
                return kept(one, known(one, begun, sha256), sha256);
            }
            var entry = new ManifestEntry(one.path(), one.stamp().fileMode().octal(), content.size(), sha256);
            return new Read(one.path().value(), entry, null, ""); // it is being written: what was read is what is kept
        } catch (IOException e) {
            return new Read(
                    one.path().value(),
                    null,
                    null,
                    "it cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static @Nullable Known known(Found one, Instant read, String sha256) {
        return one.stamp().isRacy(read) ? null : new Known(one.stamp(), sha256);
    }

    private static Content content(Found one) throws IOException {
        if (one.stamp().isLink()) {
            String target = Files.readSymbolicLink(one.file()).toString();
            return Content.of(target.getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream in = Files.newInputStream(one.file(), LinkOption.NOFOLLOW_LINKS)) {
            return Content.of(in.readAllBytes());
        }
    }

    private boolean isLeftOut(Found one) throws IOException {
        long size = one.stamp().size();
        if (!one.stamp().isFile() || !isBig(size)) {
            return false;
        }
        if (size > limits.fileBytes()) {
            return true;
        }
        try (InputStream in = Files.newInputStream(one.file(), LinkOption.NOFOLLOW_LINKS)) {
            return Content.of(in.readNBytes(PROBE)).isBinary();
        }
    }
}
