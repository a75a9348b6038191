package dev.errata.rules.match;

/// Why a text is not a regular expression, or not a replacement for one.
///
/// **Units:** position in UTF-16 units.
///
/// @param message what is wrong and what to write instead
public record RegexFault(int position, String message) implements RegexResult {}
