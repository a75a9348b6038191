/// The rule tables of a home's database, and the snapshot that is in force.
///
/// People edit the tables with any SQLite tool; so a row is read with mistrust, a bad one stops no other, and history
/// and times are kept by triggers (`V2__rules.sql`). The package must not know what a rule means: whether a row is
/// one, and what a set of rules does to a text, is asked of `dev.errata.rules.match` and `.stream`. SQL is spoken on
/// connections that [dev.errata.logs.store.Database] lends.
///
/// Sessions and tokens have their tables here too ([dev.errata.rules.store.SqliteSessionBook], `V7__sessions.sql`).
///
/// Start reading at [dev.errata.rules.store.SqliteRuleBook], then `RuleTable`; the shipped packs are JSON files in
/// `packs/`, in the format of `dev.errata.rules.pack`.
package dev.errata.rules.store;
