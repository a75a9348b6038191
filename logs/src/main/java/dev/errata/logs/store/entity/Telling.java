package dev.errata.logs.store.entity;

import dev.errata.logs.event.Event;
import dev.errata.logs.event.StateEvent;
import dev.errata.logs.journal.Journal;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;

/// Tells the journal what is about to happen to an entity, before it does.
///
/// **Thread:** any that may wait; [#unmade], [#now] and [#id] do not wait.
record Telling(Journal journal, InstantSource clock, Ulids ids) {

    Instant now() {
        return clock.instant();
    }

    /// For the next event.
    String id() {
        return ids.next();
    }

    /// Waits until the record is in the journal's file.
    ///
    /// @return its number
    /// @throws UncheckedIOException if it could not be written
    long written(Event event) {
        try {
            return journal.append(event).toCompletableFuture().join().seq();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case UncheckedIOException refused -> throw refused;
                case RuntimeException broken -> throw broken;
                case null, default -> throw e;
            }
        }
    }

    /// Takes back what was told.
    void unmade(StateEvent event, String reason) {
        var unused = journal.append(
                new StateEvent.Unmade(id(), now(), event.eventId(), event.entityType(), event.entityId(), reason));
    }
}
