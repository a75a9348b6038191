package dev.errata.rules.store.patch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of `patch_proposals`. Its state is in the patch ledger.
///
/// **Thread:** immutable.
///
/// @param version rises with each change of the row
public record ProposalRow(String id, long version, Came came, Place place, Course course) {

    /// What never changes.
    ///
    /// @param source hex SHA-256 of what was proposed, as it came
    public record Came(
            String title,
            String operator,
            String channel,
            String client,
            @Nullable String exchange,
            boolean held,
            String source,
            @Nullable String retryOf,
            Instant at) {}

    /// Where it stands.
    ///
    /// @param workspace null while unbound; so are the others
    /// @param baseTree hex SHA-256 of the base version's tree
    /// @param patch name of the located patch in the blob store; null if it could not be placed
    /// @param digest of its hunks as they are now
    /// @param verdict hex SHA-256 of the verdict; null until it is judged
    public record Place(
            @Nullable String workspace,
            @Nullable String baseVersion,
            @Nullable String baseTree,
            String format,
            @Nullable String patch,
            @Nullable String digest,
            @Nullable String verdict) {

        /// The same, judged.
        public Place judged(String digest, String verdict) {
            return new Place(workspace, baseVersion, baseTree, format, patch, digest, verdict);
        }
    }

    /// What people did to it and what is to be told of it, as JSON.
    public record Course(String problems, String steps, String undone, String comments) {
        /// The same with other steps.
        public Course with(String done, String takenBack) {
            return new Course(problems, done, takenBack, comments);
        }

        /// The same with other comments.
        public Course commented(String all) {
            return new Course(problems, steps, undone, all);
        }

        /// The same with other problems.
        public Course told(String all) {
            return new Course(all, steps, undone, comments);
        }
    }

    /// The same in another place.
    public ProposalRow at(Place other) {
        return new ProposalRow(id, version, came, other, course);
    }

    /// The same after something was done to it.
    public ProposalRow on(Course other) {
        return new ProposalRow(id, version, came, place, other);
    }
}
