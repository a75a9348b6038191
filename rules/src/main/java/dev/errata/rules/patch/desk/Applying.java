package dev.errata.rules.patch.desk;

import dev.errata.logs.event.ApprovalEvent;
import dev.errata.logs.event.PatchEvent;
import dev.errata.logs.store.StoreException;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.GateOutcome;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.store.patch.Change;
import dev.errata.rules.store.patch.DecisionRow;
import dev.errata.rules.store.patch.RequestRow;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Writes what was approved, once.
///
/// ```
/// locked:    queued? -> ticket and approval as they were? -> touched files as they were? -> ticket spent
/// unlocked:  gates on a copy -> the pen -> read again -> applied -> verified -> committed
/// cancelled: while gates run, the approval is taken back: validated, asked anew
/// ```
final class Applying {
    private final Room room;
    private final DeskParts parts;
    private final CarryingOver carrying;
    private final Taken taken;
    /// Who wants the gates of a proposal ended, while they run; nobody, at first.
    private final Map<String, Optional<Stop>> stops = new ConcurrentHashMap<>();

    Applying(Room room, Taken taken) {
        this.room = room;
        this.parts = room.parts;
        this.carrying = new CarryingOver(room);
        this.taken = taken;
    }

    /// What is to be written: the case after its ticket was spent.
    private record Order(
            Case of,
            NavigableMap<WorkspacePath, Optional<FileImage>> before,
            NavigableMap<WorkspacePath, Optional<FileImage>> after,
            Actor actor) {}

    private record Stop(String reason, Actor actor) {}

    private sealed interface Start {
        record Go(Order order) implements Start {}

        record Stop(ApplyResult result) implements Start {}
    }

    ApplyResult apply(String id, Actor actor) {
        return switch (room.alone(id, () -> start(id, actor))) {
            case Start.Stop(ApplyResult result) -> result;
            case Start.Go(Order order) -> {
                try {
                    yield write(order);
                } catch (RuntimeException | Error e) {
                    // Where it came to its end its mark is gone; the next one may stand there.
                    room.follow.applied(id);
                    throw e;
                } finally {
                    room.bell.ring();
                }
            }
        };
    }

    private Start start(String id, Actor actor) {
        Optional<Case> found = room.follow.settle(id);
        if (found.isEmpty()) {
            return new Start.Stop(new ApplyResult.Missing(id));
        }
        Case of = found.get();
        boolean again = of.state().equals("apply_failed") && of.asked().equals("spent");
        boolean first = of.state().equals("queued") && of.asked().equals("granted");
        if (room.follow.isApplying(id) || !(again || first)) {
            return stop(of, idle(of), actor);
        }
        DecisionRow grant = of.kept().decision();
        String fault = again && room.asking.expired(of.request())
                ? "The approval was for a try until " + of.request().expires() + "; propose it again."
                : room.asking.fault(of, grant);
        if (!fault.isEmpty() || grant == null) {
            return stop(of, fault + " Nothing was written.", actor);
        }
        if (again) {
            if (!room.ledger.move(of, "queued", "", actor.operator())) {
                return stop(of, "It was changed meanwhile.", actor);
            }
            of = room.cases.find(id).orElseThrow();
        }
        return touched(of, grant, actor);
    }

    private String idle(Case of) {
        if (room.follow.isApplying(of.id())) {
            return "It is being applied already.";
        }
        return switch (of.state()) {
            case "created" -> "It is bound to no workspace yet, and nobody has approved it.";
            case "validated" -> "Nobody has approved it yet.";
            case "committed" -> "It is applied already; an approval counts once.";
            default -> "It is " + of.state() + " and not approved.";
        };
    }

    private Start stop(Case of, String reason, Actor actor) {
        room.noted(of, reason, actor);
        return new Start.Stop(new ApplyResult.NotApproved(room.cases.shown(of), reason));
    }

    private Start touched(Case of, DecisionRow grant, Actor actor) {
        Set<Integer> hunks = CourseText.numbers(grant.hunks());
        Patch part = Asking.part(of, hunks);
        NavigableMap<WorkspacePath, Optional<FileImage>> before = part.before();
        if (!parts.pen().look(of.workspace(), before.keySet()).equals(before)) {
            if (taken.look(of)) {
                Case closed = room.follow.settle(of.id()).orElse(of);
                return new Start.Stop(new ApplyResult.NotApproved(room.cases.shown(closed), Follow.TAKEN));
            }
            return new Start.Stop(carrying.over(of, actor));
        }
        // Marked before the ticket is spent, so that nobody takes a spent ticket for one that a crash left.
        room.follow.applying(of.id());
        try {
            if (of.asked().equals("granted")) {
                spend(of);
            }
            Case spent = room.cases.find(of.id()).orElseThrow();
            return new Start.Go(new Order(spent, before, of.located().result(hunks), actor));
        } catch (RuntimeException e) {
            room.follow.applied(of.id());
            throw e;
        }
    }

    private void spend(Case of) {
        RequestRow request = of.request();
        room.ledger.record(new ApprovalEvent.Spent(request.id(), of.id(), request.ticket()));
        if (!room.tables.make(List.of(new Change.Close(request.id(), "granted", "spent")))) {
            throw new StoreException("The approval of " + of.id()
                    + " was changed by another program meanwhile. Nothing was written; look again.");
        }
    }

    /// Ends the gates of a proposal, if they run.
    DecisionResult cancel(String id, String reason, Actor actor) {
        boolean heard = Deciding.decides(actor)
                && stops.computeIfPresent(
                                id, (key, before) -> Optional.of(before.orElse(new Stop(reason.strip(), actor))))
                        != null;
        Optional<Case> found = room.cases.find(id);
        if (found.isEmpty()) {
            return new DecisionResult.Missing(id);
        }
        return heard
                ? new DecisionResult.Made(room.cases.shown(found.get()))
                : room.refused(
                        found.get(),
                        !Deciding.decides(actor)
                                ? "Only a person can decide."
                                : room.follow.isApplying(id)
                                        ? "Its files are being written already; roll it back afterwards."
                                        : "No gates run for it: it is "
                                                + found.get().state() + ".",
                        actor);
    }

