/// The one SQLite database of a home: its connections, its one writer, its migrations, and the few rows that belong
/// to no floor above (the journal's anchor, the switches that survive a restart).
///
/// It must not know what the tables of the floors above mean: they hand in their scripts as a
/// [dev.errata.logs.store.MigrationSet], and work on a connection that is lent to them. No other package but
/// `dev.errata.rules.store` may speak SQL.
///
/// Start reading at [dev.errata.logs.store.Database], then `Opener`: there every state in which a database can be
/// found has its outcome. [dev.errata.logs.store.Rollback] is the way back to an older schema.
package dev.errata.logs.store;
