/// Writes records of the journal in forms that other tools read: JSON lines, CSV and HAR 1.2.
///
/// What leaves the house here is what the journal has: no bodies, no secrets. The package must not know where the text
/// goes, nor check the chain: an export proves nothing, only the segments do.
///
/// Start reading at [JournalExport].
package dev.errata.logs.export;
