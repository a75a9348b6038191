package dev.errata.desktop.desk;

/// Something a person should know about how Errata started, for the message bar or standard error.
///
/// @param weight how much it matters
/// @param text what happened, what is safe, what to do
/// @param code a short code that can be quoted, for instance `database.set_aside`
public record StartMessage(Weight weight, String text, String code) {

    /// How much a message matters.
    public enum Weight {
        /// Worth knowing; everything works.
        NOTE,
        /// Something is not as it was; Errata serves.
        WARNING,
        /// Something does not work until a person acts.
        FAULT
    }
}
