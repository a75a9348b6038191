/// Writes the journal of a home: append-only segments, one writer thread, a hash chain, and an anchor outside the
/// files.
///
/// What is acknowledged here was written; what was written can be proved afterwards. The package must not know who
/// produces events or who shows them, and it never calls back: it completes receipts, and others ask it for its
/// status.
///
/// Start reading at [FileJournal], which draws the way of an event; then `JournalWriter`, `ChainEnd` (the open end of
/// the chain and how a failed write is undone) and `Recovery` (what happens when a home is opened again).
package dev.errata.logs.journal;
