/// How a person's or a policy's decision is made and what it is bound to; nothing but words and sums.
///
/// A [dev.errata.rules.patch.approve.Ticket] sums up what was shown, so that nothing else can be approved or applied in
/// its place. [dev.errata.rules.patch.approve.Steps] are the choices and edits of an open proposal, with undo and redo;
/// what they make of its patch is told by them alone, so that the patch that came is never lost.
/// [dev.errata.rules.patch.approve.Policy] approves without a person where one has said so.
///
/// No tables, no files, no clock: [dev.errata.rules.patch.desk] has those.
///
/// Start reading at [dev.errata.rules.patch.approve.Ticket].
package dev.errata.rules.patch.approve;
