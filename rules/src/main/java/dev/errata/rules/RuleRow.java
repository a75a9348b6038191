package dev.errata.rules;

import org.jspecify.annotations.Nullable;

/// A row of `correction_patterns` as it stands in the table, valid or not. The texts are the contract's column values.
///
/// @param id 0 for a row that is not stored yet
/// @param match `literal`, `word` or `regex`
/// @param scope comma separated
/// @param mode `shadow`, `enforce` or `off`
public record RuleRow(
        long id,
        String pattern,
        String type,
        @Nullable Double confidenceThreshold,
        @Nullable String replacement,
        @Nullable String match,
        @Nullable Boolean caseSensitive,
        @Nullable String scope,
        @Nullable String language,
        @Nullable String model,
        @Nullable String client,
        @Nullable String mode,
        @Nullable Integer priority,
        @Nullable Integer window,
        @Nullable String onError,
        @Nullable String policy,
        @Nullable String pack,
        @Nullable String author,
        @Nullable String version,
        @Nullable String note,
        @Nullable String createdAt,
        @Nullable String updatedAt) {}
