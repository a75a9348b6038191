package dev.errata.logs.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a check of the chain found.
public sealed interface Verification {

    /// Every record up to the anchor is present and unchanged.
    ///
    /// @param records how many were checked
    /// @param lastSeq the last one
    /// @param at its time
    /// @param notices what the journal recorded about itself on the way and a person should know: torn tails that were
    ///     repaired, times without an anchor
    record Intact(long records, long lastSeq, Instant at, List<String> notices) implements Verification {
        public Intact {
            notices = List.copyOf(notices);
        }

        /// With nothing else to say.
        public Intact(long records, long lastSeq, Instant at) {
            this(records, lastSeq, at, List.of());
        }
    }

    /// There is no journal yet.
    record Empty() implements Verification {}

    /// The records are consistent, but the anchor is missing, so a cut tail or a forged chain cannot be excluded.
    record NoAnchor(long records) implements Verification {}

    /// The first record that is not as it was written.
    ///
    /// @param segment file name
    /// @param line from 1; 0 if a whole file or the end is missing
    /// @param seq the number expected there
    record Broken(String segment, int line, long seq, String reason) implements Verification {}

    /// The check could not be made.
    record Unreadable(String reason, @Nullable String file) implements Verification {}
}
