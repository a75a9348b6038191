package dev.errata.desktop.packs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes files for people: whole or not at all.
public final class PackFiles {
    private PackFiles() {}

    /// Writes a text as UTF-8.
    ///
    /// @param replace whether a file that is there may go; otherwise that is an error
    public static void write(Path target, String text, boolean replace) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException(target + " is no file");
        }
        Path beside = Files.createTempFile(folder, ".errata-", ".tmp");
        try {
            Files.writeString(beside, text);
            if (replace) {
                Files.move(beside, absolute, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(beside, absolute);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
