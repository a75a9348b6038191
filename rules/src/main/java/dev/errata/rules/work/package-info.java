/// Work that takes time and must survive a crash: runs hold workstreams, workstreams hold tasks, workers do tasks.
///
/// States live in the tables of `logs.store.entity`, and every one of them is changed there, by the machines; this
/// package decides *when*. It stands on this floor and not in the cellar because it runs things: what a task does is a
/// [dev.errata.rules.work.TaskWork] of the floors from here up, and the cellar must not know any of them.
///
/// It must not know what a task is about. No SQL, no files.
///
/// Start reading at [dev.errata.rules.work.Orchestrator], which draws who does what; then `Scheduler` (what follows
/// from what) and `Worker` (the life of one task).
package dev.errata.rules.work;
