package dev.errata.rules.text;

import dev.errata.rules.Rule;
import org.jspecify.annotations.Nullable;

/// One match of a rule: where, what stood there and what stands there now.
///
/// @param after null for a detect-only rule
/// @param confidence 1 for literal, word and regex rules
public record Rewrite(
        Rule rule, Span span, String before, @Nullable String after, double confidence) {}
