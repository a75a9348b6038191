/// The one place where the kind of input and output is chosen: how many event loops there are and what they wait with.
///
/// Both legs of an exchange take their channels from here. [dev.errata.proxy.transport.Transport] tries the kinds in
/// order, with a real connection on each, and takes the first that works; [dev.errata.proxy.transport.Sockets] knows
/// what each kind is made of. Must not know HTTP. Start reading at [dev.errata.proxy.transport.Transport].
package dev.errata.proxy.transport;
