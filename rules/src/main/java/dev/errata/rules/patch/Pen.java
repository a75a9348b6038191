package dev.errata.rules.patch;

import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one that writes the files of a workspace: all of a change or nothing.
///
/// **Thread:** any that may wait; of several writers of one workspace, one after the other. **Errors:**
/// [dev.errata.logs.store.StoreException] where the home cannot be used.
public interface Pen {

    /// What is to be written.
    ///
    /// @param workspace id
    /// @param proposal null for a restore
    /// @param before what must stand at each touched place: compared before each write
    /// @param after what is to stand there
    /// @param cause `patch`, `rollback` or `restore`
    record Order(
            String workspace,
            @Nullable String proposal,
            NavigableMap<WorkspacePath, Optional<FileImage>> before,
            NavigableMap<WorkspacePath, Optional<FileImage>> after,
            String cause,
            Actor actor) {}

    /// What came of it.
    sealed interface Outcome {

        /// It stands, was read back and compared, and is a version.
        record Written(String version, String resultSha256) implements Outcome {}

        /// Another program has changed one of the places. Nothing was written.
        record Stale(List<WorkspacePath> places) implements Outcome {
            public Stale {
                places = List.copyOf(places);
            }
        }

        /// The disk refused. What had been written was put back.
        ///
        /// @param step where it failed
        record Failed(String step, String reason) implements Outcome {}
    }

    /// What stands at each of some places now.
    NavigableMap<WorkspacePath, Optional<FileImage>> look(String workspace, Iterable<WorkspacePath> places);

    /// Writes.
    Outcome write(Order order);

    /// Carries a patch over to files that have changed since it was made: hunks whose place is exact and the only one
    /// by a three-way merge.
    Rebase rebase(Patch patch, FileSource now);

    /// What came of carrying over.
    sealed interface Rebase {

        /// Every hunk has a place in the new base; numbers are kept.
        record Clean(Patch patch) implements Rebase {}

        /// Some have not.
        ///
        /// @param conflicts each with both sides
        record Conflicts(List<Conflict> conflicts) implements Rebase {
            public Conflicts {
                conflicts = List.copyOf(conflicts);
            }
        }
    }

    /// Writes files into an empty folder that is no workspace: the copy that gates run on.
    void copy(FileSource files, Path emptyFolder);
}
