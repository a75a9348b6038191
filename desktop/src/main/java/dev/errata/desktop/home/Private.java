package dev.errata.desktop.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files and folders that only their user may read. Where a file system has no such permissions (Windows), the user's
/// own
/// folder is protected as a whole and nothing more is done.
final class Private {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    private Private() {}

    static void directory(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, permissions(folder, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /// Makes the file with that content, in one step: it is never there half-written or readable by others.
    static void write(Path file, String content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (SeekableByteChannel channel = Files.newByteChannel(fresh, NEW, permissions(file, "rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Takes the rights of others away, if there are any.
    static void close(Path file) throws IOException {
        if (posix(file) && !forOwnerOnly(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /// Whether nobody but its owner can read or write it.
    static boolean forOwnerOnly(Path file) throws IOException {
        return !posix(file)
                || Files.getPosixFilePermissions(file).stream().allMatch(permission -> switch (permission) {
                    case OWNER_READ, OWNER_WRITE, OWNER_EXECUTE -> true;
                    case GROUP_READ, GROUP_WRITE, GROUP_EXECUTE, OTHERS_READ, OTHERS_WRITE, OTHERS_EXECUTE -> false;
                });
    }

    static FileAttribute<?>[] permissions(Path near, String rights) {
        Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(rights);
        return posix(near)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(wanted)}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path near) {
        return near.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
