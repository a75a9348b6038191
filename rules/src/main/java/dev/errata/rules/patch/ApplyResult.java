package dev.errata.rules.patch;

import java.util.List;

/// What became of the wish to write approved hunks.
public sealed interface ApplyResult {

    /// They are written and recorded.
    ///
    /// @param version the workspace's new head
    record Applied(Proposal proposal, String version) implements ApplyResult {}

    /// Nothing is approved, or what was is used up, expired or for something else.
    record NotApproved(Proposal proposal, String reason) implements ApplyResult {}

    /// A touched file is not what it was when this was approved. Nothing was written.
    ///
    /// @param conflicts hunks that stand nowhere any more
    record Stale(Proposal proposal, List<Conflict> conflicts) implements ApplyResult {
        public Stale {
            conflicts = List.copyOf(conflicts);
        }
    }

    /// A gate did not pass on the copy. Nothing was written.
    record Blocked(Proposal proposal, String reason) implements ApplyResult {}

    /// Writing failed, and what had been written was put back.
    record Failed(Proposal proposal, String reason) implements ApplyResult {}

    /// There is no such proposal.
    record Missing(String id) implements ApplyResult {}
}
