package dev.errata.rules.patch;

import java.util.List;

/// What became of a submission.
public sealed interface SubmitResult {

    /// It is a proposal now, and waits for a person or a workspace.
    record Taken(Proposal proposal) implements SubmitResult {}

    /// It is kept, in quarantine, and why.
    record Refused(Proposal proposal, String reason) implements SubmitResult {}

    /// The same was proposed before for the same base: that proposal.
    record Known(Proposal proposal) implements SubmitResult {}

    /// There is no patch in it; nothing is kept.
    ///
    /// @param problems what was found instead, for people
    record NoPatch(String reason, List<String> problems) implements SubmitResult {
        public NoPatch {
            problems = List.copyOf(problems);
        }
    }

    /// It names a workspace that is not known; nothing is kept.
    record NoWorkspace(String reason) implements SubmitResult {}
}
