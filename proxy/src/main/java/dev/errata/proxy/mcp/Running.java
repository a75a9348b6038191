package dev.errata.proxy.mcp;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// The calls that wait, so that they can be ended.
///
/// **Thread:** any.
final class Running {

    /// A call that waits on the thread that began it.
    ///
    /// @param session the session's id; empty if there is none, and then nobody can cancel it
    record Entry(String session, String id, Thread thread) {}

    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// Notes that a call waits on this thread.
    Entry begin(Session session, JsonNode id) {
        Entry entry = new Entry(session.id(), id.toString(), Thread.currentThread());
        entries.add(entry);
        if (closed) {
            entry.thread().interrupt();
        }
        return entry;
    }

    void end(Entry entry) {
        entries.remove(entry);
    }

    /// Ends a call if it still waits.
    void cancel(Session session, JsonNode id) {
        if (session.id().isEmpty()) {
            return;
        }
        entries.stream()
                .filter(entry ->
                        entry.session().equals(session.id()) && entry.id().equals(id.toString()))
                .forEach(entry -> entry.thread().interrupt());
    }

    /// Ends them all, and each that begins from now on.
    void close() {
        closed = true;
        entries.forEach(entry -> entry.thread().interrupt());
    }

    int count() {
        return entries.size();
    }
}
