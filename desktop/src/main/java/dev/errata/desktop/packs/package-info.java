/// Rules as files, in the window and for the command line: reading one, showing what an import would do and deciding
/// it, writing one.
///
/// Must not know: SQL, how a file is parsed or a plan is made; that is `dev.errata.rules.pack`.
///
/// Start reading at `ImportViewModel`, then `ImportView`.
package dev.errata.desktop.packs;
