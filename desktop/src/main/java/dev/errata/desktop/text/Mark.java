package dev.errata.desktop.text;

/// A marked place in a text.
///
/// **Units:** UTF-16 units of the shown text, half-open.
///
/// @param style style class, one of the constants here
/// @param about what is to be said about it; empty for nothing
/// @param subject id of what it is due to, for whoever made the mark; 0 for none
public record Mark(int start, int end, String style, String about, long subject) {
    /// Text that a rule put there.
    public static final String REWRITTEN = "mark-rewritten";
    /// Text that a rule took away, shown in the raw text.
    public static final String REPLACED = "mark-replaced";
    /// Text that a shadow or detect-only rule matched.
    public static final String OBSERVED = "mark-observed";
    /// Text that is at fault.
    public static final String FAULT = "mark-fault";
    /// Words of a line that come with a change, and that go with it.
    public static final String WORD_ADDED = "mark-word-added";
    public static final String WORD_REMOVED = "mark-word-removed";
    /// What stands for a character that nobody would see.
    public static final String HIDDEN = "mark-hidden";
    /// A line between two texts, not part of either.
    public static final String DIVIDER = "mark-divider";

    public Mark {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no mark: " + start + " to " + end);
        }
    }

    boolean covers(int position) {
        return position >= start && position < end;
    }
}
