package dev.errata.logs.store;

import java.nio.file.Path;
import java.util.List;

/// What came of the wish to bring a database back to an older schema.
public sealed interface RollbackResult {

    /// It is at the older schema.
    ///
    /// @param undone the scripts that were undone, the newest first
    /// @param backup the database as it was before
    record RolledBack(int from, int to, List<String> undone, Path backup) implements RollbackResult {
        public RolledBack {
            undone = List.copyOf(undone);
        }
    }

    /// It is there already.
    record NothingToDo(int version) implements RollbackResult {}

    /// It was left as it is.
    ///
    /// @param reason what is wrong, and what to do
    record Impossible(String reason) implements RollbackResult {}
}
