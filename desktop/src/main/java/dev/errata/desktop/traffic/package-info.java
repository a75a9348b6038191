/// The Traffic screen: the exchanges as they happen, and of each what the model said beside what the client got.
///
/// Must not know the wires, Netty, or how a rule matches: it shows snapshots of [dev.errata.proxy.exchange.Exchanges].
///
/// Start reading at [dev.errata.desktop.traffic.TrafficViewModel], then [dev.errata.desktop.traffic.AnswerText] (how
/// spans of the raw text become marks in both texts).
package dev.errata.desktop.traffic;
