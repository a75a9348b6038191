/// The load generator: what Errata costs, measured from outside, side by side with a direct connection.
///
/// [dev.errata.proxy.load.Load] starts a scripted model server ([dev.errata.proxy.load.TokenServer]) and the packaged
/// application, each in a process of its own, and asks both over plain sockets. Every token carries the moment at which
/// it was written, by the one clock that all processes of a machine share, so latency is measured token by token.
///
/// Nothing here uses Netty or Errata's own code, so that a fault there cannot hide itself. Start reading at
/// [dev.errata.proxy.load.Load]; `mvn -q -Pload test -pl proxy -am` runs it, `mvn package` comes first.
package dev.errata.proxy.load;
