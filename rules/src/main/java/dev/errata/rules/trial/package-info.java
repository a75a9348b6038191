/// Trying rules out: what they would do to a text, by the same engine that the proxy runs.
///
/// Must not know: where the text comes from, whether the rules are stored.
///
/// Start reading at `Trials`.
package dev.errata.rules.trial;
