/// The tables of workspaces, versions, proposals and decisions (`V8__patches.sql`).
///
/// Rows are records of texts and numbers; what a text in a row means is asked of those who wrote it. The package knows
/// the words of `dev.errata.rules.patch` and the database of `dev.errata.logs.store`, and nothing of what is decided.
///
/// Start reading at [dev.errata.rules.store.patch.DeskTables], the tables of the desk.
package dev.errata.rules.store.patch;
