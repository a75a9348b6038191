/// Searches the journal: reads what an index in the database finds, and what it has not come to yet from the files.
///
/// The index is kept up behind the writer and may be thrown away at any time; nobody may take its word for a proof. The
/// package must not know SQL (that is [dev.errata.logs.store]'s) nor how a record is laid out in a file.
///
/// Start reading at [IndexedJournal], then [IndexKeeper].
package dev.errata.logs.search;
