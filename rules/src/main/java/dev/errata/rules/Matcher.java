package dev.errata.rules;

/// What a rule looks for.
public sealed interface Matcher {

    /// The pattern as the user wrote it.
    String pattern();

    boolean caseSensitive();

    /// The text itself, anywhere.
    record Literal(String pattern, boolean caseSensitive) implements Matcher {}

    /// The text with no letter, digit, mark or `_` right before or after it, asked only at an edge that has such a
    /// character.
    record Word(String pattern, boolean caseSensitive) implements Matcher {}

    /// A regular expression in RE2's language, leftmost-first.
    record Regex(String pattern, boolean caseSensitive) implements Matcher {}
}
