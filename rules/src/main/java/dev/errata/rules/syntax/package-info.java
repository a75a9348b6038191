/// Syntax trees of source files, read by tree-sitter's parsers.
///
/// The parsers are native libraries. The build unpacks them from their jars into this package's resources, and they are
/// spoken to by foreign functions alone: the jars all hold one package, `org.treesitter`, which a module path forbids,
/// and reading a tree node by node through their own classes takes twenty times as long.
///
/// Where a platform has no library, there is no tree, and whoever asked says "not checked"; it is never an error. This
/// package knows text and trees, and nothing of patches or of what code means.
///
/// Start reading at [dev.errata.rules.syntax.Grammars].
package dev.errata.rules.syntax;
