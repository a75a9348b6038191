package dev.errata.logs.store;

import java.util.List;

/// How the schema of a database stands, as it was looked at without changing a byte.
///
/// @param found what stands at the path
/// @param reason what is wrong with it, for people; empty if nothing is
/// @param version of its schema, 0 if there is none
/// @param latest the version that this Errata brings it to
/// @param steps all scripts, in their order
public record SchemaStatus(Found found, String reason, int version, int latest, List<Step> steps) {
    public SchemaStatus {
        steps = List.copyOf(steps);
    }

    /// What stands at a database's path.
    public enum Found {
        NONE,
        CURRENT,
        OLDER,
        NEWER,
        UNUSABLE
    }

    /// One script.
    ///
    /// @param applied whether it ran on this database
    /// @param appliedAt when, as the database says; empty if it did not
    /// @param wayBack whether there is a script that undoes it
    public record Step(
            int version, String script, boolean applied, String appliedAt, Checksum checksum, boolean wayBack) {}

    /// Whether the script that ran is the one that this Errata holds.
    public enum Checksum {
        SAME,
        CHANGED,
        NOT_APPLIED
    }
}
