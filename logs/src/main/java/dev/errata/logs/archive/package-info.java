/// Puts old segments of the journal away without breaking the proof: sealed ones are packed into `logs/archive`, and
/// packed ones may be deleted after a time, each leaving a record with its end hash in the chain.
///
/// A segment is never edited and never deleted before what stands for it is on disk. The package must not know how a
/// record is sealed (it asks the journal to append) nor what the records mean.
///
/// Start reading at [Retention], then [SegmentArchive].
package dev.errata.logs.archive;
