/// The desk: where a submission becomes a proposal, a person decides on it, and what was approved is applied.
///
/// ```
/// submission -> Intake: read, bind, locate -> created -> Follow: judge -> validated, a request with a ticket
/// person     -> Reviewing: choices, edits, comments        (a new text is a new ticket)
///            -> Deciding: approve -> queued | reject -> quarantined | withdraw -> validated
/// anybody    -> Applying: ticket spent -> gates on a copy -> the pen -> applied -> verified -> committed
/// person     -> TakingBack: reverse patch, later changes kept -> rolled_back
/// ```
/// A decision is a fact first (journal, then tables), and the state follows the facts: `Follow` asks only what stands
/// in the tables, so that a start after a crash goes on where the last process stopped.
///
/// It must not know how a patch is read, judged or written. Start reading at `Follow`, then
/// [dev.errata.rules.patch.desk.Desk].
package dev.errata.rules.patch.desk;
