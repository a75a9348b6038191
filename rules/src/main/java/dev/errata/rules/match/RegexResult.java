package dev.errata.rules.match;

/// What came of a text: an automaton, or why it is none.
sealed interface RegexResult permits Regex, RegexFault {}
