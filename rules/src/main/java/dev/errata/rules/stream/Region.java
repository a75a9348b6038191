package dev.errata.rules.stream;

import dev.errata.rules.Scope;

/// A stretch of a lane in which the same rules apply.
sealed interface Region {

    /// A region that rules can be confined to.
    ///
    /// @param language canonical, empty if unknown or if the scope has none
    record Scoped(Scope scope, String language) implements Region {}

    /// A fence's line, with its marker, info string and line end: no match may touch it.
    record Fence() implements Region {}

    Region PROSE = new Scoped(Scope.PROSE, "");
    Region FENCE = new Fence();
}
