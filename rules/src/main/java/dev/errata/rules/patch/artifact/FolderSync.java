package dev.errata.rules.patch.artifact;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Forces a folder's names to the disk, where the system lets a folder be opened; elsewhere it looks after that itself.
final class FolderSync {
    private FolderSync() {}

    static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // A folder that cannot be opened so cannot be forced; its files are, and each is whole or absent.
        }
    }
}
