/// The eight state machines as data, and the only place that grants a change of state.
///
/// Whoever keeps an entity changes its state with a [Transition] in hand, and only [Machine#move] hands one out. The
/// package must not know how an entity is stored, who asks, or what follows from a change: guards and actions are
/// their owners' affair.
///
/// Start reading at [Machine]; the tables themselves are in `WorkTables` (runs, workstreams, tasks, workers) and
/// `GateTables` (unit-execution workers, patches, test gates, circuit breakers), in the words that the database, the
/// journal and the screen use.
package dev.errata.logs.state;
