/// The one switch for all correction: on, off, or paused for a while; kept over restarts and journalled.
///
/// An exchange asks once, when it begins, and keeps the answer. The package must not know exchanges, windows or
/// commands. Start reading at [dev.errata.rules.correction.CorrectionSwitch].
package dev.errata.rules.correction;
