/// What goes wrong at either side, one case each, and what comes of it.
///
/// [dev.errata.proxy.faults.FaultTableTest] plays the cases of [dev.errata.proxy.faults.ServerFaults],
/// [dev.errata.proxy.faults.WireFaults], [dev.errata.proxy.faults.ClientFaults] and
/// [dev.errata.proxy.faults.FramingFaults] against a real proxy and writes `target/faults.md`. A new fault is a new
/// line in one of the lists.
@org.jspecify.annotations.NullMarked
package dev.errata.proxy.faults;
