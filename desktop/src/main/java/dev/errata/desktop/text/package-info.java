/// The text control, wrapped once: styled text with marks, read-only or editable, and two of them side by side. The
/// only package that knows RichTextFX.
///
/// Must not know what a rule or an exchange is: a mark is a place, a style class and a sentence about it.
///
/// Start reading at [dev.errata.desktop.text.MarkedText].
package dev.errata.desktop.text;
