/// Judges the code that a patch would leave: is it valid, what can it do that the base could not, what does it import,
/// hide or take away.
///
/// ```
/// text --> rules.syntax --> tree --> Meanings (what names mean) --> Uses --> difference to the base --> Finding
/// ```
///
/// What is known of a language stands in two resources of its name: `.dialect` says which nodes of its grammar are
/// names, calls, strings, ..., `.names` says what names can do. Nothing is run, and nothing is asked over a network.
/// This package knows words of patches and syntax trees; it must not know proposals, workspaces on disk or stores.
///
/// Start reading at [dev.errata.rules.patch.check.PatchEvaluator].
package dev.errata.rules.patch.check;
