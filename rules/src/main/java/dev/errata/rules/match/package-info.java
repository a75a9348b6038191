/// Matching: where something may match in a text, what stands at one position, and whether that is decided yet.
///
/// ```
/// text -> Lookout: next position where anything may match -> Probe: which rule does, is it decided -> Captures: groups
///          Scout: known beginnings, all at once               tries, Union, then RegexAutomaton one by one
///          Union: all other expressions at once
/// ```
/// The regular expressions are Errata's own: RE2's language and RE2's choice among matches, run by automata that can be
/// fed one code point at a time and asked, at any moment, whether any continuation could still change the answer.
/// [dev.errata.rules.match.Machine] holds the rules of one region, compiled; [dev.errata.rules.match.RuleCheck] says
/// whether a row is a rule.
///
/// Must not know: lanes, regions, what is sent, where rules are kept.
///
/// Start reading at `Probe`, then `Lookout`; `RegexAutomaton` and `Union` are the two kinds of automata.
package dev.errata.rules.match;
