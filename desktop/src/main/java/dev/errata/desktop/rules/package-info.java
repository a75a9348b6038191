/// The Rules screen: every row of the table, valid or not, an editor that checks while one types, and a try-it box that
/// runs the proxy's own engine.
///
/// Must not know SQL or how a rule matches: it asks [dev.errata.rules.store.RuleBook] and a trial function.
///
/// Start reading at [dev.errata.desktop.rules.RulesViewModel] (the table), then
/// [dev.errata.desktop.rules.EditorViewModel].
package dev.errata.desktop.rules;
