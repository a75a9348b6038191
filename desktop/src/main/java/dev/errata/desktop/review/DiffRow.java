package dev.errata.desktop.review;

import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Proposal;
import org.jspecify.annotations.Nullable;

/// A row of a diff, before it is known whether its sides stand beside or below each other.
sealed interface DiffRow {

    /// A line that stays.
    ///
    /// @param hunk the hunk whose context it is; 0 for none
    record Same(int hunk, int before, int after, Drawn text) implements DiffRow {}

    /// A line that goes, one that comes, or one that takes the place of another.
    ///
    /// @param before its number in the file before; 0 for a further part of a long line
    record Changed(
            int hunk,
            int before,
            @Nullable Drawn old,
            int after,
            @Nullable Drawn now) implements DiffRow {}

    /// Lines that stay and are not shown.
    ///
    /// @param id names it within its file
    /// @param section the function or class that what follows is in; empty if unknown
    record Fold(int id, int lines, String section) implements DiffRow {}

    /// The head of a hunk: what it is, what was found, what is decided.
    record Head(int hunk) implements DiffRow {}

    /// What the checks found, in words.
    record Told(int hunk, Finding finding) implements DiffRow {}

    /// What somebody wrote.
    record Said(int hunk, Proposal.Comment comment) implements DiffRow {}
}
