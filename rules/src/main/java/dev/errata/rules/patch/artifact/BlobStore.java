package dev.errata.rules.patch.artifact;

import dev.errata.rules.patch.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;

/// Bytes by their SHA-256, each once: `<home>/blobs/sha256/ab/cd/abcd…`. Its neighbour `<home>/blobs/raw` belongs to
/// the journal's raw texts and is not touched here.
///
/// A blob is written under another name, forced to the disk and renamed, so that what stands under a hash is whole;
/// [#settle] forces the folders as well, before anything is recorded that names a blob. What is read is hashed again:
/// a damaged blob is put aside (`….damaged`), so that the same content can be stored anew.
///
/// **Thread:** any that may wait. **Errors:** [UncheckedIOException] with a message for people.
public final class BlobStore {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    private final Path folder;
    private final InstantSource clock;
    private final Set<Path> unsettled = ConcurrentHashMap.newKeySet();

    /// Read: blobs are put. Write: one is looked at and deleted. So none goes that was just asked for again.
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    public BlobStore(Path home, InstantSource clock) {
        this.folder = home.resolve("blobs").resolve("sha256");
        this.clock = clock;
    }

    Path folder() {
        return folder;
    }

    /// Where a blob stands or would.
    ///
    /// **Errors:** [IllegalArgumentException] if that is no hash.
    Path file(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("no SHA-256 in lower-case hex: " + sha256);
        }
        return folder.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    /// Whether there is a blob.
    public boolean has(String sha256) {
        return Files.isRegularFile(file(sha256));
    }

    /// Keeps a content. One that is there is marked as asked for just now.
    ///
    /// @return its hash
    public String put(Content content) {
        lock.readLock().lock();
        try {
            Path file = file(content.sha256());
            if (Files.isRegularFile(file) && Files.size(file) == content.size()) {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            } else {
                write(file, content);
            }
            return content.sha256();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "A file's content could not be kept in " + folder + ", nothing was changed: " + e, e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void write(Path file, Content content) throws IOException {
        Path parent = file.resolveSibling("");
        Files.createDirectories(parent, attributes("rwx------"));
        Path fresh = file.resolveSibling(UUID.randomUUID() + ".new");
        try {
            try (FileChannel out = FileChannel.open(fresh, NEW, attributes("rw-------"))) {
                ByteBuffer rest = ByteBuffer.wrap(content.bytes());
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            Files.setLastModifiedTime(fresh, FileTime.from(clock.instant()));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            unsettled.add(parent);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private FileAttribute<?>[] attributes(String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /// Forces the names of all that was put so far to the disk.
    public void settle() {
        List<Path> folders = List.copyOf(unsettled);
        folders.forEach(FolderSync::force);
        folders.stream().map(leaf -> leaf.resolveSibling("")).distinct().forEach(FolderSync::force);
        if (!folders.isEmpty()) {
            FolderSync.force(folder);
        }
        folders.forEach(unsettled::remove);
    }

    /// The content of a hash; empty if it is not there.
    ///
    /// **Errors:** [UncheckedIOException] if it cannot be read or is damaged.
    public Optional<Content> get(String sha256) {
        Path file = file(sha256);
        try {
            Content content = Content.of(Files.readAllBytes(file));
            if (content.sha256().equals(sha256)) {
                return Optional.of(content);
            }
            Files.move(file, file.resolveSibling(sha256 + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
            throw new IOException("it does not hash to its name; it was put aside as " + sha256 + ".damaged");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The kept content " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// The content of a hash that must be there.
    ///
    /// **Errors:** as [#get], and if it is not there.
    public Content need(String sha256) {
        return get(sha256)
                .orElseThrow(() -> new UncheckedIOException(new NoSuchFileException(
                        "The kept content " + sha256 + " is missing in " + folder + ". Nothing was changed.")));
    }

    /// Deletes a blob if it was not asked for since a moment.
    ///
    /// @return whether it was deleted
    boolean delete(Path file, FileTime untouchedSince) throws IOException {
        lock.writeLock().lock();
        try {
            return Files.getLastModifiedTime(file).compareTo(untouchedSince) < 0 && Files.deleteIfExists(file);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
