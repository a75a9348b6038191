/// The rules of a home: what a rule is, the row of the table that it comes from, and the snapshot of all of them.
///
/// A [dev.errata.rules.RuleRow] is what stands in the table, right or wrong; a [dev.errata.rules.Rule] is one that was
/// checked;
/// a [dev.errata.rules.RuleSet] is what an exchange keeps from its first to its last byte.
///
/// Must not know: HTTP, who asks, how a lane is rewritten.
///
/// Start reading at `Rule`, then `RuleSet`.
package dev.errata.rules;
