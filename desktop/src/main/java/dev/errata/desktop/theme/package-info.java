/// Light and dark, type and space: AtlantaFX Primer plus one style sheet of our own that uses looked-up colours alone.
///
/// Must not know any screen. A screen names style classes; what they look like stands in `errata.css`.
///
/// Start reading at [dev.errata.desktop.theme.Theme], then `errata.css` beside it in the resources.
package dev.errata.desktop.theme;
