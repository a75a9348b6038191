package dev.errata.rules.patch.desk;

import dev.errata.logs.event.PatchEvent;
import dev.errata.logs.state.Machine;
import dev.errata.logs.store.entity.Entity;
import dev.errata.logs.store.entity.PatchRow;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Reading;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.SubmitResult;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.Workspaces.Workspace;
import dev.errata.rules.patch.approve.Steps;
import dev.errata.rules.store.patch.Change;
import dev.errata.rules.store.patch.ProposalRow;
import dev.errata.rules.store.patch.ProposalRow.Place;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes proposals of submissions.
///
/// ```
/// workspace: the one named, else the only one that has its paths, else none (it waits, unbound)
/// snapshot -> read against it, or the one before the client wrote it -> known already?
/// -> journal -> ledger and row -> Follow -> policy
/// ```
final class Intake {
    private static final int TITLE = 3;

    /// How many versions back the base of what a client has written is looked for.
    private static final int EARLIER = 8;

    private final Room room;
    private final DeskParts parts;
    private final ByPolicy policy;
    private final Taken taken;

    Intake(Room room, ByPolicy policy, Taken taken) {
        this.room = room;
        this.parts = room.parts;
        this.policy = policy;
        this.taken = taken;
    }

    /// A patch with the place it is to have, or what is known of it without one.
    private record Read(Place place, @Nullable Patch patch, List<String> problems) {}

    /// A reading with the version that it was read against.
    private record Placed(Version base, Reading reading) {}

    SubmitResult propose(Submission submission) {
        String named = submission.workspace();
        Optional<Workspace> workspace =
                named == null ? only(submission.body()) : parts.workspaces().find(named);
        if (workspace.isEmpty()) {
            return named == null
                    ? unbound(submission)
                    : new SubmitResult.NoWorkspace("There is no workspace " + named
                            + ". Nothing was kept; add the folder first, or name another.");
        }
        Placed placed = placed(workspace.get(), submission.body(), submission.held(), submission.actor());
        Version base = placed.base();
        return switch (placed.reading()) {
            case Reading.NoPatch(String reason, List<String> problems) -> new SubmitResult.NoPatch(reason, problems);
            case Reading.Unplaced(String format, List<String> problems) ->
                take(submission, new Read(place(base, format, null), null, problems));
            case Reading.Located(Patch patch, String format, List<String> repairs) ->
                room.atTheDoor(
                        patch.digest() + base.workspace(),
                        () -> room.tables
                                .same(patch.digest(), base.workspace(), base.id())
                                .map(this::known)
                                .orElseGet(() -> take(
                                        submission, new Read(place(base, format, patch), patch, repairs))));
        };
    }

    /// Reads a body against the files as they are now, or, if the client has written it meanwhile, as they were before.
    private Placed placed(Workspace workspace, Submission.Body body, boolean held, Actor actor) {
        List<Version> earlier = held ? List.of() : parts.workspaces().versions(workspace.id(), EARLIER, 0);
        Version head = parts.workspaces().snapshot(workspace.id(), actor);
        Placed now = new Placed(head, read(workspace, body, head));
        return bases(now, workspace, body, earlier).stream()
                .flatMap(version -> before(workspace, body, version).stream())
                .filter(each -> each.reading() instanceof Reading.Located there
                        && taken.stands(workspace.id(), there.patch()))
                .findFirst()
                .orElse(now);
    }

