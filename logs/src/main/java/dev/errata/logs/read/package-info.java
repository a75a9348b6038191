/// Reads the journal of a home: pages, follows, counts and verifies. It never writes and never repairs.
///
/// It works on the files alone, beside a running writer of any process and without one. What it must not know: who
/// writes, how the anchor is stored (it is handed in), and how a record is shown to a person.
///
/// Start reading at [JournalReader]; `ChainCheck` is what finds a forged record, `RecordFilter` what a query means.
package dev.errata.logs.read;
