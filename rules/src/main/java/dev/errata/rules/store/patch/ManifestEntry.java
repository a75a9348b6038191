package dev.errata.rules.store.patch;

import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.WorkspacePath;

/// One line of a manifest: what stands at one place of a version.
///
/// @param mode octal, as git writes it; [#FOLDER] for a folder that has nothing in it
/// @param size in bytes; 0 for a folder
/// @param sha256 hex, of the content or of where a link leads; empty for a folder
public record ManifestEntry(WorkspacePath path, String mode, long size, String sha256) {
    /// The mode of an empty folder.
    public static final String FOLDER = "040000";

    public ManifestEntry {
        if (!mode.equals(FOLDER) && FileMode.of(mode).isEmpty()) {
            throw new IllegalArgumentException("no mode of a file: " + mode);
        }
    }

    /// An empty folder.
    public static ManifestEntry folder(WorkspacePath path) {
        return new ManifestEntry(path, FOLDER, 0, "");
    }

    public boolean isFolder() {
        return mode.equals(FOLDER);
    }

    /// The mode of a file or a link.
    ///
    /// **Errors:** [IllegalStateException] for a folder.
    public FileMode fileMode() {
        return FileMode.of(mode).orElseThrow(() -> new IllegalStateException(path + " is a folder"));
    }

    /// As in the table: `file`, `link` or `folder`.
    String kind() {
        if (isFolder()) {
            return "folder";
        }
        return fileMode() == FileMode.LINK ? "link" : "file";
    }
}
