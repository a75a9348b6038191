package dev.errata.rules.patch.desk;

import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.approve.Steps;
import dev.errata.rules.store.patch.DeskTables;
import dev.errata.rules.store.patch.KeptProposal;
import dev.errata.rules.store.patch.ProposalRow;
import dev.errata.rules.store.patch.ProposalRow.Place;
import dev.errata.rules.store.patch.RequestRow;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads cases from tables and blobs, with mistrust: what is not what it was is said, and nothing can be done with it.
final class Cases {
    private static final Set<String> WITH_REASON = Set.of("quarantined", "rolled_back", "dropped");

    private final DeskTables tables;
    private final DeskParts parts;

    Cases(DeskTables tables, DeskParts parts) {
        this.tables = tables;
        this.parts = parts;
    }

    Optional<Case> find(String id) {
        return tables.find(id).map(this::open);
    }

    Case open(KeptProposal kept) {
        ProposalRow row = kept.row();
        List<String> damage = new ArrayList<>();
        Steps steps = Steps.NONE;
        List<Proposal.Comment> comments = List.of();
        List<String> problems = List.of();
        Patch original = null;
        Patch patch = null;
        try {
            problems = Json.texts(Json.read(row.course().problems()));
            comments = CourseText.comments(row.course().comments());
            steps = new Steps(
                    CourseText.steps(row.course().steps()),
                    CourseText.steps(row.course().undone()));
            original = original(row.place());
            patch = original == null ? null : steps.patch(original);
            if (patch != null && !patch.digest().equals(row.place().digest())) {
                damage.add("its hunks are not those that were stored");
                patch = null;
            }
        } catch (IllegalArgumentException | IllegalStateException | DateTimeException | UncheckedIOException e) {
            damage.add("it cannot be read (" + e.getMessage() + ")");
        }
        return new Case(
                kept, original, patch, verdict(kept, damage), steps, comments, problems, String.join("; ", damage));
    }

    private @Nullable Patch original(Place place) {
        String name = place.patch();
        if (name == null) {
            return null;
        }
        byte[] bytes = parts.blobs().get(name);
        if (!Content.sha256(bytes).equals(name)) {
            throw new IllegalStateException("the stored patch has another hash than its name");
        }
        return PatchText.read(bytes);
    }

    private static @Nullable Verdict verdict(KeptProposal kept, List<String> damage) {
        String expected = kept.row().place().verdict();
        if (expected == null) {
            return null;
        }
        String text = kept.verdict();
        try {
            Verdict verdict = text == null ? null : VerdictText.read(text);
            if (verdict != null && verdict.sha256().equals(expected)) {
                return verdict;
            }
            damage.add("its verdict is not the one that was stored");
        } catch (IllegalArgumentException e) {
            damage.add("its verdict cannot be read (" + e.getMessage() + ")");
        }
        return null;
    }

    /// As others see it.
    Proposal shown(Case of) {
        KeptProposal kept = of.kept();
        ProposalRow.Came came = of.row().came();
        List<String> problems = new ArrayList<>(of.problems());
        if (!of.damage().isEmpty()) {
            problems.add("What is stored of it is damaged: " + of.damage() + ". It cannot be approved or applied;"
                    + " propose it again.");
        }
        return new Proposal(
                of.id(),
                of.state(),
                kept.version(),
                new Proposal.Origin(
                        came.title(),
                        new Actor(came.operator(), Actor.Channel.valueOf(came.channel())),
                        came.client(),
                        came.exchange(),
                        of.place().format(),
                        came.held(),
                        came.at()),
                of.place().workspace(),
                of.place().baseVersion(),
                of.patch(),
                of.verdict(),
                choices(of),
                of.comments(),
                request(of),
                of.state().equals("created") ? List.of() : parts.gates().of(of.id()),
                problems,
                reason(kept),
                kept.applied(),
                came.retryOf());
    }

    private static Map<Integer, Choice> choices(Case of) {
        Map<Integer, Choice> choices = new TreeMap<>(of.steps().choices());
        Patch patch = of.patch();
        if (patch != null) {
            patch.all().forEach(hunk -> choices.putIfAbsent(hunk, Choice.PENDING));
        }
        return choices;
    }

    private static Proposal.@Nullable Request request(Case of) {
        RequestRow request = of.kept().request();
        return request != null && of.state().equals("validated") && of.asked().equals("open")
                ? new Proposal.Request(request.id(), request.ticket(), request.expires())
                : null;
    }

    private static String reason(KeptProposal kept) {
        if (kept.state().equals("apply_failed")) {
            return kept.ledger().lastError();
        }
        return WITH_REASON.contains(kept.state()) ? kept.ledger().reason() : "";
    }
}
