/// The tables of workspaces, their versions and what is done with patches (`V8__patches.sql`).
///
/// A class here is a set of questions and changes, each one transaction of [dev.errata.logs.store.Database]; it knows
/// the words of [dev.errata.rules.patch] and nothing of folders, blobs or how a patch is judged. Nobody but this
/// package and its neighbour `dev.errata.rules.store` speaks SQL on this floor.
///
/// Start reading at [dev.errata.rules.store.patch.WorkspaceBook]; [dev.errata.rules.store.patch.ApplicationBook] is
/// what a start after a crash goes by, and [dev.errata.rules.store.patch.DeskTables] has proposals and decisions.
package dev.errata.rules.store.patch;
