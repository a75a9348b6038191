/// The incremental rewriter: a lane's raw text goes in as it arrives, corrected text comes out as soon as no
/// continuation could change it.
///
/// [dev.errata.rules.stream.RulePrograms] compiles a rule set; a selection of it gives a
/// [dev.errata.rules.stream.LaneRewriter] for each lane. The states that are alive at the first undecided position are
/// the whole hold-back: there is no window and no timer.
///
/// Must not know: wires, events, exchanges, where rules come from.
///
/// Start reading at `LaneRewriter` (the contract), then `ScanningLane`.
package dev.errata.rules.stream;
