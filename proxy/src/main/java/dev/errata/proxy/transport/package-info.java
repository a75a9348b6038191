/// The one place where the kind of input and output is chosen: how many event loops there are and what they wait with.
///
/// Both legs of an exchange take their channels from here, so that a native transport is a change of one class. Start
/// reading at [dev.errata.proxy.transport.Transport]. Must not know HTTP.
package dev.errata.proxy.transport;
