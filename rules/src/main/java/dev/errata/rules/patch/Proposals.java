package dev.errata.rules.patch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an agent may do: propose, look, wait, and ask to write what is approved already.
///
/// **Thread:** any that may wait: not an event loop, not the FX thread. **Errors:**
/// [dev.errata.logs.store.StoreException] where the home cannot be used.
public interface Proposals {

    /// Takes a submission: reads it, places it in its workspace, judges it, and asks a person.
    SubmitResult propose(Submission submission);

    /// A proposal as it stands.
    Optional<Proposal> proposal(String id);

    /// Proposals, oldest first.
    List<Proposal> list(Filter filter);

    /// Waits until something happened to a proposal since a version of it, or for so long; then as it stands.
    Optional<Proposal> await(String id, long version, Duration atMost) throws InterruptedException;

    /// Writes the approved hunks: runs the gates on a copy, then writes all or nothing.
    ApplyResult apply(String id, Actor actor);

    /// Which proposals are meant.
    ///
    /// @param states of M6; empty for any
    /// @param workspace id; empty for any
    /// @param after id of the last one of the page before; empty for the first page
    record Filter(List<String> states, String workspace, String after, int limit) {
        public Filter {
            states = List.copyOf(states);
            if (limit < 1 || limit > 1_000) {
                throw new IllegalArgumentException("not a limit: " + limit);
            }
        }

        /// Those that wait for a person.
        public static Filter open() {
            return new Filter(List.of("created", "validated"), "", "", 1_000);
        }
    }
}
