package dev.errata.rules.pack;

import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import java.util.List;

/// Rules that belong together, with their tests: what a pack file holds.
///
/// @param name what the rules' `pack` column says
/// @param version of the pack
/// @param description for people: what it is for
public record RulePack(String name, String version, String author, String description, List<Entry> entries) {

    public RulePack {
        entries = List.copyOf(entries);
    }

    /// A rule with its tests.
    ///
    /// @param row not stored yet: its id is 0
    public record Entry(RuleRow row, List<RuleTest> tests) {
        public Entry {
            tests = List.copyOf(tests);
        }
    }
}
