/// What every screen needs of JavaFX: work off the FX thread and its result back on it, the poller that looks down at
/// snapshots, words from the one resource bundle, icons, table columns, empty states, notices.
///
/// Must not know any screen, any command, or anything of the floors below.
///
/// Start reading at [dev.errata.desktop.fx.Background] (who works where) and [dev.errata.desktop.fx.Poller] (how facts
/// come up without anybody calling up).
package dev.errata.desktop.fx;
