package dev.errata.logs.chain;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// The attributes of a new file that only its owner may read or write (0600).
public final class OwnerOnly {
    private OwnerOnly() {}

    /// None where the file system knows no POSIX permissions: there the folder's own rights hold.
    public static FileAttribute<?>[] attributes(Path near) {
        if (!near.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
