/// Joins a wire and the rules for one exchange: bytes of the answer in, bytes for the client out.
///
/// [dev.errata.proxy.rewrite.StreamBody] keeps the queue of events that are not decided yet and gives the meaning
/// "untouched is untouched" (design 2.4); [dev.errata.proxy.rewrite.WholeBody] collects a document. Each lane has its
/// own [dev.errata.rules.stream.LaneRewriter]; what was sent, and why it differs, goes to the exchange.
///
/// Must not know Netty, sockets or the journal: bytes are plain arrays and nothing here waits or schedules. Confined to
/// the exchange's event loop. Start reading at [dev.errata.proxy.rewrite.StreamBody].
package dev.errata.proxy.rewrite;
