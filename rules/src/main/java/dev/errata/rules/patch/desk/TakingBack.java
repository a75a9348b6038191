package dev.errata.rules.patch.desk;

import dev.errata.logs.event.PatchEvent;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.store.patch.Change;
import dev.errata.rules.store.patch.DecisionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
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
        Patch part = Asking.part(of, hunks);
        NavigableMap<WorkspacePath, Optional<FileImage>> base = of.located().result(hunks);
        NavigableMap<WorkspacePath, Optional<FileImage>> theirs = part.before();
        NavigableMap<WorkspacePath, Optional<FileImage>> ours = parts.pen().look(of.workspace(), base.keySet());
        NavigableMap<WorkspacePath, Optional<FileImage>> before = new TreeMap<>();
        NavigableMap<WorkspacePath, Optional<FileImage>> after = new TreeMap<>();
        List<String> conflicts = new ArrayList<>();
        base.forEach((path, left) -> {
            Optional<FileImage> now = ours.getOrDefault(path, Optional.empty());
            switch (ThreeWays.merge(left, now, theirs.getOrDefault(path, Optional.empty()))) {
                case ThreeWays.Merged.Clean(Optional<FileImage> image) -> {
                    before.put(path, now);
                    after.put(path, image);
                }
                case ThreeWays.Merged.Conflict(String why) -> conflicts.add(path + ": " + why);
            }
        });
        return conflicts.isEmpty()
                ? write(of, reason, actor, before, after)
                : new ApplyResult.Stale(room.cases.shown(of), conflicts);
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

    private ApplyResult write(
            Case of,
            String reason,
            Actor actor,
            NavigableMap<WorkspacePath, Optional<FileImage>> before,
            NavigableMap<WorkspacePath, Optional<FileImage>> after) {
        room.tables.make(
                List.of(new Change.Decide(room.asking.decision(of, "rollback", Set.of(), reason, actor, false))));
        Pen.Outcome outcome =
                parts.pen().write(new Pen.Order(of.workspace(), of.id(), before, after, "rollback", actor));
        return switch (outcome) {
            case Pen.Outcome.Written(String version, String sha256) -> {
                String tree = parts.workspaces()
                        .version(version)
                        .map(Version::treeSha256)
                        .orElse(sha256);
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
                yield new ApplyResult.Applied(room.cases.shown(now), version);
            }
            case Pen.Outcome.Stale(List<WorkspacePath> places) ->
                new ApplyResult.Stale(
                        room.cases.shown(of),
                        places.stream()
                                .map(path -> path + ": it was changed just now")
                                .toList());
            case Pen.Outcome.Failed(String step, String why) ->
                new ApplyResult.Failed(
                        room.cases.shown(of),
                        "It could not be taken back (" + step + "): " + why + " The files are as they were.");
        };
    }
}
