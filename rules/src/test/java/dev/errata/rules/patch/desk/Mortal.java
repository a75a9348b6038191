package dev.errata.rules.patch.desk;

import dev.errata.logs.event.Event;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.journal.JournalStatus;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.Opening;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/// The journal and the database of a process that dies at a chosen touch of either: from then on nothing that it does
/// leaves a trace.
final class Mortal {
    private final Journal journal;
    private final Database database;
    private final AtomicInteger touches = new AtomicInteger();
    private volatile int deathAt = Integer.MAX_VALUE;
    private volatile boolean afterwards;

    Mortal(Journal journal, Database database) {
        this.journal = journal;
        this.database = database;
    }

    /// The process is gone.
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// @param touch counted from now, from 1
    /// @param after whether that touch is still done
    void dieAt(int touch, boolean after) {
        touches.set(0);
        deathAt = touch;
        afterwards = after;
    }

    int touches() {
        return touches.get();
    }

    void before() {
        int touch = touches.incrementAndGet();
        if (touch > deathAt || (touch == deathAt && !afterwards)) {
            throw new Death();
        }
    }

    void after() {
        if (touches.get() >= deathAt) {
            throw new Death();
        }
    }

    Journal journal() {
        return new Journal() {
            @Override
            public CompletionStage<Receipt> append(Event event) {
                before();
                var receipt = journal.append(event);
                var unused = receipt.toCompletableFuture().join();
                after();
                return receipt;
            }

            @Override
            public boolean pressed() {
                return false;
            }

            @Override
            public JournalStatus status() {
                return journal.status();
            }

            @Override
            public void close() {}
        };
    }

    Database database() {
        return new Database() {
            @Override
            public <T> CompletionStage<T> write(Work<T> work) {
                throw new UnsupportedOperationException();
            }

            @Override
            public <T> T writeAndWait(Work<T> work) {
                before();
                T result = database.writeAndWait(work);
                after();
                return result;
            }

            @Override
            public <T> T read(Work<T> work) {
                return database.read(work);
            }

            @Override
            public Opening opening() {
                return database.opening();
            }

            @Override
            public long changeCounter() {
                return database.changeCounter();
            }

            @Override
            public String fault() {
                return database.fault();
            }

            @Override
            public void close() {}
        };
    }
}
