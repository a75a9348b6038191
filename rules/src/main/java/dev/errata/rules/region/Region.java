package dev.errata.rules.region;

import dev.errata.rules.Scope;

/// A stretch of a lane in which the same rules apply.
public sealed interface Region {

    /// A region that rules can be confined to.
    ///
    /// @param language canonical, empty if unknown or if the scope has none
    record Scoped(Scope scope, String language) implements Region {}

    /// What no match may touch: markers that clients read, fence lines, the old side of an edit.
    record Protected() implements Region {}

    Scoped PROSE = new Scoped(Scope.PROSE, "");
    Region PROTECTED = new Protected();
}
