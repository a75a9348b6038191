package dev.errata.rules.store;

import dev.errata.logs.event.Event;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.journal.JournalStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps events in memory.
public final class FakeJournal implements Journal {
    public final List<Event> events = new CopyOnWriteArrayList<>();

    public FakeJournal() {}

    @Override
    public CompletionStage<Receipt> append(Event event) {
        events.add(event);
        return CompletableFuture.completedFuture(new Receipt(events.size(), "00"));
    }

    @Override
    public boolean pressed() {
        return false;
    }

    @Override
    public JournalStatus status() {
        return new JournalStatus(events.size(), 0, null);
    }

    @Override
    public void close() {}
}
