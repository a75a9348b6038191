package dev.errata.rules.patch.approve;

import dev.errata.rules.patch.Proposal.Choice;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One thing that a person did to an open proposal, and can take back.
///
/// **Thread:** immutable.
public sealed interface Step {

    /// Hunks were decided on.
    record Chosen(Set<Integer> hunks, Choice choice) implements Step {
        public Chosen {
            hunks = Set.copyOf(hunks);
        }

        /// Their numbers in order.
        public Set<Integer> ordered() {
            return new TreeSet<>(hunks);
        }
    }

    /// A hunk got another new side.
    ///
    /// @param lines with what ends them
    record Edited(int hunk, List<String> lines) implements Step {
        public Edited {
            lines = List.copyOf(lines);
        }
    }
}
