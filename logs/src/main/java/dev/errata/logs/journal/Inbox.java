package dev.errata.logs.journal;

import dev.errata.logs.event.Event;
import dev.errata.logs.journal.Journal.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What waits for the writer. Adding takes no lock, so that an event loop may do it; only the writer waits.
final class Inbox {
    private final ConcurrentLinkedQueue<Pending> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Thread writer;
    private volatile boolean closed;
    private volatile boolean ended;

    /// An event that waits for its receipt.
    record Pending(Event event, Instant at, CompletableFuture<Receipt> receipt) {
        void fail(IOException cause) {
            receipt.completeExceptionally(new UncheckedIOException(cause));
        }
    }

    Pending add(Event event, Instant at) {
        var pending = new Pending(event, at, new CompletableFuture<>());
        waiting.incrementAndGet();
        queue.add(pending);
        LockSupport.unpark(writer);
        if (ended) {
            refuseRest(); // the writer may have looked for the last time before this one came
        }
        return pending;
    }

    /// Events that have no receipt yet.
    int waiting() {
        return waiting.get();
    }

    /// Takes all that waits, and waits for the first. Empty after [#close], when nothing is left.
    List<Pending> takeAll() {
        writer = Thread.currentThread();
        var batch = new ArrayList<Pending>();
        while (true) {
            for (Pending next = queue.poll(); next != null; next = queue.poll()) {
                batch.add(next);
            }
            if (!batch.isEmpty() || closed) {
                return batch;
            }
            LockSupport.park(this);
            Thread.interrupted(); // nobody has a reason to interrupt the writer; a flag left set would make it spin
        }
    }

    /// Says that a batch's receipts are settled.
    void settled(int count) {
        waiting.addAndGet(-count);
    }

    void close() {
        closed = true;
        LockSupport.unpark(writer);
    }

    /// Whether it was closed and nothing is left in it.
    boolean drained() {
        return closed && queue.isEmpty();
    }

    /// After the writer's end: what came too late is refused.
    void end() {
        ended = true;
        refuseRest();
    }

    private void refuseRest() {
        for (Pending late = queue.poll(); late != null; late = queue.poll()) {
            waiting.decrementAndGet();
            late.fail(new IOException("The journal is closed; the event was not recorded."));
        }
    }
}
