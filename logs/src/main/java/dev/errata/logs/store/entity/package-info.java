/// The entities that the state machines rule, one table each, and the history of their changes.
///
/// A row is made, read and deleted by its [dev.errata.logs.store.entity.EntityTable]; its state is changed by
/// [dev.errata.logs.store.entity.States] alone, with a transition that only the machine grants, after the journal has
/// it. What a process left between journal and table is settled by [dev.errata.logs.store.entity.Resolution].
///
/// The package must not know what a task does or when a state ought to change: that is for the floors above. It
/// belongs to `logs.store` because it speaks SQL.
///
/// Start reading at [dev.errata.logs.store.entity.States], which draws the order of a move.
package dev.errata.logs.store.entity;
