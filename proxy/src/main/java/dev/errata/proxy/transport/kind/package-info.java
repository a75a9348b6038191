/// What a person may know and wish about the transport: its kinds, and which one is in use and why.
///
/// Apart from [dev.errata.proxy.transport], so that the floor above can speak of transports without meeting Netty's
/// types. Start reading at [dev.errata.proxy.transport.kind.TransportKind].
package dev.errata.proxy.transport.kind;
