package dev.errata.rules.patch;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The folders that Errata watches over, and their versions.
///
/// **Thread:** any that may wait. **Errors:** [dev.errata.logs.store.StoreException] where the home cannot be used,
/// [java.io.UncheckedIOException] where a folder cannot be read, [IllegalArgumentException] for a version or workspace
/// that is not known, with a message for people; [ConflictException] where something stands in a restore's way.
public interface Workspaces {

    /// A folder that is known.
    ///
    /// @param head id of its newest version; null before the first
    record Workspace(
            String id, String name, Path folder, @Nullable String head, Instant added) {}

    /// A version of a workspace.
    ///
    /// @param treeSha256 hex SHA-256 of its manifest: equal for equal trees
    /// @param cause `snapshot`, `patch`, `rollback` or `restore`
    /// @param proposal the proposal that made it; null if none
    /// @param left what was left out and why, for people
    record Version(
            String id,
            String workspace,
            @Nullable String parent,
            String treeSha256,
            int files,
            long bytes,
            String cause,
            @Nullable String proposal,
            Instant at,
            List<String> left) {
        public Version {
            left = List.copyOf(left);
        }
    }

    /// Makes a folder known and takes its first snapshot; the known one if it is known.
    Workspace add(Path folder, Actor actor);

    /// All of them, oldest first.
    List<Workspace> list();

    /// The one of an id, a folder, or a name that only one has.
    Optional<Workspace> find(String idOrFolder);

    /// Takes a snapshot; the head if nothing has changed since.
    Version snapshot(String workspace, Actor actor);

    /// Newest first.
    List<Version> versions(String workspace, int limit, int offset);

    /// A version, by its id or by a beginning of it that only one has.
    Optional<Version> version(String id);

    /// The files of a version.
    FileSource files(String version);

    /// What changed from one version to another, as a patch; empty if nothing.
    Optional<Patch> diff(String from, String to);

    /// Writes a version into an empty folder outside every workspace, a `.tar.gz` or a `.patch` against its parent.
    void export(String version, Path target, Actor actor);

    /// What [#restore] would change now; empty if nothing.
    Optional<Patch> preview(String version);

    /// Brings the folder back to a version, exact to its tree hash. What the folder held is a version before.
    ///
    /// @return the new head
    Version restore(String version, Actor actor);
}
