package dev.errata.rules.patch.desk;

import dev.errata.logs.event.ApprovalEvent;
import dev.errata.logs.store.entity.Ulids;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.store.patch.Change;
import dev.errata.rules.store.patch.DeskTables;
import dev.errata.rules.store.patch.RequestRow;
import dev.errata.rules.work.Bell;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// What all who work at the desk share: one proposal at a time, read anew, and everybody told at the end.
///
/// A proposal's lock is held while somebody decides on it, so that of two who do so at once the second finds it
/// changed. It is not held while gates run and files are written: then `Follow` knows that it is being applied.
final class Room {
    private static final int LOCKS = 64;

    final DeskParts parts;
    /// Of its own: that of states goes on behind the last event of the history, where requests and decisions that came
    /// after it have theirs.
    final Ulids ids;

    final DeskTables tables;
    final Ledger ledger;
    final Cases cases;
    final Judge judge;
    final Policies policies;
    final Asking asking;
    final Follow follow;
    final Bell bell = new Bell();
    private final List<ReentrantLock> locks = locks();

    /// Of their own, as they are taken before those of proposals, never after.
    private final List<ReentrantLock> doors = locks();

    Room(DeskParts parts) {
        this.parts = parts;
        ids = new Ulids(parts.clock(), parts.random());
        tables = new DeskTables(parts.database());
        ledger = new Ledger(parts.states(), parts.journal());
        cases = new Cases(tables, parts);
        judge = new Judge(tables, parts);
        policies = new Policies(tables, ledger, cases, parts.trees());
        asking = new Asking(parts, ids, policies);
        follow = new Follow(tables, cases, ledger, judge, asking, parts);
    }

    private static List<ReentrantLock> locks() {
        return IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toList();
    }

    /// Works while nobody else works on the proposal.
    <T> T alone(String id, Supplier<T> work) {
        return alone(locks, id, work);
    }

    /// Works while nobody else brings the same proposal in.
    <T> T atTheDoor(String about, Supplier<T> work) {
        return alone(doors, about, work);
    }

    private <T> T alone(List<ReentrantLock> locks, String key, Supplier<T> work) {
        ReentrantLock lock = locks.get(Math.floorMod(key.hashCode(), LOCKS));
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
            bell.ring();
        }
    }

    /// Decides on a proposal as it stands.
    ///
    /// @param version that it was decided on; 0 if any will do
    DecisionResult decide(String id, long version, Actor actor, Function<Case, DecisionResult> work) {
        return alone(id, () -> {
            Optional<Case> found = follow.settle(id);
            if (found.isEmpty()) {
                return new DecisionResult.Missing(id);
            }
            Case of = found.get();
            if (version != 0 && version != of.kept().version()) {
                return refused(
                        of,
                        "It was changed since it was read (its version is "
                                + of.kept().version() + "). Nothing was changed; look again.",
                        actor);
            }
            return work.apply(of);
        });
    }

    /// Stores what was decided and goes where that leads.
    DecisionResult made(Case of, List<Change> changes, Actor actor) {
        if (!tables.make(changes)) {
            return refused(of, "It was changed by another program meanwhile. Nothing was changed; look again.", actor);
        }
        return followed(of);
    }

    /// Goes where the facts lead.
    DecisionResult followed(Case of) {
        Case now = follow.settle(of.id()).orElse(of);
        return new DecisionResult.Made(cases.shown(now));
    }

    /// Says no, and says so to the journal.
    DecisionResult refused(Case of, String reason, Actor actor) {
        noted(of, reason, actor);
        return new DecisionResult.Refused(cases.shown(of), reason);
    }

    void noted(Case of, String reason, Actor actor) {
        RequestRow request = of.kept().request();
        ledger.note(new ApprovalEvent.Refused(
                request == null ? "" : request.id(),
                of.id(),
                request == null ? "" : request.ticket(),
                reason,
                actor.channel().word()));
    }
}
