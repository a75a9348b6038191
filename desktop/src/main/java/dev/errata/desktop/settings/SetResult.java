package dev.errata.desktop.settings;

/// What came of the wish to change a setting.
public sealed interface SetResult {

    /// It is kept in the file.
    ///
    /// @param value the value in its canonical form
    /// @param live whether it is in force now; otherwise after a restart
    record Changed(String value, boolean live) implements SetResult {}

    /// Nothing was changed.
    ///
    /// @param reason what is wrong and what would be right, for people
    record Refused(String reason) implements SetResult {}
}
