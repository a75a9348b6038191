/// The proxy as the floor above sees it: one listener, one upstream, and snapshots of what passes between them.
///
/// [dev.errata.proxy.ProxyServer] is the promise, [dev.errata.proxy.NettyProxyServer] keeps it. Everything else of this
/// module is below: clients in `downstream`, model servers in `upstream`, bytes in `wire`, the joining with rules in
/// `rewrite`, the memory in `exchange`, Errata's own pages in `control`.
///
/// Must not know JavaFX, the workspace on disk, or how to approve. Start reading at [dev.errata.proxy.ProxyServer].
package dev.errata.proxy;
