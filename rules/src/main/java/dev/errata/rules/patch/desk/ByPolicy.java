package dev.errata.rules.patch.desk;

import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal.GateOutcome;
import dev.errata.rules.patch.approve.Policy;
import dev.errata.rules.patch.approve.PolicyCheck;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets a workspace's policy decide on a proposal that nobody has looked at yet.
///
/// Where it asks for gates they run in the background, with no lock held; who decides meanwhile comes first.
final class ByPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(ByPolicy.class);

    private final Room room;
    private final Deciding deciding;

    ByPolicy(Room room, Deciding deciding) {
        this.room = room;
        this.deciding = deciding;
    }

    /// Looks at a new case.
    ///
    /// @return whether it was approved just now
    boolean decide(Case of) {
        if (!of.state().equals("validated")
                || !of.asked().equals("open")
                || !of.damage().isEmpty()) {
            return false;
        }
        PolicyCheck check = check(of);
        if (!check.objections(of.located(), of.judged()).isEmpty()) {
            return false;
        }
        if (check.asksForGates()) {
            room.parts.background().execute(() -> afterGates(of));
            return false;
        }
        return deciding.byPolicy(of) instanceof DecisionResult.Made;
    }

    /// The policy that the case's ticket names; one that is off if another is in force by now.
    private PolicyCheck check(Case of) {
        Policy policy = room.policies.inForce(of.workspace());
        return room.policies.check(policy.sha256().equals(of.request().policy()) ? policy : Policy.OFF);
    }

    private void afterGates(Case of) {
        try {
            Patch patch = of.located();
            FileSource base =
                    room.parts.workspaces().files(String.valueOf(of.place().baseVersion()));
            List<GateOutcome> gates =
                    room.parts.gates().run(room.cases.shown(of), base.with(patch.result(patch.all())), () -> false);
            room.alone(of.id(), () -> {
                Case now = room.follow.settle(of.id()).orElse(of);
                PolicyCheck check = check(now);
                boolean untouched = now.kept().version() == of.kept().version();
                return untouched
                        && check.objections(now.located(), now.judged()).isEmpty()
                        && check.objections(gates).isEmpty()
                        && deciding.byPolicy(now) instanceof DecisionResult.Made;
            });
        } catch (RuntimeException e) {
            LOG.warn("The policy could not look at proposal {}, which waits for a person: {}", of.id(), e.getMessage());
        }
    }
}
