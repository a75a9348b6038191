package dev.errata.logs.journal;

import java.util.Optional;

/// Keeps the head of the chain outside the segment files, so that a cut tail is found. The home's database implements
/// it.
public interface Anchor {

    Optional<Head> read();

    /// Commits the head durably. Called by one thread of the journal only, after the batch is on disk; it may
    /// block. A failure is thrown, told by [Journal#status] and tried again.
    void commit(Head head);

    /// The last record that must be present.
    ///
    /// @param seq number of the last record that must be present
    /// @param hash its hash, hex
    /// @param mac hex HMAC-SHA-256 over both, with the journal's key
    record Head(long seq, String hash, String mac) {}
}
