package dev.errata.rules.region;

/// Where a line stands to the fence that was open before it.
enum Standing {
    /// No fence was open.
    OUTSIDE,
    /// It may be in the fence, or its containers may have ended.
    UNSURE,
    /// It is in the fence, be it as the closing line.
    INSIDE,
    /// A container ended, and the fence with it.
    ENDED
}
