/// The words that all of this floor speaks about text: half-open spans of a lane's raw text, what was changed there,
/// and the names of code languages.
///
/// Must not know: how anything is matched, streamed or stored.
///
/// Start reading at `Rewrite`.
package dev.errata.rules.text;
