package dev.errata.rules.patch.approve;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.WorkspacePath;

/// Tells whether two texts are the same program, for policies that let only comments and white space change.
///
/// **Thread:** any that may work for a second.
@FunctionalInterface
public interface Trees {
    /// Knows no language: nothing is the same.
    Trees NONE = (path, before, after) -> false;

    /// Whether both are valid and their syntax trees are equal apart from comments and white space. Never so for a
    /// language that has no grammar here.
    boolean same(WorkspacePath path, FileImage before, FileImage after);
}
