package dev.errata.rules.patch.desk;

import dev.errata.logs.event.PatchEvent;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.Conflict;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.apply.Reversal;
import dev.errata.rules.store.patch.Change;
import dev.errata.rules.store.patch.DecisionRow;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// Takes a committed proposal back. What others have changed in its files since stays, or is a conflict that is said;
/// nothing is written then.
///
/// That it is to be taken back is in the tables before the first file is written, so that a start after a crash can
/// tell a rollback that was done from one that was not.
final class TakingBack {
    private final Room room;
    private final DeskParts parts;

    TakingBack(Room room) {
        this.room = room;
        this.parts = room.parts;
    }

    ApplyResult rollback(String id, String reason, Actor actor) {
        return room.alone(
                id,
                () -> room.follow
                        .settle(id)
                        .map(of -> rollback(of, reason, actor))
                        .orElseGet(() -> new ApplyResult.Missing(id)));
    }

    private ApplyResult rollback(Case of, String reason, Actor actor) {
        DecisionRow grant = room.tables.grant(of.id()).orElse(null);
        String fault = fault(of, reason, actor);
        if (!fault.isEmpty() || grant == null) {
            room.noted(of, fault, actor);
            return new ApplyResult.NotApproved(room.cases.shown(of), fault + " Nothing was changed.");
        }
        Set<Integer> hunks = CourseText.numbers(grant.hunks());
        NavigableMap<WorkspacePath, FileImage> now = new TreeMap<>();
        parts.pen()
                .look(of.workspace(), of.located().result(hunks).keySet())
                .forEach((path, image) -> image.ifPresent(there -> now.put(path, there)));
        return switch (Reversal.of(of.located(), hunks, FileSource.of(now))) {
            case Reversal.Clean clean -> write(of, reason, actor, clean);
            case Reversal.Conflicts(List<Conflict> conflicts) -> new ApplyResult.Stale(room.cases.shown(of), conflicts);
        };
    }

    private static String fault(Case of, String reason, Actor actor) {
        boolean asks = actor.channel() == Actor.Channel.MCP
                || actor.channel() == Actor.Channel.WIRE
                || actor.channel() == Actor.Channel.POLICY;
        if (asks) {
            return "Only a person can take a committed proposal back.";
        }
        if (reason.isBlank()) {
            return "To take a proposal back needs a reason; say why.";
        }
        if (!of.state().equals("committed")) {
            return "It is " + of.state() + "; only what is committed can be taken back.";
        }
        return of.patch() == null ? "What is stored of it is damaged: " + of.damage() + "." : "";
    }

    private ApplyResult write(Case of, String reason, Actor actor, Reversal.Clean clean) {
        if (clean.after().isEmpty()) {
            // Somebody has taken it back by hand already: the files are as they should be.
            Version head = parts.workspaces().snapshot(of.workspace(), actor);
            return done(of, reason, actor, head.id(), head.treeSha256());
        }
        DecisionRow decision = room.asking.decision(of, "rollback", Set.of(), reason, actor, false);
        room.tables.make(List.of(new Change.Decide(decision)));
        var order = new Pen.Order(of.workspace(), of.id(), clean.before(), clean.after(), "rollback", actor);
        return switch (parts.pen().write(order)) {
            case Pen.Outcome.Written(String version, String sha256) ->
                done(
                        of,
                        reason,
                        actor,
                        version,
                        parts.workspaces()
                                .version(version)
                                .map(Version::treeSha256)
                                .orElse(sha256));
            case Pen.Outcome.Stale(List<WorkspacePath> places) ->
                new ApplyResult.Stale(
                        room.cases.shown(of),
                        places.stream()
                                .map(path -> Conflict.of(path, path + ": it was changed just now."))
                                .toList());
            case Pen.Outcome.Failed(String step, String why) ->
                new ApplyResult.Failed(
                        room.cases.shown(of),
                        "It could not be taken back (" + step + "): " + why + " The files are as they were.");
        };
    }

    private ApplyResult done(Case of, String reason, Actor actor, String version, String tree) {
        room.ledger.record(new PatchEvent.RolledBack(
                of.id(),
                of.workspace(),
                version,
                tree,
                actor.operator(),
                actor.channel().word(),
                reason));
        room.ledger.override(of, "rolled_back", reason, actor.operator());
        Case now = room.cases.find(of.id()).orElse(of);
        return new ApplyResult.Applied(room.cases.shown(now), version);
    }
}
