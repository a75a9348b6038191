/// How the journal's chain is laid out in bytes: the key and its HMAC, the names of segments, and lines as they stand
/// in a file.
///
/// Shared by the writer ([dev.errata.logs.journal]) and the reader ([dev.errata.logs.read]) and exported to nobody:
/// whoever is above asks those two. It must not know what an event means, nor who writes or reads. It writes nothing
/// but a new key.
///
/// Start reading at [SealedLine], which draws a line, then [Seal], then [SegmentFile].
package dev.errata.logs.chain;
