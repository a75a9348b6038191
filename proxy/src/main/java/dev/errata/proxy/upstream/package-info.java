/// Model servers: where they are and how they are reached.
///
/// [dev.errata.proxy.upstream.Upstream] is the value that people set; connections to it live in `proxy.upstream.pool`,
/// looking for servers that answer in `proxy.upstream.probe`. Must not know wires, rules or exchanges. Start reading at
/// [dev.errata.proxy.upstream.Upstream].
package dev.errata.proxy.upstream;
