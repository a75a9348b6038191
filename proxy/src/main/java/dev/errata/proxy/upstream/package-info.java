/// Model servers: where they are and how they are reached.
///
/// [dev.errata.proxy.upstream.Upstream] is the value that people set, [dev.errata.proxy.upstream.UpstreamTable] several
/// of them by model. Connections to them live in `proxy.upstream.pool`, the choice among them and the breakers in
/// `proxy.upstream.fleet`, looking for servers that answer in `proxy.upstream.probe`. Must not know wires, rules or
/// exchanges. Start reading at [dev.errata.proxy.upstream.Upstream].
package dev.errata.proxy.upstream;
