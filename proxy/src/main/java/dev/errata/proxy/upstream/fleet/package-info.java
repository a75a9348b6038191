/// The model servers in use, each with its circuit breaker, and the choice among them.
///
/// [dev.errata.proxy.upstream.fleet.Fleet] is what changes; an exchange takes one
/// [dev.errata.proxy.upstream.fleet.Choice] of it at its start and keeps to it, so a change in the middle of a request
/// mixes nothing. A server that stays in the table keeps its connections and its breaker. Moves of a breaker are
/// journalled here, as whoever causes one cannot know whether another has seen it.
///
/// Must not know wires, exchanges or clients. Start reading at [dev.errata.proxy.upstream.fleet.Fleet].
package dev.errata.proxy.upstream.fleet;