    /// The gates were ended: the approval is taken back, and a person is asked anew.
    private ApplyResult cancelled(Case of, Stop stop) {
        String reason = "Cancelled while its gates ran" + (stop.reason().isEmpty() ? "" : ": " + stop.reason())
                + ". Nothing was written.";
        RequestRow request = of.request();
        room.ledger.record(new ApprovalEvent.Withdrawn(
                request.id(),
                of.id(),
                request.ticket(),
                reason,
                stop.actor().operator(),
                stop.actor().channel().word()));
        if (!room.tables.make(List.of(
                new Change.Close(request.id(), "spent", "withdrawn"),
                new Change.Decide(room.asking.decision(of, "withdrawn", Set.of(), reason, stop.actor(), false))))) {
            throw new StoreException("The approval of " + of.id() + " was changed by another program meanwhile.");
        }
        return new ApplyResult.NotApproved(now(of), reason);
    }

    private ApplyResult write(Order order) {
        stops.put(order.of().id(), Optional.empty());
        try {
            return writeUnlessStopped(order);
        } catch (RuntimeException | Error e) {
            stops.remove(order.of().id());
            throw e;
        }
    }

    private ApplyResult writeUnlessStopped(Order order) {
        Case of = order.of();
        try {
            String head =
                    parts.workspaces().snapshot(of.workspace(), order.actor()).id();
            FileSource result = parts.workspaces().files(head).with(order.after());
            List<GateOutcome> gates = parts.gates().run(room.cases.shown(of), result, () -> isStopped(of.id()));
            // From here on nobody is heard any more: its files are written, or it is blocked.
            Optional<Stop> stop = unheard(of.id());
            if (stop.isPresent()) {
                return cancelled(of, stop.get());
            }
            String failed = gates.stream()
                    .filter(gate -> !gate.state().equals("PASSED"))
                    .map(gate -> gate.name() + " " + gate.state().toLowerCase(Locale.ROOT) + " (exit code "
                            + gate.exitCode() + ")")
                    .collect(Collectors.joining(", "));
            return failed.isEmpty() ? pen(order) : blocked(of, failed);
        } catch (UncheckedIOException | IllegalArgumentException | StoreException e) {
            Optional<Stop> stop = unheard(of.id());
            return stop.isPresent()
                    ? cancelled(of, stop.get())
                    : failed(of, "prepare", String.valueOf(e.getMessage()));
        }
    }

    /// Ends the listening, and gives what was wished until now.
    private Optional<Stop> unheard(String id) {
        return Optional.ofNullable(stops.remove(id)).flatMap(wish -> wish);
    }

    private boolean isStopped(String id) {
        return Optional.ofNullable(stops.get(id)).flatMap(wish -> wish).isPresent();
    }

    private ApplyResult blocked(Case of, String failed) {
        String reason = "A gate did not pass on a copy of the result: " + failed + ". Nothing was written.";
        room.ledger.move(of, "quarantined", reason, null);
        return new ApplyResult.Blocked(now(of), reason);
    }

    private ApplyResult pen(Order order) {
        Case of = order.of();
        Pen.Outcome outcome = parts.pen()
                .write(new Pen.Order(of.workspace(), of.id(), order.before(), order.after(), "patch", order.actor()));
        return switch (outcome) {
            case Pen.Outcome.Written(String version, String sha256) -> written(order, version, sha256);
            case Pen.Outcome.Failed(String step, String reason) -> failed(of, step, reason);
            case Pen.Outcome.Stale stale -> {
                room.follow.applied(of.id());
                yield room.alone(of.id(), () -> carrying.over(of, order.actor()));
            }
        };
    }

    private Proposal now(Case of) {
        room.follow.applied(of.id());
        return room.alone(
                of.id(), () -> room.cases.shown(room.follow.settle(of.id()).orElse(of)));
    }

    private ApplyResult failed(Case of, String step, String reason) {
        room.ledger.record(
                new PatchEvent.ApplyFailed(of.id(), step, of.kept().ledger().tries() + 1, reason));
        room.follow.failed(of, reason);
        return new ApplyResult.Failed(now(of), reason);
    }

    private ApplyResult written(Order order, String version, String sha256) {
        Case of = order.of();
        room.ledger.record(new PatchEvent.Applied(
                of.id(), of.workspace(), version, sha256, order.after().size()));
        room.ledger.move(of, "applied", "", order.actor().operator());
        if (!parts.pen().look(of.workspace(), order.after().keySet()).equals(order.after())) {
            return restored(order);
        }
        return new ApplyResult.Applied(now(of), version);
    }

    /// What stands there is not what the gates saw. The pen has read it back already, so another program was quick.
    private ApplyResult restored(Order order) {
        Case of = room.cases.find(order.of().id()).orElse(order.of());
        Pen.Outcome back = parts.pen()
                .write(new Pen.Order(
                        of.workspace(),
                        of.id(),
                        /* before= */ order.after(),
                        /* after= */ order.before(),
                        "rollback",
                        order.actor()));
        String reason = "What was written is not what stands there now, because another program wrote too. "
                + (back instanceof Pen.Outcome.Written
                        ? "The files are as they were before."
                        : "The other program's files were left alone; look at the workspace's versions.");
        room.ledger.move(of, "quarantined", reason, null);
        return new ApplyResult.Failed(now(of), reason);
    }
}
