package dev.errata.rules.patch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.Conflict;
import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.GateOutcome;
import dev.errata.rules.patch.WorkspacePath;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApplyTest {
    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private ApplyResult apply(Proposal proposal) {
        return shop.desk.apply(proposal.id(), Shop.AGENT);
    }

    @Test
    void writesTheAcceptedHunksAndNothingElse() {
        String before = shop.work.text("W", "a.txt");
        Proposal queued = shop.approved(Shop.THREE, 1, 3);
        var applied = (ApplyResult.Applied) apply(queued);
        assertThat(shop.work.text("W", "a.txt"))
                .isEqualTo(before.replace("line 2\n", "two\n").replace("line 18\n", "eighteen\n"));
        assertThat(applied.proposal().state()).isEqualTo("committed");
        assertThat(applied.proposal().applied()).isEqualTo(applied.version());
        assertThat(shop.told())
                .endsWith(
                        "approval.granted",
                        "validated>queued",
                        "approval.spent",
                        "patch.applied",
                        "queued>applied",
                        "applied>verified",
                        "verified>committed");
    }

    @Test
    void anApprovalCountsOnce() {
        Proposal queued = shop.approved(Shop.THREE, 1);
        assertThat(apply(queued)).isInstanceOf(ApplyResult.Applied.class);
        assertThat(((ApplyResult.NotApproved) apply(queued)).reason()).contains("counts once");
        shop.restart();
        assertThat(apply(queued)).isInstanceOf(ApplyResult.NotApproved.class);
        assertThat(shop.work.orders).hasSize(1);
        assertThat(shop.desk.apply("none", Shop.ANN)).isInstanceOf(ApplyResult.Missing.class);
    }

    @Test
    void whatIsNotApprovedIsNotWritten() {
        Proposal open = shop.propose(Shop.THREE);
        assertThat(((ApplyResult.NotApproved) apply(open)).reason()).contains("Nobody has approved");
        assertThat(shop.work.orders).isEmpty();
    }

    @Test
    void changesElsewhereDoNotMatter() {
        Proposal queued = shop.approved("a.txt: 2=two; b.txt: 1=x", 1);
        shop.work.put("W", "b.txt", "quite other");
        shop.work.put("W", "c.txt", "new");
        assertThat(apply(queued)).isInstanceOf(ApplyResult.Applied.class);
        assertThat(shop.work.text("W", "b.txt")).isEqualTo("quite other");
        assertThat(shop.seenByGates.getLast().file(new WorkspacePath("c.txt"))).isPresent();
    }

    @Test
    void aTouchedFileThatChangedIsCarriedOverAndAskedAnew() {
        Proposal queued = shop.approved(Shop.THREE, 1, 3);
        shop.work.put("W", "a.txt", "// top\n" + shop.work.text("W", "a.txt"));
        var refused = (ApplyResult.NotApproved) apply(queued);
        assertThat(refused.reason()).contains("Carried over", "approve it again");
        Proposal open = refused.proposal();
        assertThat(open.state()).isEqualTo("validated");
        assertThat(open.accepted()).containsExactly(1, 3);
        assertThat(open.baseVersion()).isNotEqualTo(queued.baseVersion());
        assertThat(open.request()).isNotNull();
        assertThat(shop.work.orders).isEmpty();
        assertThat(shop.told()).endsWith("patch.rebased", "patch.evaluated", "approval.requested", "queued>validated");

        shop.restart();
        Shop.made(shop.desk.approve(open.id(), open.version(), Set.of(), "", false, Shop.ANN));
        assertThat(apply(open)).isInstanceOf(ApplyResult.Applied.class);
        assertThat(shop.work.text("W", "a.txt"))
                .startsWith("// top\nline 1\ntwo\n")
                .contains("line 10", "eighteen");
    }

    @Test
    void aTouchedFileInWhichAHunkHasNoPlaceAnyMoreIsAConflict() {
        Proposal queued = shop.approved(Shop.THREE, 1);
        shop.work.put("W", "a.txt", "other\n");
        var stale = (ApplyResult.Stale) apply(queued);
        assertThat(stale.conflicts()).extracting(Conflict::reason).containsExactly("hunk 1", "hunk 2", "hunk 3");
        assertThat(stale.proposal().state()).isEqualTo("queued");
        assertThat(shop.work.text("W", "a.txt")).isEqualTo("other\n");
        assertThat(shop.told()).endsWith("patch.rebased");
    }

    @Test
    void aFileThatChangesInTheLastMomentIsLeftAlone() {
        Proposal queued = shop.approved(Shop.THREE, 1);
        shop.work.beforeWrite = () -> shop.work.put("W", "a.txt", "line 1\nline 2\nline 3\nx\n");
        var stale = (ApplyResult.Stale) apply(queued);
        assertThat(stale.proposal().state()).isEqualTo("validated");
        assertThat(stale.proposal().request()).isNotNull();
        assertThat(shop.work.text("W", "a.txt")).isEqualTo("line 1\nline 2\nline 3\nx\n");
        assertThat(apply(queued)).isInstanceOf(ApplyResult.NotApproved.class);
    }

    @Test
    void aGateThatFailsQuarantinesAndNothingIsWritten() {
        Proposal queued = shop.approved(Shop.THREE, 1);
        shop.gates.add(new GateOutcome("g1", "lint", "LINT", "PASSED", 0, true, "", 5));
        shop.gates.add(new GateOutcome("g2", "tests", "UNIT", "FAILED", 3, true, "boom", 5));
        var blocked = (ApplyResult.Blocked) apply(queued);
        assertThat(blocked.reason()).contains("tests failed (exit code 3)").doesNotContain("lint");
        assertThat(blocked.proposal().state()).isEqualTo("quarantined");
        assertThat(shop.work.orders).isEmpty();
        assertThat(shop.seenByGates
                        .getLast()
                        .file(new WorkspacePath("a.txt"))
                        .orElseThrow()
                        .content()
                        .text())
                .contains("two\n")
                .doesNotContain("ten\n");
    }

    @Test
    void cancellingTheGatesTakesTheApprovalBackAndAsksAgain() {
        Proposal queued = shop.approved(Shop.THREE, 1);
        shop.gates.add(new GateOutcome("g1", "tests", "UNIT", "FAILED", -1, true, "", 5));
        shop.whileGatesRun = cancelled -> {
            assertThat(cancelled.getAsBoolean()).isFalse();
            Shop.made(shop.desk.cancel(queued.id(), "too slow", Shop.ANN));
            assertThat(cancelled.getAsBoolean()).isTrue();
        };
        var cancelled = (ApplyResult.NotApproved) apply(queued);
        assertThat(cancelled.reason()).contains("too slow").contains("Nothing was written");
        assertThat(cancelled.proposal().state()).isEqualTo("validated");
        assertThat(cancelled.proposal().request()).isNotNull();
        assertThat(cancelled.proposal().accepted()).containsExactly(1);
        assertThat(shop.work.orders).isEmpty();
        assertThat(shop.told()).contains("approval.withdrawn").endsWith("queued>validated", "approval.requested");

        shop.whileGatesRun = running -> {};
        shop.gates.clear();
        assertThat(apply(queued)).isInstanceOf(ApplyResult.NotApproved.class);
        Shop.made(shop.desk.approve(queued.id(), 0, Set.of(), "", false, Shop.ANN));
        assertThat(apply(queued)).isInstanceOf(ApplyResult.Applied.class);
    }

    @Test
    void onlyGatesThatRunCanBeCancelledAndOnlyByAPerson() {
        Proposal queued = shop.approved(Shop.THREE, 1);
        assertThat(shop.desk.cancel(queued.id(), "", Shop.ANN)).isInstanceOf(DecisionResult.Refused.class);
        assertThat(shop.desk.cancel("nothing", "", Shop.ANN)).isInstanceOf(DecisionResult.Missing.class);
        shop.whileGatesRun = cancelled -> {
            assertThat(shop.desk.cancel(queued.id(), "", Shop.AGENT)).isInstanceOf(DecisionResult.Refused.class);
            assertThat(cancelled.getAsBoolean()).isFalse();
        };
        shop.work.beforeWrite = () -> assertThat(
                        ((DecisionResult.Refused) shop.desk.cancel(queued.id(), "", Shop.ANN)).reason())
                .contains("written already");
        assertThat(apply(queued)).isInstanceOf(ApplyResult.Applied.class);
    }

    @Test
    void whatCannotBeWrittenIsTriedThreeTimes() {
        Proposal queued = shop.approved(Shop.THREE, 1);
        shop.work.outcome = written -> new Pen.Outcome.Failed("rename", "disk full");
        for (int attempt = 1; attempt <= 2; attempt++) {
            var failed = (ApplyResult.Failed) apply(queued);
            assertThat(failed.reason()).contains("disk full");
            assertThat(failed.proposal().state()).isEqualTo("apply_failed");
            assertThat(failed.proposal().reason()).contains("disk full");
            shop.restart();
        }
        var last = (ApplyResult.Failed) apply(queued);
        assertThat(last.proposal().state()).isEqualTo("quarantined");
        assertThat(last.proposal().reason()).contains("3 tries", "disk full");
        assertThat(shop.told())
                .containsSubsequence(
                        "queued>apply_failed",
                        "apply_failed>queued",
                        "queued>apply_failed",
                        "apply_failed>queued",
                        "queued>apply_failed",
                        "apply_failed>quarantined");
        assertThat(shop.told().stream().filter(type -> type.equals("approval.spent")))
                .hasSize(1);
    }

    @Test
    void aSecondTryMayDoAndIsStillForTheSameFiles() {
        Proposal first = shop.approved(Shop.THREE, 1);
        shop.work.outcome = written -> new Pen.Outcome.Failed("rename", "disk full");
        assertThat(apply(first)).isInstanceOf(ApplyResult.Failed.class);
        shop.work.outcome = written -> written;
        shop.work.put("W", "a.txt", "// top\n" + shop.work.text("W", "a.txt"));
        assertThat(apply(first)).isInstanceOf(ApplyResult.NotApproved.class);
        assertThat(shop.state(first.id())).isEqualTo("validated");

        Proposal second = shop.approved("b.txt: 2=TWO");
        shop.work.outcome = written -> new Pen.Outcome.Failed("rename", "disk full");
        assertThat(apply(second)).isInstanceOf(ApplyResult.Failed.class);
        shop.work.outcome = written -> written;
        assertThat(apply(second)).isInstanceOf(ApplyResult.Applied.class);
        assertThat(shop.work.text("W", "b.txt")).isEqualTo("one\r\nTWO\r\nthree");
    }

    @Test
    void whatAnotherProgramOverwritesAtOnceIsNotCommitted() {
        Proposal queued = shop.approved(Shop.THREE, 1);
        shop.work.afterWrite = () -> {
            shop.work.afterWrite = () -> {};
            shop.work.put("W", "a.txt", "theirs\n");
        };
        var failed = (ApplyResult.Failed) apply(queued);
        assertThat(failed.proposal().state()).isEqualTo("quarantined");
        assertThat(failed.reason()).contains("left alone");
        assertThat(shop.work.text("W", "a.txt")).isEqualTo("theirs\n");
        assertThat(shop.told()).endsWith("queued>applied", "applied>quarantined");
    }

    @Test
    void createsAndDeletesFiles() {
        Proposal queued = shop.approved("b.txt: -; sub/c.txt: +new");
        assertThat(apply(queued)).isInstanceOf(ApplyResult.Applied.class);
        assertThat(shop.work.text("W", "sub/c.txt")).isEqualTo("new\n");
        assertThat(shop.work.text("W", "b.txt")).isEmpty();
        assertThat(List.of(shop.state(queued.id()))).containsExactly("committed");
    }
}
