/// `errata.toml`: the table of settings, reading it forgivingly, changing one value without touching the person's own
/// words.
///
/// [dev.errata.desktop.settings.Setting] is the one table; the help page, the checks and the API are made from it. The
/// file is
/// a person's: comments, order and keys Errata does not know stay as they are. What a setting *does* is not known here;
/// `Composition` applies it. Must not know JavaFX, the proxy or the command line.
///
/// Start reading at [dev.errata.desktop.settings.Setting].
package dev.errata.desktop.settings;
