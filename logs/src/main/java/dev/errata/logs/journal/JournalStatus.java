package dev.errata.logs.journal;

import org.jspecify.annotations.Nullable;

/// The journal's own view of itself, for health and the status bar.
///
/// @param lastSeq the last written record's number, 0 if there is none
/// @param queued events that wait for the writer
/// @param failure why the last write failed, null while all is well
/// @param warning what a person should know though records are written: damage found when the journal was opened, an
///     anchor or a classic log that cannot be written; null if there is nothing
public record JournalStatus(
        long lastSeq,
        int queued,
        @Nullable String failure,
        @Nullable String warning) {

    /// A status without a warning.
    public JournalStatus(long lastSeq, int queued, @Nullable String failure) {
        this(lastSeq, queued, failure, null);
    }

    public boolean writable() {
        return failure == null;
    }
}
