/// Trying rules out: what they would do to a text, to their own tests, and to the last exchanges, by the same engine
/// that the proxy runs.
///
/// Must not know: whether the rules are stored, who asks.
///
/// Start reading at `Trials`, then [dev.errata.rules.trial.Replay].
package dev.errata.rules.trial;
