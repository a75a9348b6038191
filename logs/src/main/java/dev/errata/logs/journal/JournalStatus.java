package dev.errata.logs.journal;

import org.jspecify.annotations.Nullable;

/// The journal's own view of itself, for health and the status bar.
///
/// @param lastSeq the last written record's number, 0 if there is none
/// @param queued events that wait for the writer
/// @param failure why the last write failed, null while all is well
public record JournalStatus(long lastSeq, int queued, @Nullable String failure) {
    public boolean writable() {
        return failure == null;
    }
}
