/// Diagnostics: `<home>/logs/errata.log` by logback, set up in code.
///
/// Diagnostics are not evidence (that is the journal's) and never hold a secret: every line passes
/// [dev.errata.desktop.diagnostics.Redaction] before it reaches the file. Nothing is ever printed on standard output,
/// which
/// belongs to the commands. Must not know what is logged, JavaFX, or the settings.
///
/// Start reading at [dev.errata.desktop.diagnostics.Diagnostics].
package dev.errata.desktop.diagnostics;
