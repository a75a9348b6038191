package dev.errata.rules.patch.desk;

import dev.errata.logs.event.ApprovalEvent;
import dev.errata.logs.store.entity.Column;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.store.patch.Change;
import dev.errata.rules.store.patch.DecisionRow;
import dev.errata.rules.store.patch.DeskTables;
import dev.errata.rules.store.patch.EvaluationRow;
import dev.errata.rules.store.patch.RequestRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Brings a proposal to where the facts in the tables lead, one step after the other.
///
/// | state | fact | step |
/// |---|---|---|
/// | created | no place in its base | quarantined |
/// | created | no verdict | it is judged |
/// | created | a verdict | validated |
/// | validated | no request, or one that is used up | a new request |
/// | validated | its request granted / denied, expired | queued / quarantined |
/// | validated | its open request is over its time | the request expires |
/// | queued | its request withdrawn, or a new one | validated |
/// | queued | granted and over its time / expired | the request expires / quarantined |
/// | queued | its ticket is spent and nobody applies it | what the last process left: applied or apply_failed |
/// | applied, verified | its version is recorded | verified, committed |
/// | apply_failed | three times | quarantined |
/// | committed | asked to take it back, and the version is recorded | rolled_back |
/// | quarantined | because the client wrote it | dropped |
///
/// Whoever decides writes a fact and follows; whoever starts after a crash only follows.
///
/// **Thread:** who holds the proposal's lock.
final class Follow {
    static final String TAKEN = "Applied by the client itself: what it leads to was on disk already.";
    static final int TRIES = 3;

    private static final int MOST_STEPS = 20;
    private static final Actor NOBODY = new Actor("errata", Actor.Channel.API);

    private final DeskTables tables;
    private final Cases cases;
    private final Ledger ledger;
    private final Judge judge;
    private final Asking asking;
    private final DeskParts parts;

    /// Proposals that are being applied now: nothing is to be concluded from their spent tickets.
    private final Set<String> applying = ConcurrentHashMap.newKeySet();

    Follow(DeskTables tables, Cases cases, Ledger ledger, Judge judge, Asking asking, DeskParts parts) {
        this.tables = tables;
        this.cases = cases;
        this.ledger = ledger;
        this.judge = judge;
        this.asking = asking;
        this.parts = parts;
    }

    boolean isApplying(String id) {
        return applying.contains(id);
    }

    void applying(String id) {
        applying.add(id);
    }

    void applied(String id) {
        applying.remove(id);
    }

    /// The case where nothing follows of itself any more; empty if there is none.
    Optional<Case> settle(String id) {
        Optional<Case> found = cases.find(id);
        for (int i = 0; i < MOST_STEPS && found.isPresent() && step(found.get()); i++) {
            found = cases.find(id);
        }
        return found;
    }

    private boolean step(Case of) {
        if (isApplying(of.id())) {
            return false;
        }
        return switch (of.state()) {
            case "created" -> created(of);
            case "validated" -> validated(of);
            case "queued" -> queued(of);
            case "applied" ->
                of.kept().applied() != null
                        ? ledger.move(of, "verified", "", null)
                        : ledger.move(of, "quarantined", "No version was recorded of what was written.", null);
            case "verified" -> ledger.move(of, "committed", "", null);
            case "apply_failed" -> failedTooOften(of);
            case "committed" -> takenBack(of);
            case "quarantined" -> of.kept().ledger().reason().equals(TAKEN) && ledger.move(of, "dropped", TAKEN, null);
            default -> false; // rolled_back, dropped
        };
    }

    private boolean created(Case of) {
        if (of.place().workspace() == null) {
            return false;
        }
        Patch patch = of.patch();
        if (patch == null) {
            return ledger.move(of, "quarantined", unplaced(of), null);
        }
        if (of.place().verdict() != null) {
            return of.verdict() == null
                    ? ledger.move(of, "quarantined", "It is damaged: " + of.damage() + ".", null)
                    : ledger.move(of, "validated", "", null);
        }
        String fault = unreachable(of, patch);
        return fault.isEmpty() ? judged(of, patch) : ledger.move(of, "quarantined", fault, null);
    }

