package dev.errata.rules;

/// What a rule must do to a text, kept beside the rule.
///
/// @param input a text as a model might say it
/// @param expected what the rule alone, enforced, makes of it; the input itself where it must not touch it
public record RuleTest(String input, String expected) {}
