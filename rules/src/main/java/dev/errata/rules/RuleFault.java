package dev.errata.rules;

import dev.errata.logs.problem.RuleProblem;

/// Why a row is not a rule.
///
/// @param field the column
/// @param position UTF-16 position in that column's text, or -1
/// @param message what is wrong and what would be right, for people
public record RuleFault(String field, int position, String message) {

    /// Which kind of problem it is.
    public RuleProblem problem() {
        return switch (field) {
            case "pattern" -> RuleProblem.PATTERN_INVALID;
            case "replacement" -> RuleProblem.REPLACEMENT_INVALID;
            case "tests" -> RuleProblem.TEST_FAILED;
            default -> RuleProblem.COLUMN_INVALID;
        };
    }
}
