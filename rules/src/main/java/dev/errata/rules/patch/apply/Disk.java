package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.WorkspacePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The file operations of the pen, in one workspace. None follows a link: a place that can be reached only through one
/// is refused by [EscapeException].
///
/// **Thread:** confined. Tests put one in its place that fails.
interface Disk {

    /// Gives the operations in a workspace's folder.
    interface Opener {
        Disk open(Path folder);
    }

    /// What kind of thing stands at a place.
    enum Kind {
        NOTHING,
        FILE,
        LINK,
        FOLDER,
        /// A pipe, a socket, a device.
        OTHER
    }

    /// A thing at a place.
    ///
    /// @param permissions as `rw-r--r--`; empty where the system has none
    record Standing(Kind kind, String permissions) {
        static final Standing NOTHING = new Standing(Kind.NOTHING, "");
    }

    Standing look(WorkspacePath path) throws IOException;

    /// The bytes of a file, or where a link leads.
    byte[] read(WorkspacePath path, Kind kind) throws IOException;

    /// The names in a folder; empty for the top.
    List<String> names(String folder) throws IOException;

    /// Makes a new file and forces it to the disk.
    ///
    /// @param permissions empty for the usual ones
    void create(WorkspacePath path, byte[] bytes, String permissions, boolean executable) throws IOException;

    /// Makes a new link.
    void link(WorkspacePath path, byte[] target) throws IOException;

    /// Puts a file or link in the place of another, in one step.
    void move(WorkspacePath from, WorkspacePath to) throws IOException;

    /// Deletes a file or link.
    void delete(WorkspacePath path) throws IOException;

    void makeFolder(WorkspacePath path) throws IOException;

    /// Deletes an empty folder.
    void removeFolder(WorkspacePath path) throws IOException;

    /// Forces the names in a folder to the disk; empty for the top.
    void force(String folder) throws IOException;

    /// The folder of a place; empty for the top.
    static String parent(WorkspacePath path) {
        int slash = path.value().lastIndexOf('/');
        return slash < 0 ? "" : path.value().substring(0, slash);
    }
}
