package dev.errata.rules.stream;

import dev.errata.rules.match.RuleCheck;
import java.util.List;

/// What a rule may cost, for people.
///
/// @param name what is limited
/// @param value the limit
/// @param beyond what happens beyond it
public record RuleLimit(String name, String value, String beyond) {

    private static final String FAILED =
            "The rule has failed: by its `on_error` the rest of the text passes unchanged, or the answer ends with an"
                    + " error.";

    /// All limits of rules.
    public static List<RuleLimit> all() {
        return List.of(
                new RuleLimit(
                        "A regex rule's longest match (`window`)",
                        RuleCheck.DEFAULT_WINDOW + " characters, at most " + RuleCheck.MAX_WINDOW,
                        "A way to match that is longer does not count."),
                new RuleLimit("One replacement", ScanningLane.MAX_REPLACEMENT + " characters", FAILED),
                new RuleLimit("Replacements in one text", Integer.toString(ScanningLane.MAX_REPLACEMENTS), FAILED),
                new RuleLimit(
                        "What all replacements add to one text", ScanningLane.MAX_GROWTH + " characters", FAILED));
    }
}
