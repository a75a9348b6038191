/// The help: Markdown topics in the resources, for the window and for `errata help TOPIC`.
///
/// What the code knows is not written down twice: a line in a topic that is one of `{{settings}}`, `{{limits}}`,
/// `{{errors}}`, `{{protections}}` or `{{topics}}` is replaced by a table made from the code. Code blocks that begin
/// with `sh tested` are run by a test. Must not know JavaFX or the command line; each shows the Markdown in its own
/// way.
///
/// Start reading at [dev.errata.desktop.help.Topics].
package dev.errata.desktop.help;
