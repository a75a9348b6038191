package dev.errata.logs.journal;

import dev.errata.logs.event.Event;
import java.util.concurrent.CompletionStage;

/// The append-only journal of one home.
///
/// **Thread:** every method may be called from any thread and none blocks, so that an event loop may call them.
public interface Journal extends AutoCloseable {

    /// Queues an event. The stage completes on the writer's thread once the record is in the segment file (a process
    /// that is killed afterwards loses nothing), before its fsync; it fails with [java.io.UncheckedIOException] if it
    /// cannot be written.
    ///
    /// Never refuses and never drops. Callers that produce without end must first ask [#pressed()].
    CompletionStage<Receipt> append(Event event);

    /// Whether the queue is at or above its bound: the caller must stop reading from its source until this is false.
    boolean pressed();

    /// What the journal knows of itself now.
    JournalStatus status();

    /// Writes what is queued, fsyncs, commits the anchor and ends the writer. Blocks; not for an event loop.
    @Override
    void close();

    /// Where an event came to stand.
    ///
    /// @param seq its sequence number
    /// @param hash its hash, hex
    record Receipt(long seq, String hash) {}
}