    /// What it says to an earlier version, if that is still there and whole.
    private Optional<Placed> before(Workspace workspace, Submission.Body body, Version version) {
        try {
            return Optional.of(new Placed(version, read(workspace, body, version)));
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /// Where to look for the place that a patch had before a client wrote it. Where it has a place now it may be a
    /// second one, for instance of lines that come behind others; then only what came since the last look can be the
    /// client's doing.
    private List<Version> bases(Placed now, Workspace workspace, Submission.Body body, List<Version> earlier) {
        if (now.reading() instanceof Reading.Located) {
            return earlier.stream()
                    .limit(1)
                    .filter(version -> !version.id().equals(now.base().id()))
                    .toList();
        }
        boolean isPatch =
                !parts.reader().in(workspace.folder()).paths(body).isEmpty();
        return isPatch ? earlier : List.of();
    }

    private SubmitResult known(String id) {
        return room.alone(
                id,
                () -> room.follow
                        .settle(id)
                        .map(of -> taken.look(of) ? room.follow.settle(id).orElse(of) : of)
                        .<SubmitResult>map(of -> new SubmitResult.Known(room.cases.shown(of)))
                        .orElseThrow(() -> new IllegalStateException("proposal " + id + " is gone")));
    }

    private Place place(Version head, String format, @Nullable Patch patch) {
        String stored = patch == null ? null : parts.blobs().put(PatchText.write(patch));
        String digest = patch == null ? null : patch.digest();
        return new Place(head.workspace(), head.id(), head.treeSha256(), format, stored, digest, null);
    }

    /// Absolute paths are read as those of the workspace's folder.
    private Reading read(Workspace workspace, Submission.Body body, Version head) {
        return parts.reader()
                .in(workspace.folder())
                .read(body, parts.workspaces().files(head.id()));
    }

    /// The one workspace that has all those of the paths that any has.
    private Optional<Workspace> only(Submission.Body body) {
        Set<WorkspacePath> known = new LinkedHashSet<>();
        List<Workspace> all = parts.workspaces().list();
        List<Set<WorkspacePath>> has =
                all.stream().map(each -> existing(each, body)).toList();
        has.forEach(known::addAll);
        List<Workspace> fit = all.stream()
                .filter(each -> !known.isEmpty() && has.get(all.indexOf(each)).containsAll(known))
                .toList();
        return fit.size() == 1 ? Optional.of(fit.getFirst()) : Optional.empty();
    }

    private Set<WorkspacePath> existing(Workspace workspace, Submission.Body body) {
        try {
            Set<WorkspacePath> paths = parts.reader().in(workspace.folder()).paths(body);
            var found = new TreeMap<>(parts.pen().look(workspace.id(), paths));
            found.values().removeIf(Optional::isEmpty);
            return found.keySet();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return Set.of(); // nothing there that may be touched, or the folder is away
        }
    }

    private SubmitResult unbound(Submission submission) {
        return switch (parts.reader().read(submission.body(), FileSource.of(new TreeMap<>()))) {
            case Reading.NoPatch(String reason, List<String> problems) -> new SubmitResult.NoPatch(reason, problems);
            case Reading.Unplaced unplaced -> unbound(submission, unplaced.format());
            case Reading.Located located -> unbound(submission, located.format());
        };
    }

    private SubmitResult unbound(Submission submission, String format) {
        String source = parts.blobs().put(CourseText.body(submission.body()));
        Place nowhere = new Place(null, null, null, format, null, null, null);
        return room.atTheDoor(
                source,
                () -> room.tables
                        .sameUnbound(source)
                        .map(this::known)
                        .orElseGet(() -> take(submission, new Read(nowhere, null, List.of()))));
    }

    private SubmitResult take(Submission submission, Read read) {
        Instant now = parts.clock().instant();
        String id = room.ids.next();
        Place place = read.place();
        Patch patch = read.patch();
        String source = parts.blobs().put(CourseText.body(submission.body()));
        String digest = patch == null ? source : patch.digest();
        Actor actor = submission.actor();
        return room.alone(id, () -> {
            room.ledger.record(new PatchEvent.Proposed(
                    id,
                    place.workspace(),
                    place.baseVersion(),
                    actor.channel().word(),
                    actor.operator(),
                    submission.exchange(),
                    place.format(),
                    patch == null ? 0 : patch.files().size(),
                    patch == null ? 0 : patch.size(),
                    digest,
                    submission.retryOf()));
            if (submission.workspace() == null && place.workspace() != null && place.baseVersion() != null) {
                room.ledger.record(new PatchEvent.Bound(id, place.workspace(), place.baseVersion(), "paths"));
            }
            var unused = parts.states()
                    .create(new PatchRow(
                            Entity.Head.fresh(Machine.PATCH, id, now),
                            null,
                            null,
                            place.workspace() == null ? "" : place.workspace(),
                            place.baseVersion(),
                            digest,
                            0,
                            null,
                            null,
                            submission.retryOf()));
            room.tables.make(List.of(new Change.Put(new ProposalRow(
                    id,
                    1,
                    came(submission, source, patch, now),
                    place,
                    new ProposalRow.Course(
                            Json.texts(read.problems()),
                            CourseText.steps(Steps.NONE.done()),
                            CourseText.steps(Steps.NONE.undone()),
                            CourseText.comments(List.of()))))));
            return result(settled(id));
        });
    }

    private static ProposalRow.Came came(Submission submission, String source, @Nullable Patch patch, Instant now) {
        return new ProposalRow.Came(
                submission.title().isBlank() ? title(patch) : submission.title(),
                submission.actor().operator(),
                submission.actor().channel().name(),
                submission.client(),
                submission.exchange(),
                submission.held(),
                source,
                submission.retryOf(),
                now);
    }

    private static String title(@Nullable Patch patch) {
        if (patch == null) {
            return "a change without a place";
        }
        String first = patch.files().stream()
                .limit(TITLE)
                .map(file -> file.path().value())
                .collect(Collectors.joining(", "));
        int more = patch.files().size() - TITLE;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    /// Where it came to, once the policy and the disk had their say.
    private Case settled(String id) {
        Case of = room.follow.settle(id).orElseThrow();
        if (taken.look(of) || policy.decide(of)) {
            return room.follow.settle(id).orElseThrow();
        }
        return of;
    }

    private SubmitResult result(Case of) {
        boolean refused = of.state().equals("quarantined");
        return refused
                ? new SubmitResult.Refused(
                        room.cases.shown(of), of.kept().ledger().reason())
                : new SubmitResult.Taken(room.cases.shown(of));
    }

    /// Gives an unbound proposal a workspace, and places it there.
    DecisionResult bind(String id, String workspace, Actor actor) {
        return room.decide(id, 0, actor, of -> {
            if (!of.state().equals("created") || of.place().workspace() != null) {
                return room.refused(of, "It is " + of.state() + " and not waiting for a workspace.", actor);
            }
            Workspace found = parts.workspaces().find(workspace).orElse(null);
            if (found == null) {
                return room.refused(of, "There is no workspace " + workspace + ". Nothing was changed.", actor);
            }
            Submission.Body body =
                    CourseText.body(parts.blobs().get(of.row().came().source()));
            Placed placed = placed(found, body, of.row().came().held(), actor);
            Version base = placed.base();
            return switch (placed.reading()) {
                case Reading.NoPatch(String reason, List<String> problems) -> room.refused(of, reason, actor);
                case Reading.Unplaced(String format, List<String> problems) ->
                    room.refused(
                            of,
                            "It has no place in " + found.name() + ": " + String.join("; ", problems)
                                    + ". It stays unbound.",
                            actor);
                case Reading.Located(Patch patch, String format, List<String> repairs) -> {
                    room.ledger.record(new PatchEvent.Bound(id, found.id(), base.id(), "person"));
                    ProposalRow row = of.row()
                            .at(place(base, format, patch))
                            .on(of.row().course().told(Json.texts(repairs)));
                    DecisionResult made = room.made(of, List.of(new Change.Update(row)), actor);
                    yield made instanceof DecisionResult.Made
                            ? new DecisionResult.Made(room.cases.shown(settled(id)))
                            : made;
                }
            };
        });
    }
}
