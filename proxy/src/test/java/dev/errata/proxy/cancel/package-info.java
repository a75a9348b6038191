/// The table of cancels: every wire, streamed and whole, in every phase of an exchange, with every way that a client
/// can leave, and when the model server's own socket has seen it.
///
/// Start reading at [dev.errata.proxy.cancel.CancelTableTest]; a further wire is a row of
/// [dev.errata.proxy.cancel.SpokenWire].
@org.jspecify.annotations.NullMarked
package dev.errata.proxy.cancel;
