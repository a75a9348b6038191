package dev.errata.desktop.home;

/// What came of the search for a home.
public sealed interface HomeResult {

    /// The folder to use; it may not exist yet.
    record Found(Home home) implements HomeResult {}

    /// The folder must not be a home.
    ///
    /// @param reason why, and what to do, for people
    record Refused(String reason) implements HomeResult {}
}
