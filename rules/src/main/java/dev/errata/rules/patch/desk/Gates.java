package dev.errata.rules.patch.desk;

import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.GateOutcome;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The commands that have to pass on a copy of a result before it is written.
///
/// **Thread:** any that may wait for as long as the commands take.
public interface Gates {
    /// No commands: everything passes.
    Gates NONE = new Gates() {
        @Override
        public List<GateOutcome> run(Proposal proposal, FileSource result, BooleanSupplier cancelled) {
            return List.of();
        }

        @Override
        public List<GateOutcome> of(String proposal) {
            return List.of();
        }
    };

    /// Runs all that the proposal's workspace has. None is no objection.
    ///
    /// @param result the whole workspace as it would be
    /// @param cancelled whether nobody wants to know any more: what runs is ended then, and has not passed
    List<GateOutcome> run(Proposal proposal, FileSource result, BooleanSupplier cancelled);

    /// How the gates of a proposal stand, those of its last run; of one that runs, what it has said so far.
    List<GateOutcome> of(String proposal);
}
