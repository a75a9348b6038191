package dev.errata.proxy.mcp;

import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces.Version;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What agents may do with workspaces: look at them, have them snapshot, and have a version written where nothing is.
/// Restoring is not among it. Folders are words here, as the proxy touches no file.
///
/// **Thread:** any that may wait. **Errors:** [IllegalArgumentException] for what is not known or not allowed, with a
/// message for people; [java.io.UncheckedIOException] where a folder cannot be read or written.
public interface AgentWorkspaces {

    /// A folder that is known.
    ///
    /// @param folder its absolute path
    /// @param head id of its newest version; null before the first
    record Folder(
            String id, String name, String folder, @Nullable String head, Instant added) {}

    /// All of them, oldest first.
    List<Folder> list();

    /// The one of an id, a folder, or a name that only one has.
    Optional<Folder> find(String idOrFolder);

    /// Makes a folder known and takes its first snapshot; the known one if it is known.
    Folder add(String folder, Actor actor);

    /// Takes a snapshot; the head if nothing has changed since.
    Version snapshot(String workspace, Actor actor);

    /// A version, by its id or by a beginning of it that only one has.
    Optional<Version> version(String id);

    /// The places of a version's files.
    NavigableSet<WorkspacePath> paths(String version);

    /// What changed from one version to another; empty if nothing.
    Optional<Patch> diff(String from, String to);

    /// Writes a version into an empty folder outside every workspace. Nothing is done if just this version stands there
    /// already.
    void export(String version, String folder, Actor actor);
}
