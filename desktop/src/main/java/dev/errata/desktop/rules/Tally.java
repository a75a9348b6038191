package dev.errata.desktop.rules;

import dev.errata.rules.RuleSet;
import dev.errata.rules.RuleSet.RejectedRow;

/// How many rows became rules, and what became of the behaviour patches.
///
/// @param rules rows in force
/// @param rejected rows that are not rules
/// @param patches behaviour patches that were loaded
/// @param patchesRejected behaviour patches that were not
/// @param toolsRejected rows of the tool table that are no tools
record Tally(int rules, int rejected, int patches, int patchesRejected, int toolsRejected) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    static Tally of(RuleSet set) {
        int ruleFaults =
                (int) set.rejected().stream().filter(RejectedRow::isRule).count();
        int patchFaults =
                (int) set.rejected().stream().filter(RejectedRow::isPatch).count();
        return new Tally(
                set.rules().size(),
                ruleFaults,
                set.patches().size(),
                patchFaults,
                set.rejected().size() - ruleFaults - patchFaults);
    }
}
