/// What can go wrong, as words: one sealed family with stable codes, so that a command, the API, the window, a client's
/// error and the journal say the same of the same thing, and the help's table is made of it.
///
/// ```
/// Problem <-- ApiProblem    ERR-API-...      asked of /errata/ and refused
///         <-- ProxyProblem  ERR-PROXY-...    a client's request or a model server's answer
///         <-- HomeProblem   ERR-HOME-...     folder, database, journal
///         <-- RuleProblem   ERR-RULE-...     a rule that cannot be used, or that failed
/// ```
///
/// Start with [dev.errata.logs.problem.Problem]. What happened *this time* is the message of whoever found it; here is
/// only what is always true of its kind. A code is a promise: constants are added, never renumbered.
@NullMarked
package dev.errata.logs.problem;

import org.jspecify.annotations.NullMarked;
