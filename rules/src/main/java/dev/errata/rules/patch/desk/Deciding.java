package dev.errata.rules.patch.desk;

import dev.errata.logs.event.ApprovalEvent;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.approve.Policy;
import dev.errata.rules.patch.approve.Step;
import dev.errata.rules.patch.approve.Steps;
import dev.errata.rules.store.patch.Change;
import dev.errata.rules.store.patch.DecisionRow;
import dev.errata.rules.store.patch.RequestRow;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The decisions: approve, reject, withdraw, drop.
///
/// What is approved is judged by itself: of a proposal with an unsafe hunk the others can be approved without an
/// override, and hunks that make no sense without the rest cannot.
final class Deciding {
    /// Who can ask only.
    private static final Set<Actor.Channel> ASKERS = EnumSet.of(Actor.Channel.MCP, Actor.Channel.WIRE);

    private final Room room;

    Deciding(Room room) {
        this.room = room;
    }

    static boolean decides(Actor actor) {
        return !ASKERS.contains(actor.channel());
    }

    /// Approves all hunks in the name of the policy that is in force, which has looked at the case as it is.
    DecisionResult byPolicy(Case of) {
        var actor = new Actor(Policy.OPERATOR, Actor.Channel.POLICY);
        return approve(of, of.located().all(), "The policy lets it through.", false, actor);
    }

    DecisionResult approve(String id, long version, Set<Integer> hunks, String reason, boolean override, Actor actor) {
        return room.decide(
                id,
                version,
                actor,
                of -> actor.channel() == Actor.Channel.POLICY
                        ? room.refused(of, "A policy is asked by the desk alone.", actor)
                        : approve(of, hunks, reason, override, actor));
    }

    private DecisionResult approve(Case of, Set<Integer> hunks, String reason, boolean override, Actor actor) {
        String fault = fault(of, actor);
        if (!fault.isEmpty()) {
            return room.refused(of, fault, actor);
        }
        Patch patch = of.located();
        boolean undecided = of.steps().choices().isEmpty();
        Set<Integer> accepted = new TreeSet<>(!hunks.isEmpty() ? hunks : undecided ? patch.all() : of.accepted());
        if (accepted.isEmpty() || !patch.all().containsAll(accepted)) {
            return room.refused(
                    of,
                    accepted.isEmpty()
                            ? "No hunk is accepted. Accept some, or reject the proposal."
                            : "There are hunks 1 to " + patch.size() + ", not " + Reviewing.words(accepted) + ".",
                    actor);
        }
        Verdict verdict = verdict(of, accepted);
        boolean doubtful = verdict.status() == Verdict.Status.UNSAFE || verdict.status() == Verdict.Status.UNKNOWN;
        if (doubtful && (!override || reason.isBlank())) {
            return room.refused(
                    of,
                    "The verdict is " + verdict.words() + ". To approve it all the same, override it and say why.",
                    actor);
        }
        return grant(of, accepted, reason, doubtful, actor);
    }

    private String fault(Case of, Actor actor) {
        if (ASKERS.contains(actor.channel())) {
            return "Only a person can decide.";
        }
        if (!of.state().equals("validated") || !of.asked().equals("open")) {
            return "It is " + of.state() + " and does not wait for a decision.";
        }
        return room.asking.fault(of);
    }

    private Verdict verdict(Case of, Set<Integer> accepted) {
        return accepted.containsAll(of.located().all())
                ? of.judged()
                : room.judge.verdict(
                        Asking.part(of, accepted),
                        String.valueOf(of.place().baseVersion()),
                        String.valueOf(of.place().baseTree()));
    }

    private DecisionResult grant(Case of, Set<Integer> accepted, String reason, boolean overridden, Actor actor) {
        RequestRow request = of.request();
        Set<Integer> others = new TreeSet<>(of.located().all());
        others.removeAll(accepted);
        Steps steps = of.steps().then(new Step.Chosen(accepted, Choice.ACCEPTED));
        if (!others.isEmpty()) {
            steps = steps.then(new Step.Chosen(others, Choice.REJECTED));
        }
        DecisionRow decision = room.asking.decision(of, "granted", accepted, reason, actor, overridden);
        room.ledger.record(new ApprovalEvent.Granted(
                request.id(),
                of.id(),
                request.ticket(),
                List.copyOf(accepted),
                reason,
                actor.operator(),
                actor.channel().word(),
                overridden,
                decision.policy()));
        return room.made(
                of,
                List.of(
                        new Change.Update(of.row()
                                .on(of.row()
                                        .course()
                                        .with(CourseText.steps(steps.done()), CourseText.steps(List.of())))),
                        new Change.Close(request.id(), "open", "granted"),
                        new Change.Decide(decision)),
                actor);
    }

    DecisionResult reject(String id, long version, String reason, Actor actor) {
        return room.decide(id, version, actor, of -> {
            if (reason.isBlank() || ASKERS.contains(actor.channel())) {
                return room.refused(
                        of,
                        reason.isBlank()
                                ? "To reject a proposal needs a reason. Nothing was changed; say why."
                                : "Only a person can decide.",
                        actor);
            }
            if (of.state().equals("created")) {
                room.ledger.record(new ApprovalEvent.Denied(
                        "", id, "", reason, actor.operator(), actor.channel().word()));
                return room.ledger.move(of, "quarantined", reason, actor.operator())
                        ? room.followed(of)
                        : room.refused(of, "It was changed meanwhile. Look again.", actor);
            }
            if (!of.state().equals("validated") || !of.asked().equals("open")) {
                return room.refused(
                        of,
                        "It is " + of.state() + (of.state().equals("queued") ? "; withdraw the approval first." : "."),
                        actor);
            }
            RequestRow request = of.request();
            room.ledger.record(new ApprovalEvent.Denied(
                    request.id(),
                    id,
                    request.ticket(),
                    reason,
                    actor.operator(),
                    actor.channel().word()));
            return room.made(
                    of,
                    List.of(
                            new Change.Close(request.id(), "open", "denied"),
                            new Change.Decide(room.asking.decision(of, "denied", Set.of(), reason, actor, false))),
                    actor);
        });
    }

    DecisionResult withdraw(String id, String reason, Actor actor) {
        return room.decide(id, 0, actor, of -> {
            boolean unused = of.state().equals("queued") && of.asked().equals("granted") && !room.follow.isApplying(id);
            if (!unused || ASKERS.contains(actor.channel())) {
                return room.refused(of, "There is no unused approval to take back: it is " + of.state() + ".", actor);
            }
            RequestRow request = of.request();
            room.ledger.record(new ApprovalEvent.Withdrawn(
                    request.id(),
                    id,
                    request.ticket(),
                    reason,
                    actor.operator(),
                    actor.channel().word()));
            return room.made(
                    of,
                    List.of(
                            new Change.Close(request.id(), "granted", "withdrawn"),
                            new Change.Decide(room.asking.decision(of, "withdrawn", Set.of(), reason, actor, false))),
                    actor);
        });
    }

    DecisionResult drop(String id, String reason, Actor actor) {
        return room.decide(id, 0, actor, of -> {
            boolean may = of.state().equals("quarantined") || of.state().equals("apply_failed");
            if (!may || ASKERS.contains(actor.channel())) {
                return room.refused(
                        of, "It is " + of.state() + "; only what is quarantined or failed can be dropped.", actor);
            }
            return room.ledger.move(of, "dropped", reason, actor.operator())
                    ? room.followed(of)
                    : room.refused(of, "It was changed meanwhile. Look again.", actor);
        });
    }
}
