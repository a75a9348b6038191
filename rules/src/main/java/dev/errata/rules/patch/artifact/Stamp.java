package dev.errata.rules.patch.artifact;

import dev.errata.rules.patch.FileMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the disk says of a file without its being read. While it says the same, the content is the same, but for a
/// file that was changed so shortly before it was read that its times may not show the next change.
///
/// @param changed when its inode changed, in nanoseconds; no program can set that time back. 0 where there is none
/// @param mode its type and permission bits
record Stamp(long size, long modified, long changed, long inode, int mode) {
    /// Larger than the step of any file system's clock (FAT's is 2 s).
    private static final long RACY_NANOS = 2_500_000_000L;

    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;
    private static final int FILE = 0100000;
    private static final int FOLDER = 0040000;
    private static final int OWNER_EXECUTES = 0100;

    static Stamp of(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Map<String, Object> all =
                    Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino,mode", LinkOption.NOFOLLOW_LINKS);
            return new Stamp(
                    number(all, "size"),
                    nanos(all.get("lastModifiedTime")),
                    nanos(all.get("ctime")),
                    number(all, "ino"),
                    (int) number(all, "mode"));
        }
        var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        int type = attributes.isSymbolicLink()
                ? LINK
                : attributes.isDirectory() ? FOLDER : attributes.isRegularFile() ? FILE : 0;
        return new Stamp(
                attributes.size(),
                nanos(attributes.lastModifiedTime()),
                0,
                Objects.hashCode(attributes.fileKey()),
                type);
    }

    private static long number(Map<String, Object> all, String name) {
        return all.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static long nanos(@Nullable Object time) {
        Instant instant = time instanceof FileTime known ? known.toInstant() : Instant.EPOCH;
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    boolean isFolder() {
        return (mode & TYPE) == FOLDER;
    }

    boolean isFile() {
        return (mode & TYPE) == FILE;
    }

    boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    FileMode fileMode() {
        if (isLink()) {
            return FileMode.LINK;
        }
        return (mode & OWNER_EXECUTES) == 0 ? FileMode.FILE : FileMode.EXECUTABLE;
    }

    /// Whether a change right after a moment might leave this stamp as it is.
    boolean isRacy(Instant read) {
        long nanos = read.getEpochSecond() * 1_000_000_000L + read.getNano();
        return Math.max(modified, changed) > nanos - RACY_NANOS;
    }
}
