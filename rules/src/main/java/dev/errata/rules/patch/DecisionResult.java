package dev.errata.rules.patch;

/// What became of a decision.
public sealed interface DecisionResult {

    /// It holds.
    record Made(Proposal proposal) implements DecisionResult {}

    /// Somebody changed the proposal since it was read, or it is not in a state for this. Nothing was changed.
    record Refused(Proposal proposal, String reason) implements DecisionResult {}

    /// There is no such proposal.
    record Missing(String id) implements DecisionResult {}
}
