package dev.errata.rules.trial;

import dev.errata.rules.text.Rewrite;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a candidate rule set would have done to the kept exchanges.
///
/// @param replayed exchanges that were tried
/// @param changed how many of them it would have changed
/// @param detected exchanges in which a rule without a replacement found something
/// @param changes the changed ones, newest first, as far as they are listed
/// @param unreadable kept files that are no raw text any more
/// @param lanesLeftOut lanes of a form that cannot be replayed
/// @param failures rules that went beyond a limit, for people
public record ReplayReport(
        int replayed,
        int changed,
        int detected,
        List<Change> changes,
        int unreadable,
        int lanesLeftOut,
        List<String> failures) {
    public ReplayReport {
        changes = List.copyOf(changes);
        failures = List.copyOf(failures);
    }

    /// An exchange that would have been changed.
    ///
    /// @param model null if nobody named one
    public record Change(String exchange, Instant at, @Nullable String model, List<Edit> edits) {
        public Change {
            edits = List.copyOf(edits);
        }
    }

    /// One rewrite.
    ///
    /// @param lane for instance `0/text`
    public record Edit(String lane, Rewrite rewrite) {}
}
