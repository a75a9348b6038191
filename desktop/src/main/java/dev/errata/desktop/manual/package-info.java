/// The Help screen: the topics of the manual, found by what stands in them, shown as native nodes.
///
/// Must not know where the pages come from; it is given them as Markdown.
///
/// Start reading at [dev.errata.desktop.manual.ManualViewModel], then [dev.errata.desktop.manual.MarkdownNodes].
package dev.errata.desktop.manual;
