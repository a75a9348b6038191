/// The state of Errata in one line, and its levers: the correction switch, the listener, the model server. The status
/// bar shows it; the Settings screen uses the same levers.
///
/// Must not know a screen: an item that leads to one names it.
///
/// Start reading at [dev.errata.desktop.status.StatusViewModel].
package dev.errata.desktop.status;
