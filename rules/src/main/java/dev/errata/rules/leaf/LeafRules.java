package dev.errata.rules.leaf;

import dev.errata.rules.Rule.Policy;
import dev.errata.rules.leaf.Spot.Use;
import dev.errata.rules.stream.LaneKind;
import dev.errata.rules.stream.LaneRewriter;
import dev.errata.rules.stream.RuleProgram.Selection;
import java.util.Optional;

/// Which rules apply to a string.
///
/// @param rules of the exchange
/// @param kind what kind of text the strings hold
record LeafRules(Selection rules, LaneKind kind) {

    /// Whether any rule may be asked.
    boolean concerned(Use use) {
        return switch (use) {
            case KEPT -> false;
            case TEXT, PATCH, FIXED -> true;
        };
    }

    /// Whether the file's name has to be known first.
    boolean needsFile(Spot spot) {
        return spot.needsFile() || (kind == LaneKind.TOOL_ARGS && rules.bindsLanguages());
    }

    /// A string's own rewriter, empty if it cannot change.
    Optional<LaneRewriter> lane(Use use, String language) {
        return switch (use) {
            case KEPT -> Optional.empty();
            case PATCH -> Optional.of(rules.patchLane(language));
            case TEXT -> Optional.of(rules.lane(kind, language));
            case FIXED -> rules.optedInto(Policy.JSON).map(opted -> opted.lane(kind, language));
        };
    }
}
