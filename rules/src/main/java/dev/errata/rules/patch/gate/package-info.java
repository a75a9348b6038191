/// Commands that have to pass on a copy of a result before anything of it is written.
///
/// A workspace's settings name them; each runs on a fresh copy, kept from the network, the home and all other folders
/// where the system has the means, with its time, memory, processes and output limited. They are tasks of
/// `rules.work`: what the gate said stays, whatever happens to the process.
///
/// It must not know what a patch is about, nor write any workspace.
///
/// Start reading at [dev.errata.rules.patch.gate.GateRunner]; then [dev.errata.rules.patch.gate.Isolation].
package dev.errata.rules.patch.gate;
