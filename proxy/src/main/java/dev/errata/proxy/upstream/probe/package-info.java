/// Finds model servers on this machine and watches the one in use.
///
/// Asks with GET alone, and only what every server answers from memory: a probe never makes a server load a model, and
/// never spends a token. It knows addresses and answers; it must not know listeners, exchanges or Netty.
///
/// Start reading at [dev.errata.proxy.upstream.probe.ModelServers] (who is there?) and
/// [dev.errata.proxy.upstream.probe.UpstreamHealth] (is mine still there?).
package dev.errata.proxy.upstream.probe;
