package dev.errata.rules.patch;

import java.util.List;

/// What a submission says, read against a base.
public sealed interface Reading {

    /// Every hunk has its place.
    ///
    /// @param format the form it was written in, for instance `unified-diff`
    /// @param repairs what was put right on the way, for people
    record Located(Patch patch, String format, List<String> repairs) implements Reading {
        public Located {
            repairs = List.copyOf(repairs);
        }
    }

    /// It is a patch, but not one of this base: some hunk stands nowhere, or in several places.
    ///
    /// @param problems each with the file, the hunk, the reason and the nearest candidate, for people
    record Unplaced(String format, List<String> problems) implements Reading {
        public Unplaced {
            problems = List.copyOf(problems);
        }
    }

    /// There is no patch in it, or it is broken off or mixed up so that nobody can say what it means.
    ///
    /// @param problems what was found instead, for people
    record NoPatch(String reason, List<String> problems) implements Reading {
        public NoPatch {
            problems = List.copyOf(problems);
        }
    }
}
