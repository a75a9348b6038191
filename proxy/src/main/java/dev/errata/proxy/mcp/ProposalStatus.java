package dev.errata.proxy.mcp;

import dev.errata.rules.patch.Proposal;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a state of the patch ledger means to who proposed.
enum ProposalStatus {
    /// Nobody has decided yet.
    PENDING,
    /// Some hunks may be written, and perhaps are just now.
    APPROVED,
    APPLIED,
    /// It was rejected, or did not pass. Nothing was written.
    REFUSED,
    /// Writing failed. Nothing was written.
    FAILED,
    ROLLED_BACK,
    DROPPED;

    /// As in JSON.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Of a state of machine M6.
    static ProposalStatus of(String state) {
        return switch (state) {
            case "created", "validated" -> PENDING;
            case "queued", "applied", "verified" -> APPROVED;
            case "committed" -> APPLIED;
            case "quarantined" -> REFUSED;
            case "apply_failed" -> FAILED;
            case "rolled_back" -> ROLLED_BACK;
            case "dropped" -> DROPPED;
            default -> throw new IllegalArgumentException("not a state of a patch: " + state);
        };
    }

    /// What it means, and what to do next.
    String message(Proposal proposal) {
        String why = proposal.reason().isBlank()
                ? ""
                : " Reason: " + proposal.reason().strip();
        return switch (this) {
            case PENDING -> pending(proposal);
            case APPROVED ->
                proposal.state().equals("queued")
                        ? "Approved: " + hunks(proposal) + ". Call apply_approved_patch to have it written."
                        : "It is being written. Ask check_approval_status.";
            case APPLIED -> "Applied: " + hunks(proposal) + ". The workspace is at version " + proposal.applied() + ".";
            case REFUSED ->
                "Refused, and nothing was written." + why + " Comments and hunks say more; a better proposal may name"
                        + " this one as retry_of.";
            case FAILED -> "It could not be written, and nothing was." + why;
            case ROLLED_BACK -> "It was applied and has been taken back." + why;
            case DROPPED -> "It was dropped; nothing was written." + why;
        };
    }

    private static String pending(Proposal proposal) {
        if (proposal.state().equals("created")) {
            return proposal.workspace() == null
                    ? "It is bound to no workspace: name one in create_patch_proposal, or a person chooses it in"
                            + " Errata."
                    : "Errata is judging it. Ask wait_for_approval.";
        }
        return "A person must decide on it in Errata. Ask wait_for_approval; nothing is written before.";
    }

    private static String hunks(Proposal proposal) {
        return proposal.accepted().isEmpty()
                ? "all hunks"
                : "hunks " + proposal.accepted().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
