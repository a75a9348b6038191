/// Where `errata` begins, and the one place where the objects of all floors meet.
///
/// [dev.errata.desktop.Composition] opens a home and wires what a command or the window needs, with plain `new`; nobody
/// else
/// knows how the parts are put together, and no other package may know this one. [dev.errata.desktop.Main] gives it the
/// process: streams, environment, the end.
///
/// Start reading at [dev.errata.desktop.Composition].
package dev.errata.desktop;
