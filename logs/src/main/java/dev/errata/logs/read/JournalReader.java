package dev.errata.logs.read;

import java.util.List;

/// Reads a home's journal without ever writing to it; works beside a running writer and without one.
///
/// **Thread:** any but an event loop and the FX thread: it reads files.
public interface JournalReader {

    /// The newest records that fit the query and come before `beforeSeq`, newest first, at most `limit`.
    ///
    /// @param beforeSeq exclusive; [Long#MAX_VALUE] begins at the end
    List<JournalRecord> newest(JournalQuery query, long beforeSeq, int limit);

    /// The records that came after `afterSeq` and fit the query, oldest first, at most `limit`: for following.
    List<JournalRecord> after(JournalQuery query, long afterSeq, int limit);

    /// Checks the chain from its first record to the anchor.
    Verification verify();
}
