package dev.errata.logs.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Notices that a database's file was moved, deleted or replaced while it is open: SQLite would go on writing into a
/// file that nobody can find any more.
final class FileWatch {
    private final Path file;
    private final @Nullable Object key;

    FileWatch(Path file) {
        this.file = file;
        this.key = key(file);
    }

    /// What happened to the file, empty if it still is the one that was opened.
    String fault() {
        if (Files.exists(file) && Objects.equals(key, key(file))) {
            return "";
        }
        return "The file " + file + " was moved, deleted or replaced while Errata runs. What is in use is still what it"
                + " was; nothing more is saved. Restart Errata to use what stands there now.";
    }

    /// Which file it is; null where the file system does not tell.
    private static @Nullable Object key(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }
}
