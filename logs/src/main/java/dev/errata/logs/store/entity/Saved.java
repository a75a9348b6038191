package dev.errata.logs.store.entity;

/// What came of the wish to change a row or to delete it.
public sealed interface Saved {

    /// It is changed, or gone.
    ///
    /// @param version the row's new one, or its last
    record Done(long version) implements Saved {}

    /// Somebody else changed it since it was read; nothing was changed. Read it again and decide again.
    ///
    /// @param version the row's version now
    record Outdated(long version) implements Saved {}

    /// There is no such row.
    record Missing() implements Saved {}
}
