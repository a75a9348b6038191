/// Reads the forms that models and agents write patches in, and finds the place of each hunk in a base.
///
/// ```
/// Text      --> TextReader --> one grammar for each form --\
/// ToolCalls --> ToolReader (the tool table) ----------------> Edit --> Bench --> Patch, or what is wrong
/// ```
///
/// A grammar knows no base and places nothing; the bench knows no form. What is guessed is said, and what cannot be
/// placed exactly makes the whole submission unplaced: nothing is ever half read. Knows the words of `rules.patch`, its
/// differences and the tool table, and no disk.
///
/// Start reading at [dev.errata.rules.patch.parse.PatchReader].
package dev.errata.rules.patch.parse;
