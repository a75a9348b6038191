package dev.errata.desktop.fake;

import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.GateOutcome;
import java.util.List;

/// Proposals whose gates run.
public final class SomeGates {
    private SomeGates() {}

    /// The same, approved, while the second of its gates runs.
    public static Proposal running(Proposal p) {
        return new Proposal(
                p.id(),
                "queued",
                p.version(),
                p.origin(),
                p.workspace(),
                p.baseVersion(),
                p.patch(),
                p.verdict(),
                p.choices(),
                p.comments(),
                null,
                List.of(
                        new GateOutcome("01KG1", "lint", "LINT", "PASSED", 0, true, "isolated\nfine\n", 900),
                        new GateOutcome(
                                "01KG2", "tests", "UNIT", "RUNNING", -1, true, "isolated\ntest 41 of 120\n", 42_000),
                        new GateOutcome("01KG3", "build", "INTEGRATION", "PENDING", -1, false, "", 0)),
                p.problems(),
                p.reason(),
                p.applied(),
                p.retryOf());
    }
}
