/// Who a client is, what it may do at the port, how much of it, and how much is kept of what it does.
///
/// Plain data and arithmetic: the floor above fills a [dev.errata.proxy.client.PortPolicy] from its settings and hands
/// it over as a whole; `downstream` asks it once per request. Must not know Netty, files, settings or the journal.
///
/// Start reading at [dev.errata.proxy.client.PortPolicy].
package dev.errata.proxy.client;
