/// What the window and the API may see and do of a running Errata, without knowing how it is put together.
///
/// It stands apart from the desktop's root because the root knows the window (it opens it) and the window knows the
/// desk: in
/// one package that would be a cycle. `Composition` in the root makes the one real [dev.errata.desktop.desk.Desk];
/// tests make
/// their own. Must not know JavaFX, picocli or SQL.
///
/// Start reading at [dev.errata.desktop.desk.Desk].
package dev.errata.desktop.desk;
