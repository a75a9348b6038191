package dev.errata.logs.event;

/// One thing that happened, as the journal keeps it: ids, numbers, instants and strings, nothing of a floor above.
///
/// The vocabulary is sealed: a new kind of event fails to compile at each reader until the reader knows it.
public sealed interface Event
        permits TrafficEvent, RulesEvent, PatchEvent, ApprovalEvent, StateEvent, SessionEvent, SystemEvent {

    /// The value of the record's `type` field, for instance `exchange.finished`. Stable: it is part of the file format.
    String type();
}
