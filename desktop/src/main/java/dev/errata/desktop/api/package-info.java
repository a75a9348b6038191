/// The owner's API under `/errata/api/v1/`: what it does, and the client that asks a running owner for it.
///
/// Each resource is one small [dev.errata.proxy.control.OwnerRoutes]; a command that finds no owner puts the same
/// routes
/// over a home it opened itself, so that a command's answer does not depend on who did the work. The proxy has checked
/// token, method and JSON before a request comes here. Must not know HTTP (but for the client), JavaFX or picocli.
///
/// Start reading at [dev.errata.desktop.api.Routing].
package dev.errata.desktop.api;
