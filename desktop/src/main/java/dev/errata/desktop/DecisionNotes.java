package dev.errata.desktop;

import dev.errata.logs.event.ApprovalEvent;
import dev.errata.logs.event.Event;
import dev.errata.logs.event.PatchEvent;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.journal.JournalStatus;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.Workspaces;
import dev.errata.rules.session.Decision;
import dev.errata.rules.session.Decision.What;
import dev.errata.rules.session.SessionBook;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The desk's journal, which also puts decisions on proposals into the sessions that the proposals came from.
///
/// Whatever way a decision comes by (window, command line, API, a policy, the clock), the desk journals it; so nothing
/// has to call upwards, and no way can be forgotten. The session is told once the record is written, and nobody waits
/// for that: the journal is the proof, the session only says it again.
///
/// **Thread:** any that may wait, as the desk's are.
final class DecisionNotes implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionNotes.class);

    private final Journal journal;
    private final SessionBook book;
    private final Function<String, Optional<Proposal>> proposals;
    private final Workspaces workspaces;
    private final Clock clock;

    /// The proposal of the last event: a person chooses many hunks of one, and where it came from never changes.
    private volatile @Nullable Proposal last;

    /// @param proposals a proposal as it stands; asked on the thread of the decision
    DecisionNotes(
            Journal journal,
            SessionBook book,
            Function<String, Optional<Proposal>> proposals,
            Workspaces workspaces,
            Clock clock) {
        this.journal = journal;
        this.book = book;
        this.proposals = proposals;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Receipt> append(Event event) {
        Noted noted;
        try {
            noted = noted(event);
        } catch (RuntimeException e) { // a note must never stand in the way of the proof
            LOG.warn("a decision is in the journal alone: {}", e.getMessage());
            noted = null;
        }
        CompletionStage<Receipt> written = journal.append(event);
        if (noted != null) {
            Noted known = noted;
            var unused = written.thenCompose(receipt -> book.decided(known.decision, known.source))
                    .exceptionally(fault -> {
                        LOG.warn("a decision is in the journal alone: {}", fault.getMessage());
                        return Optional.empty();
                    });
        }
        return written;
    }

    private record Noted(Decision decision, SessionBook.Source source) {}

    /// What an event decides; null if nothing.
    private @Nullable Noted noted(Event event) {
        return switch (event) {
            case ApprovalEvent approval -> noted(approval);
            case PatchEvent patch -> noted(patch);
            default -> null; // another family: it tells of no proposal
        };
    }

    private @Nullable Noted noted(ApprovalEvent event) {
        return switch (event) {
            case ApprovalEvent.HunkDecided it ->
                note(it.proposal(), choice(it.state()), List.of(it.hunk()), it.operator(), it.channel(), "");
            case ApprovalEvent.HunkEdited it ->
                note(it.proposal(), What.HUNK_EDITED, List.of(it.hunk()), it.operator(), it.channel(), "");
            case ApprovalEvent.Granted it ->
                note(it.proposal(), What.APPROVED, it.hunks(), it.operator(), it.channel(), it.reason());
            case ApprovalEvent.Denied it ->
                note(it.proposal(), What.REJECTED, null, it.operator(), it.channel(), it.reason());
            case ApprovalEvent.Withdrawn it ->
                note(it.proposal(), What.WITHDRAWN, null, it.operator(), it.channel(), it.reason());
            case ApprovalEvent.Expired it -> note(it.proposal(), What.EXPIRED, null, "", "", "");
            case ApprovalEvent.Requested _, ApprovalEvent.Commented _, ApprovalEvent.Spent _, ApprovalEvent.Refused _ ->
                null;
        };
    }

    private @Nullable Noted noted(PatchEvent event) {
        return switch (event) {
            case PatchEvent.Applied it -> note(it.proposal(), What.APPLIED, null, "", "", "");
            case PatchEvent.ApplyFailed it -> note(it.proposal(), What.APPLY_FAILED, null, "", "", it.reason());
            case PatchEvent.RolledBack it ->
                note(it.proposal(), What.ROLLED_BACK, null, it.operator(), it.channel(), it.reason());
            case PatchEvent.TakenElsewhere it -> note(it.proposal(), What.TAKEN_ELSEWHERE, null, "", "", "");
            case PatchEvent.WorkspaceAdded _,
                    PatchEvent.VersionRecorded _,
                    PatchEvent.Proposed _,
                    PatchEvent.Bound _,
                    PatchEvent.Evaluated _,
                    PatchEvent.GateFinished _,
                    PatchEvent.Rebased _,
                    PatchEvent.Applying _ -> null;
        };
    }

    private static What choice(String state) {
        return What.valueOf("HUNKS_" + state.toUpperCase(Locale.ROOT));
    }

    /// @param hunks null for those that are accepted, and all where none is
    private @Nullable Noted note(
            String id, What what, @Nullable List<Integer> hunks, String operator, String channel, String reason) {
        Proposal known = last;
        boolean choice = hunks != null && what != What.APPROVED;
        if (known == null || !known.id().equals(id) || !choice) {
            known = proposals.apply(id).orElse(null);
            last = known;
        }
        if (known == null) {
            return null;
        }
        Verdict verdict = known.verdict();
        var decision = new Decision(
                clock.instant(),
                id,
                what,
                hunks == null ? List.copyOf(hunks(known)) : hunks,
                verdict == null || choice ? "" : verdict.status().word(),
                operator,
                channel,
                reason);
        Proposal.Origin origin = known.origin();
        return new Noted(
                decision,
                new SessionBook.Source(
                        origin.exchange(),
                        origin.client(),
                        origin.exchange() == null ? names(known.workspace()) : Set.of(),
                        origin.at()));
    }

    private static Collection<Integer> hunks(Proposal proposal) {
        Patch patch = proposal.patch();
        return !proposal.accepted().isEmpty() || patch == null ? proposal.accepted() : patch.all();
    }

    /// What a client may call a workspace: its id, its name or its folder.
    private Set<String> names(@Nullable String workspace) {
        return workspaces.list().stream()
                .filter(each -> each.id().equals(workspace))
                .findFirst()
                .map(each -> new HashSet<>(
                        List.of(each.id(), each.name(), each.folder().toString())))
                .orElseGet(HashSet::new);
    }

    @Override
    public boolean pressed() {
        return journal.pressed();
    }

    @Override
    public JournalStatus status() {
        return journal.status();
    }

    @Override
    public void close() {
        journal.close();
    }
}
