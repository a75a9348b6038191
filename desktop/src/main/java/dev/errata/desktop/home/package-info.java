/// The home folder: where it is, who owns it, and the secrets it keeps.
///
/// One process owns a home at a time and says so in its lock file; everybody else either reads, or asks the owner
/// through
/// its API. The folder and its tokens are for the user alone. Must not know what the files in it mean, JavaFX, or the
/// command line.
///
/// Start reading at [dev.errata.desktop.home.Home].
package dev.errata.desktop.home;
