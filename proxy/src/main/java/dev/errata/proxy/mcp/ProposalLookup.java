package dev.errata.proxy.mcp;

import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposals;
import dev.errata.rules.patch.SubmitResult;
import java.util.concurrent.CompletionException;

/// Finds what an id stands for: a proposal, or a ticket for one.
final class ProposalLookup {
    private final Proposals proposals;
    private final Tickets tickets;

    ProposalLookup(Proposals proposals, Tickets tickets) {
        this.proposals = proposals;
        this.tickets = tickets;
    }

    /// What was found.
    sealed interface Found {}

    /// A proposal as it stands.
    record Standing(Proposal proposal) implements Found {}

    /// A submission that is still being read.
    record Working(Tickets.Begun begun) implements Found {}

    /// Nothing that can be asked about.
    record Nothing(String why) implements Found {}

    Found find(String id) {
        if (!Tickets.isTicket(id)) {
            return proposals
                    .proposal(id)
                    .<Found>map(Standing::new)
                    .orElseGet(() -> new Nothing(
                            "There is no proposal " + id + ". list_pending_approvals names those that wait."));
        }
        return tickets.find(id)
                .map(this::of)
                .orElseGet(() -> new Nothing("There is no ticket " + id + ", or Errata was started anew since. Propose"
                        + " the same again: if it is known, its proposal is the answer."));
    }

    private Found of(Tickets.Begun begun) {
        return begun.result().isDone() ? of(begun.result().join()) : new Working(begun);
    }

    /// What a submission has become, as it stands now.
    ///
    /// @throws CompletionException if reading it failed
    Found of(SubmitResult result) {
        return switch (result) {
            case SubmitResult.Taken(Proposal taken) -> now(taken);
            case SubmitResult.Known(Proposal known) -> now(known);
            case SubmitResult.Refused(Proposal refused, String reason) -> now(refused);
            case SubmitResult.NoPatch(String reason, var problems) ->
                new Nothing("There is no patch in it: " + reason
                        + String.join(
                                "",
                                problems.stream()
                                        .map(problem -> "\n- " + problem)
                                        .toList()));
            case SubmitResult.NoWorkspace(String reason) -> new Nothing(reason);
        };
    }

    private Found now(Proposal proposal) {
        return new Standing(proposals.proposal(proposal.id()).orElse(proposal));
    }
}
