/// The command line: `errata` and its sub-commands, by picocli.
///
/// A command says what it wants in the API's own words and does not care who does it: the running owner of the home,
/// asked
/// over HTTP, or [dev.errata.desktop.cli.House], which opens the home for as long as the command runs. Nothing here
/// ends the
/// process or touches the process's own streams, so that every command runs inside a test. Must not know JavaFX or SQL.
///
/// Start reading at [dev.errata.desktop.cli.Cli].
package dev.errata.desktop.cli;
