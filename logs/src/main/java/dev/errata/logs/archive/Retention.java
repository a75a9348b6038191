package dev.errata.logs.archive;

/// How long the journal's segments stay as they are, and how long they are kept at all.
///
/// **Units:** UTC days since the day in a segment's name; 0 means for ever.
///
/// @param archiveAfterDays from then on a sealed segment is packed
/// @param removeAfterDays from then on a packed segment is deleted; at least as many as `archiveAfterDays` to be of use
public record Retention(int archiveAfterDays, int removeAfterDays) {
    /// Everything stays as it is.
    public static final Retention FOR_EVER = new Retention(0, 0);

    public Retention {
        if (archiveAfterDays < 0 || removeAfterDays < 0) {
            throw new IllegalArgumentException("retention of " + archiveAfterDays + " and " + removeAfterDays);
        }
    }
}
