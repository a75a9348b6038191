/// The wires: how model text travels in bytes, and how one string of it is replaced without touching a neighbour.
///
/// One codec per wire, all behind the sealed [dev.errata.proxy.wire.Wire]; framing
/// ([dev.errata.proxy.wire.SseSplitter]) is shared. A codec *locates*: it says which byte range of a frame holds which
/// lane's text. [dev.errata.proxy.wire.JsonSplice] replaces such a range and leaves every other byte as the server sent
/// it; nothing is ever serialised anew. Which path is which wire is one table, [dev.errata.proxy.wire.WirePaths].
///
/// Works on plain byte arrays: it must not know Netty, exchanges or time, and of rules only the names of lane kinds and
/// guards. Start reading at [dev.errata.proxy.wire.Wire], then [dev.errata.proxy.wire.Frame].
package dev.errata.proxy.wire;
