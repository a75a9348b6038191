/// Finds what changed from one state of files to another, and writes patches down.
///
/// ```
/// FileSource, FileSource --> Differences --> Patch
/// Patch, chosen hunks    --> UnifiedDiff --> text that `git apply` takes
/// lines, lines           --> LineDiff    --> LineEdit --> Hunks --> hunks with context
/// ```
///
/// Knows the words of `rules.patch` and JGit's diff algorithms, and no disk.
///
/// Start reading at [dev.errata.rules.patch.diff.Differences].
package dev.errata.rules.patch.diff;
