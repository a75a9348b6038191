package dev.errata.rules.patch.desk;

import dev.errata.logs.event.PatchEvent;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.Conflict;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.approve.Steps;
import dev.errata.rules.store.patch.Change;
import dev.errata.rules.store.patch.ProposalRow;
import dev.errata.rules.store.patch.ProposalRow.Place;
import dev.errata.rules.store.patch.RequestRow;
import java.util.ArrayList;
import java.util.List;

/// Brings a proposal to a base that has moved: hunks that still stand in one place are judged and asked anew.
///
/// The approval was for other files. It is not used, and the choices that led to it are only a proposal for the next.
///
/// **Thread:** who holds the proposal's lock.
final class CarryingOver {
    private final Room room;
    private final DeskParts parts;

    CarryingOver(Room room) {
        this.room = room;
        this.parts = room.parts;
    }

    ApplyResult over(Case of, Actor actor) {
        Version head = parts.workspaces().snapshot(of.workspace(), actor);
        Pen.Rebase rebase = parts.pen().rebase(of.located(), parts.workspaces().files(head.id()));
        return switch (rebase) {
            case Pen.Rebase.Clean(Patch patch) -> clean(of, patch, head);
            case Pen.Rebase.Conflicts(List<Conflict> conflicts) -> conflicting(of, head, conflicts);
        };
    }

    private ApplyResult clean(Case of, Patch patch, Version head) {
        Verdict verdict = room.judge.verdict(patch, head.id(), head.treeSha256());
        RequestRow request = room.asking.request(of.id(), of.workspace(), patch, verdict);
        room.ledger.record(rebased(of, head, patch.size(), 0));
        room.ledger.record(Judge.event(of.id(), verdict));
        room.ledger.record(Asking.event(request));
        Steps steps = of.steps().settled();
        Place place = new Place(
                of.workspace(),
                head.id(),
                head.treeSha256(),
                of.place().format(),
                parts.blobs().put(PatchText.write(patch)),
                patch.digest(),
                verdict.sha256());
        String told = "Carried over to version " + head.id() + ", because touched files had changed.";
        List<String> problems = new ArrayList<>(of.problems());
        problems.add(told);
        ProposalRow row = of.row()
                .at(place)
                .on(of.row()
                        .course()
                        .with(CourseText.steps(steps.done()), CourseText.steps(steps.undone()))
                        .told(Json.texts(problems)));
        List<Change> changes = new ArrayList<>(List.of(
                new Change.Update(row),
                new Change.Judge(room.judge.row(patch, head.treeSha256(), verdict)),
                new Change.Ask(request)));
        unused(of, changes);
        room.tables.make(changes);
        Case now = room.follow.settle(of.id()).orElse(of);
        return new ApplyResult.NotApproved(
                room.cases.shown(now), told + " Nothing was written; look at it and approve it again.");
    }

    private ApplyResult conflicting(Case of, Version head, List<Conflict> conflicts) {
        room.ledger.record(rebased(of, head, Math.max(0, of.located().size() - conflicts.size()), conflicts.size()));
        if (of.asked().equals("spent")) {
            // Spent and not used: it asks again, for the base that it has a place in.
            RequestRow request = room.asking.request(of.id(), of.workspace(), of.located(), of.judged());
            room.ledger.record(Asking.event(request));
            room.tables.make(List.of(new Change.Ask(request)));
        }
        Case now = room.follow.settle(of.id()).orElse(of);
        return new ApplyResult.Stale(room.cases.shown(now), conflicts);
    }

    private static void unused(Case of, List<Change> changes) {
        if (of.asked().equals("granted")) {
            changes.add(Asking.replaced(of.request()));
        }
    }

    private static PatchEvent.Rebased rebased(Case of, Version head, int hunks, int conflicts) {
        return new PatchEvent.Rebased(of.id(), String.valueOf(of.place().baseVersion()), head.id(), hunks, conflicts);
    }
}
