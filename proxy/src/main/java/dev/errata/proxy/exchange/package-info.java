/// One request's life as it is remembered: what was asked, what came, what was changed, how it ended.
///
/// [dev.errata.proxy.exchange.Exchange] is written by one event loop and read by anybody: it publishes through atomics
/// and never waits. [dev.errata.proxy.exchange.ExchangeRing] keeps the last 1,000 with bounded texts. What the journal
/// gets comes from here too, so that the screen and the proof cannot differ.
///
/// Must not know Netty, HTTP headers or how bytes are framed. Start reading at [dev.errata.proxy.exchange.Exchanges]
/// from outside, at [dev.errata.proxy.exchange.Exchange] from inside.
package dev.errata.proxy.exchange;
