/// Turns what rules did to a text into marks in the raw text and in the corrected one; Traffic and the try-it box share
/// it.
///
/// Must not know a screen or a control.
///
/// Start reading at [dev.errata.desktop.marks.RewriteMarks].
package dev.errata.desktop.marks;