    private static String unplaced(Case of) {
        return of.damage().isEmpty()
                ? "It cannot be placed in its base: " + String.join("; ", of.problems())
                : "It is damaged: " + of.damage() + ".";
    }

    /// Why a place that it touches must not be touched.
    private String unreachable(Case of, Patch patch) {
        try {
            var unused = parts.pen().look(of.workspace(), patch.before().keySet());
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private boolean judged(Case of, Patch patch) {
        String base = String.valueOf(of.place().baseVersion());
        String tree = String.valueOf(of.place().baseTree());
        Verdict verdict = judge.verdict(patch, base, tree);
        EvaluationRow row = judge.row(patch, tree, verdict);
        ledger.record(Judge.event(of.id(), verdict));
        return tables.make(List.of(
                new Change.Judge(row),
                new Change.Update(of.row().at(of.place().judged(patch.digest(), verdict.sha256())))));
    }

    private boolean validated(Case of) {
        DecisionRow decision = of.kept().decision();
        String reason = decision == null ? "" : decision.reason();
        String operator = operator(decision);
        return switch (of.asked()) {
            case "open" -> asking.expired(of.request()) && expire(of);
            case "granted" -> ledger.move(of, "queued", reason, operator);
            case "denied" -> ledger.move(of, "quarantined", reason, operator);
            case "expired" -> ledger.move(of, "quarantined", reason, null);
            default -> ask(of); // none, withdrawn, spent, replaced
        };
    }

    private static @Nullable String operator(@Nullable DecisionRow decision) {
        return decision == null ? null : decision.operator();
    }

    private boolean ask(Case of) {
        if (!of.damage().isEmpty()) {
            return ledger.move(of, "quarantined", "It is damaged: " + of.damage() + ".", null);
        }
        RequestRow request = asking.request(of.id(), of.workspace(), of.located(), of.judged());
        ledger.record(Asking.event(request));
        return tables.make(List.of(new Change.Ask(request)));
    }

    private boolean expire(Case of) {
        RequestRow request = of.request();
        String reason = request.state().equals("open")
                ? "Nobody decided on it until " + request.expires() + ", which counts as a refusal."
                : "The approval was not used until " + request.expires() + " and is over.";
        ledger.record(new ApprovalEvent.Expired(request.id(), of.id(), request.ticket()));
        return tables.make(List.of(
                new Change.Close(request.id(), request.state(), "expired"),
                new Change.Decide(asking.decision(of, "expired", Set.of(), reason, NOBODY, false))));
    }

    private boolean queued(Case of) {
        DecisionRow decision = of.kept().decision();
        String reason = decision == null ? "" : decision.reason();
        return switch (of.asked()) {
            case "granted" -> asking.expired(of.request()) && expire(of);
            case "expired" -> ledger.move(of, "quarantined", reason, null);
            case "withdrawn" -> ledger.move(of, "validated", reason, operator(decision));
            case "spent" -> interrupted(of);
            default ->
                ledger.move(of, "validated", "The touched files changed after it was approved: a new decision.", null);
        };
    }

    private boolean interrupted(Case of) {
        return of.kept().applied() != null
                ? ledger.move(of, "applied", "", null)
                : failed(of, "The process ended while it was being applied; nothing of it was written.");
    }

    /// Notes that it could not be applied.
    boolean failed(Case of, String reason) {
        return ledger.move(
                of,
                "apply_failed",
                reason,
                null,
                Ledger.values(of)
                        .with(Column.TRIES, (long) of.kept().ledger().tries() + 1)
                        .with(Column.LAST_ERROR, reason));
    }

    private boolean failedTooOften(Case of) {
        return of.kept().ledger().tries() >= TRIES
                && ledger.move(
                        of,
                        "quarantined",
                        "It could not be applied in " + TRIES + " tries; at last: "
                                + of.kept().ledger().lastError(),
                        null);
    }

    private boolean takenBack(Case of) {
        DecisionRow decision = of.kept().decision();
        return decision != null
                && decision.decision().equals("rollback")
                && of.kept().takenBack() != null
                && ledger.override(of, "rolled_back", decision.reason(), decision.operator());
    }
}
