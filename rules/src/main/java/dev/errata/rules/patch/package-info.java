/// Words of the patch domain: what a proposed change of files is, what is found in it, what a person decides, and what
/// came of it.
///
/// ```
/// text, tool call, file --> patch.parse    --> Patch, located in a base
/// folder                --> patch.artifact --> versions of a workspace, by content
/// Patch + base          --> patch.check    --> Verdict
/// Proposal + person     --> patch.approve  --> a ticket for just these hunks
/// approved hunks        --> patch.gate     --> commands on a copy of the result
/// all of that           --> patch.apply    --> the one pen that writes a workspace
/// ```
///
/// This package holds data and the promises of the desk ([dev.errata.rules.patch.Proposals] for who may ask,
/// [dev.errata.rules.patch.Approvals] for who may grant); it does no I/O and must not know the packages above.
///
/// Start reading at [dev.errata.rules.patch.Patch].
package dev.errata.rules.patch;
