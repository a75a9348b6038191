package dev.errata.rules.store.patch;

/// One change of the desk's tables; several are made together or not at all.
public sealed interface Change {

    /// A proposal comes. Its line of the ledger is there already.
    record Put(ProposalRow row) implements Change {}

    /// A proposal changes, if its row still has the version of this one; it has the next one then.
    record Update(ProposalRow row) implements Change {}

    /// A verdict is kept.
    record Judge(EvaluationRow row) implements Change {}

    /// A request comes.
    record Ask(RequestRow row) implements Change {}

    /// A request gets another state, if it is in the one that is named.
    record Close(String request, String from, String to) implements Change {}

    /// A decision comes.
    record Decide(DecisionRow row) implements Change {}
}
