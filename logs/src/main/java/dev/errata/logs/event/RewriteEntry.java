package dev.errata.logs.event;

import org.jspecify.annotations.Nullable;

/// One match of one rule as the journal keeps it.
///
/// **Units:** `start` counts UTF-16 units of the lane's raw text.
///
/// @param lane the lane's name, for instance `0/text`
/// @param rule the rule's id
/// @param ruleType the rule's `type`, for instance `incorrect_fact`
/// @param start where the match begins in the lane's raw text
/// @param before the matched text
/// @param after what replaced it; null for a detect-only rule
/// @param confidence 0 to 1
/// @param shadow whether the rule is in shadow mode: it changed nothing, and `after` is what it would have put there
/// @param withheld stands for both texts where the client's capture level does not keep them; `before` is empty then,
/// and
///     `after` null
public record RewriteEntry(
        String lane,
        long rule,
        String ruleType,
        long start,
        String before,
        @Nullable String after,
        double confidence,
        boolean shadow,
        @Nullable Withheld withheld) {

    /// A match whose texts are told.
    public RewriteEntry(
            String lane,
            long rule,
            String ruleType,
            long start,
            String before,
            @Nullable String after,
            double confidence,
            boolean shadow) {
        this(lane, rule, ruleType, start, before, after, confidence, shadow, null);
    }

    /// A match of a rule that is not in shadow mode.
    public RewriteEntry(
            String lane,
            long rule,
            String ruleType,
            long start,
            String before,
            @Nullable String after,
            double confidence) {
        this(lane, rule, ruleType, start, before, after, confidence, false);
    }

    /// What is told in the place of both texts.
    ///
    /// @param beforeLength of the matched text
    /// @param afterLength of what replaced it, -1 if nothing did
    /// @param beforeSha256 hex SHA-256 of the matched text as UTF-8, empty if that is not told either
    /// @param afterSha256 of what replaced it, empty likewise
    public record Withheld(int beforeLength, int afterLength, String beforeSha256, String afterSha256) {}
}
