package dev.errata.rules;

/// Why a row is not a rule.
///
/// @param field the column
/// @param position UTF-16 position in that column's text, or -1
/// @param message what is wrong and what would be right, for people
public record RuleFault(String field, int position, String message) {}
