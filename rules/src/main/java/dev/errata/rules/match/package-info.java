/// Matching: what stands at one position of a text, and whether that is decided yet.
///
/// The regular expressions are Errata's own: RE2's language and RE2's choice among matches, run by an automaton that
/// can be fed one code point at a time and asked, at any moment, whether any continuation could still change its
/// answer. Literals and words share a trie. [dev.errata.rules.match.Machine] holds the rules of one region, compiled;
/// [dev.errata.rules.match.Probe] asks it about one position; [dev.errata.rules.match.RuleCheck] says whether a row is
/// a rule.
///
/// Must not know: lanes, regions, what is sent, where rules are kept.
///
/// Start reading at `Probe`, then `Regex` and `RegexState`.
package dev.errata.rules.match;
