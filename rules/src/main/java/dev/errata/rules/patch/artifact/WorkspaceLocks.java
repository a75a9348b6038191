package dev.errata.rules.patch.artifact;

import dev.errata.rules.patch.Workspaces.Workspace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets only one at a time read or write a workspace, and those that lie in it or around it.
///
/// **Thread:** any that may wait; whoever holds a workspace may ask for it again.
public final class WorkspaceLocks {
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Supplier<List<Workspace>> all;

    WorkspaceLocks(Supplier<List<Workspace>> all) {
        this.all = all;
    }

    /// Does something while nobody else touches a workspace.
    public <T> T with(Workspace workspace, Supplier<T> work) {
        // Always in the same order, so that two of them never wait for each other.
        List<ReentrantLock> needed = all.get().stream()
                .filter(other -> other.folder().startsWith(workspace.folder())
                        || workspace.folder().startsWith(other.folder()))
                .map(Workspace::id)
                .sorted()
                .map(id -> locks.computeIfAbsent(id, fresh -> new ReentrantLock()))
                .toList();
        needed.forEach(ReentrantLock::lock);
        try {
            return work.get();
        } finally {
            needed.reversed().forEach(ReentrantLock::unlock);
        }
    }
}
