/// Sessions, tokens and budgets: what a client's conversation took, and how much it may.
///
/// A [dev.errata.rules.session.Turn] is what one exchange adds. The [dev.errata.rules.session.SessionBook] keeps the
/// sessions and the tokens of each exchange; [dev.errata.rules.session.Budgets] holds today's sums in memory, so that
/// an event loop can ask it before a request is sent on. Tokens are the model server's own where it tells them, else an
/// estimate that is called one ([dev.errata.rules.session.TokenEstimate]).
///
/// Must not know SQL (`rules.store` has it), HTTP or the window. Start reading at
/// [dev.errata.rules.session.SessionBook].
package dev.errata.rules.session;
