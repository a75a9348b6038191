/// Connections to model servers, kept and reused per event loop.
///
/// [dev.errata.proxy.upstream.pool.UpstreamPool] hands a [dev.errata.proxy.upstream.pool.UpstreamLink] to a
/// [dev.errata.proxy.upstream.pool.LinkUser] on the user's own event loop, so the two legs of an exchange need no lock
/// between them. A link that saw anything odd is closed, never kept.
///
/// Must not know wires, rules, exchanges or clients. Start reading at [dev.errata.proxy.upstream.pool.UpstreamPool].
package dev.errata.proxy.upstream.pool;
