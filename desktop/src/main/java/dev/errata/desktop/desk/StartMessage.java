package dev.errata.desktop.desk;

import dev.errata.logs.problem.Problem;
import org.jspecify.annotations.Nullable;

/// Something a person should know about how Errata started, for the message bar or standard error.
///
/// @param weight how much it matters
/// @param text what happened, what is safe, what to do
/// @param code what it is about, for instance `database.set_aside`: a later one of the same takes its place
/// @param problem its kind; null where nothing is wrong
public record StartMessage(
        Weight weight, String text, String code, @Nullable Problem problem) {

    public StartMessage(Weight weight, String text, String code) {
        this(weight, text, code, null);
    }

    /// The code that can be quoted, as `ERR-HOME-004`; where nothing is wrong, what it is about.
    public String quoted() {
        return problem == null ? code : problem.code();
    }

    /// The text, with the problem's code behind it.
    public String said() {
        return problem == null ? text : problem.said(text);
    }

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
