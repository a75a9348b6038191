package dev.errata.rules.patch.desk;

import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.Proposal.Comment;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.approve.Steps;
import dev.errata.rules.store.patch.KeptProposal;
import dev.errata.rules.store.patch.ProposalRow;
import dev.errata.rules.store.patch.RequestRow;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A proposal as the desk has it before it: what the tables say, read.
///
/// @param original the patch without the edits of the steps
/// @param patch the patch with them; null if it has no place yet, or cannot be read
/// @param damage what of it is not what it was when it was stored; empty if all is well
record Case(
        KeptProposal kept,
        @Nullable Patch original,
        @Nullable Patch patch,
        @Nullable Verdict verdict,
        Steps steps,
        List<Comment> comments,
        List<String> problems,
        String damage) {

    String id() {
        return kept.id();
    }

    String state() {
        return kept.state();
    }

    String asked() {
        return kept.asked();
    }

    ProposalRow row() {
        return kept.row();
    }

    ProposalRow.Place place() {
        return kept.row().place();
    }

    /// Its newest request, which the caller knows to be there.
    RequestRow request() {
        RequestRow request = kept.request();
        if (request == null) {
            throw new IllegalStateException("proposal " + id() + " has no request");
        }
        return request;
    }

    /// Its patch, which the caller knows to be there.
    Patch located() {
        if (patch == null) {
            throw new IllegalStateException("proposal " + id() + " has no place");
        }
        return patch;
    }

    /// Its verdict, which the caller knows to be there.
    Verdict judged() {
        if (verdict == null) {
            throw new IllegalStateException("proposal " + id() + " is not judged");
        }
        return verdict;
    }

    /// Its workspace, which the caller knows to be there.
    String workspace() {
        String workspace = place().workspace();
        if (workspace == null) {
            throw new IllegalStateException("proposal " + id() + " is bound to no workspace");
        }
        return workspace;
    }

    /// The hunks that are accepted so far.
    Set<Integer> accepted() {
        return steps.at(Choice.ACCEPTED);
    }
}
