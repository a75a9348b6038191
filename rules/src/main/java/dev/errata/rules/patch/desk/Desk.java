package dev.errata.rules.patch.desk;

import dev.errata.logs.state.Machine;
import dev.errata.logs.store.entity.Wish;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.Approvals;
import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.SubmitResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The desk of a home: everything that is proposed, decided and applied goes over it.
///
/// **Thread:** any that may wait. **Errors:** [dev.errata.logs.store.StoreException] where the home cannot be used;
/// what was decided until then stands, and [#sweep] goes on from there.
public final class Desk implements Approvals {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Room room;
    private final Intake intake;
    private final Reviewing reviewing;
    private final Deciding deciding;
    private final Applying applying;
    private final TakingBack takingBack;
    private final Taken taken;

    public Desk(DeskParts parts) {
        room = new Room(parts);
        taken = new Taken(room);
        deciding = new Deciding(room);
        intake = new Intake(room, new ByPolicy(room, deciding), taken);
        reviewing = new Reviewing(room);
        applying = new Applying(room, taken);
        takingBack = new TakingBack(room);
    }

    /// Goes on where the last process stopped. After the pen's own recovery and that of states, before anybody asks.
    public void start() {
        for (String id : room.tables.orphans()) {
            room.parts
                    .states()
                    .move(Wish.of(Machine.PATCH, id, "quarantined")
                            .because("The process ended before the proposal was stored; propose it again."));
        }
        sweep();
    }

    /// Lets what is over its time expire, closes what a client has written itself, and finishes what an earlier fault
    /// has left. To be called now and then.
    ///
    /// @return how many proposals changed
    public int sweep() {
        int changed = 0;
        for (String id : room.tables.unfinished()) {
            try {
                changed += room.alone(id, () -> sweep(id)) ? 1 : 0;
            } catch (RuntimeException e) {
                LOG.warn("Proposal {} could not be looked after: {}", id, e.getMessage());
            }
        }
        return changed;
    }

    private boolean sweep(String id) {
        long before = room.tables.find(id).map(kept -> kept.version()).orElse(0L);
        room.follow.settle(id).filter(taken::look).ifPresent(of -> room.follow.settle(id));
        return room.tables.find(id).map(kept -> kept.version()).orElse(0L) != before;
    }

    /// The auto-approval policies.
    public Policies policies() {
        return room.policies;
    }

    @Override
    public SubmitResult propose(Submission submission) {
        return intake.propose(submission);
    }

    @Override
    public Optional<Proposal> proposal(String id) {
        return room.cases.find(id).map(room.cases::shown);
    }

    @Override
    public List<Proposal> list(Filter filter) {
        return room.tables.list(filter.states(), filter.workspace(), filter.after(), filter.limit()).stream()
                .map(room.cases::open)
                .map(room.cases::shown)
                .toList();
    }

    @Override
    public List<Stamp> stamps(Filter filter) {
        return room.tables.stamps(filter.states(), filter.workspace(), filter.after(), filter.limit());
    }

    @Override
    public Optional<Stamp> stamp(String id) {
        return room.tables.stamp(id);
    }

    @Override
    public Optional<Proposal> await(String id, long version, Duration atMost) throws InterruptedException {
        Duration left = atMost;
        long heard = room.bell.rings();
        Optional<Proposal> now = proposal(id);
        while (left.isPositive() && now.isPresent() && now.get().version() == version) {
            left = room.bell.await(heard, left);
            heard = room.bell.rings();
            now = proposal(id);
        }
        return now;
    }

    @Override
    public ApplyResult apply(String id, Actor actor) {
        return applying.apply(id, actor);
    }

    @Override
    public DecisionResult choose(String id, long version, Set<Integer> hunks, Choice choice, Actor actor) {
        return reviewing.choose(id, version, hunks, choice, actor);
    }

    @Override
    public DecisionResult undo(String id, Actor actor) {
        return reviewing.undo(id, actor);
    }

    @Override
    public DecisionResult redo(String id, Actor actor) {
        return reviewing.redo(id, actor);
    }

    @Override
    public DecisionResult edit(String id, long version, int hunk, String text, Actor actor) {
        return reviewing.edit(id, version, hunk, text, actor);
    }

    @Override
    public DecisionResult comment(String id, int hunk, String text, Actor actor) {
        return reviewing.comment(id, hunk, text, actor);
    }

    @Override
    public DecisionResult approve(
            String id, long version, Set<Integer> hunks, String reason, boolean override, Actor actor) {
        return deciding.approve(id, version, hunks, reason, override, actor);
    }

    @Override
    public DecisionResult reject(String id, long version, String reason, Actor actor) {
        return deciding.reject(id, version, reason, actor);
    }

    @Override
    public DecisionResult withdraw(String id, String reason, Actor actor) {
        return deciding.withdraw(id, reason, actor);
    }

    @Override
    public DecisionResult cancel(String id, String reason, Actor actor) {
        return applying.cancel(id, reason, actor);
    }

    @Override
    public DecisionResult drop(String id, String reason, Actor actor) {
        return deciding.drop(id, reason, actor);
    }

    @Override
    public DecisionResult bind(String id, String workspace, Actor actor) {
        return intake.bind(id, workspace, actor);
    }

    @Override
    public ApplyResult rollback(String id, String reason, Actor actor) {
        return takingBack.rollback(id, reason, actor);
    }
}
