/// The Settings screen: the port, the model server, the looks, and every other key of `errata.toml`, each changed in
/// place and each answered in place.
///
/// Must not know how a setting is stored: it asks the desk.
///
/// Start reading at [dev.errata.desktop.preferences.PreferencesViewModel].
package dev.errata.desktop.preferences;
