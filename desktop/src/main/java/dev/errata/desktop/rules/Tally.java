package dev.errata.desktop.rules;

import dev.errata.rules.RuleSet;

/// How many rows became rules, and what became of the behaviour patches.
///
/// @param rules rows in force
/// @param rejected rows that are not rules
/// @param patches behaviour patches that were loaded
/// @param patchesRejected behaviour patches that were not
record Tally(int rules, int rejected, int patches, int patchesRejected) {
    static final Tally NONE = new Tally(0, 0, 0, 0);

    static Tally of(RuleSet set) {
        long patchFaults = set.rejected().stream()
                .filter(row -> row.table().equals("behavior_patches"))
                .count();
        return new Tally(
                set.rules().size(),
                set.rejected().size() - (int) patchFaults,
                set.patches().size(),
                (int) patchFaults);
    }
}
