package dev.errata.desktop.preferences;

/// What is said below a setting after it was changed, or was not.
///
/// @param text empty for nothing to say
/// @param good whether the wish was met
record Answer(String text, boolean good) {
    static final Answer NONE = new Answer("", true);

    static Answer good(String text) {
        return new Answer(text, true);
    }

    static Answer bad(String text) {
        return new Answer(text, false);
    }
}
