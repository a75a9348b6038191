package dev.errata.rules.patch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposals.Filter;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.SubmitResult;
import dev.errata.rules.patch.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProposeTest {
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

    private static Submission submission(@Nullable String workspace, String text, boolean held) {
        return new Submission("", workspace, new Submission.Text(text), Shop.AGENT, "cline", "x1", null, held);
    }

    @Test
    void readsLocatesJudgesAndAsksAPerson() {
        Proposal proposal = shop.propose(Shop.THREE);

        assertThat(proposal.state()).isEqualTo("validated");
        assertThat(proposal.origin().title()).isEqualTo("a.txt");
        assertThat(proposal.ordered().values())
                .containsOnly(Proposal.Choice.PENDING)
                .hasSize(3);
        assertThat(proposal.verdict()).extracting(Verdict::status).isEqualTo(Verdict.Status.CLEAN);
        assertThat(proposal.request()).isNotNull();
        assertThat(Shop.asked(proposal).expires()).isEqualTo(shop.instant().plus(Duration.ofDays(7)));
        assertThat(shop.told())
                .containsExactly("patch.proposed", "patch.evaluated", "created>validated", "approval.requested");
        assertThat(shop.desk.list(Filter.open())).containsExactly(shop.now(proposal.id()));
    }

    @Test
    void knowsTheSameProposalForTheSameBaseWhileItIsOpen() {
        Proposal first = shop.propose(Shop.THREE);
        assertThat(((SubmitResult.Known) shop.submit(Shop.THREE)).proposal()).isEqualTo(shop.now(first.id()));

        shop.work.put("W", "b.txt", "another base");
        assertThat(shop.submit(Shop.THREE)).isInstanceOf(SubmitResult.Taken.class);
        Shop.made(shop.desk.reject(first.id(), 0, "no", Shop.ANN));
        assertThat(shop.desk.list(Filter.open())).hasSize(1);
    }

    @Test
    void keepsNothingOfWhatIsNoPatchOrNamesAnUnknownWorkspace() {
        assertThat(shop.submit("hello")).isInstanceOf(SubmitResult.NoPatch.class);
        assertThat(shop.desk.propose(submission("X", Shop.THREE, true))).isInstanceOf(SubmitResult.NoWorkspace.class);
        assertThat(shop.desk.propose(submission(null, "hello", true))).isInstanceOf(SubmitResult.NoPatch.class);
        assertThat(shop.desk.list(new Filter(List.of(), "", "", 10))).isEmpty();
        assertThat(shop.told()).isEmpty();
    }

    @Test
    void keepsInQuarantineWhatHasNoPlaceInItsBase() {
        var refused = (SubmitResult.Refused) shop.submit("a.txt: 99=x");
        assertThat(refused.reason()).contains("no line 99");
        assertThat(refused.proposal().state()).isEqualTo("quarantined");
        assertThat(refused.proposal().patch()).isNull();
        assertThat(refused.proposal().problems()).containsExactly("a.txt has no line 99");
        assertThat(shop.told()).containsExactly("patch.proposed", "created>quarantined");
    }

    @Test
    void keepsInQuarantineWhatTouchesARefusedPlace() {
        shop.work.refusedPlace = "c.txt";
        var refused = (SubmitResult.Refused) shop.submit("c.txt: +new");
        assertThat(refused.reason()).contains("leads out of the workspace");
    }

    @Test
    void findsTheOneWorkspaceThatHasThePaths() {
        shop.work.create("V");
        shop.work.put("V", "b.txt", "one\ntwo\n");
        var taken = (SubmitResult.Taken) shop.desk.propose(submission(null, "a.txt: 2=x; b.txt: 2=y", true));
        assertThat(taken.proposal().workspace()).isEqualTo("W");
        assertThat(shop.told()).startsWith("patch.proposed", "patch.bound", "patch.evaluated");
    }

    @Test
    void waitsUnboundUntilAPersonBindsIt() {
        shop.work.create("V");
        shop.work.put("V", "b.txt", "one\ntwo\n");
        var taken = (SubmitResult.Taken) shop.desk.propose(submission(null, "b.txt: 3=y", true));
        String id = taken.proposal().id();
        assertThat(taken.proposal().state()).isEqualTo("created");
        assertThat(taken.proposal().workspace()).isNull();
        assertThat(shop.desk.propose(submission(null, "b.txt: 3=y", true))).isInstanceOf(SubmitResult.Known.class);

        shop.restart();
        assertThat(shop.state(id)).isEqualTo("created");
        assertThat(Shop.refused(shop.desk.bind(id, "V", Shop.ANN))).contains("no line 3", "stays unbound");
        Proposal bound = Shop.made(shop.desk.bind(id, "W", Shop.ANN));
        assertThat(bound.state()).isEqualTo("validated");
        assertThat(bound.workspace()).isEqualTo("W");
        assertThat(Shop.refused(shop.desk.bind(id, "W", Shop.ANN))).contains("not waiting for a workspace");
    }

    @Test
    void anUnboundProposalCanBeRejected() {
        var taken = (SubmitResult.Taken) shop.desk.propose(submission(null, "z.txt: +z", true));
        assertThat(Shop.made(shop.desk.reject(taken.proposal().id(), 0, "whose is it?", Shop.ANN))
                        .state())
                .isEqualTo("quarantined");
        assertThat(shop.told()).endsWith("approval.denied", "created>quarantined");
    }

    @Test
    void closesWhatTheClientHasWrittenItself() {
        var seen = (SubmitResult.Taken) shop.desk.propose(submission("W", "b.txt: 2=TWO", false));
        Proposal held = shop.propose("b.txt: 2=TWO; a.txt: 2=x");
        assertThat(shop.desk.sweep()).isZero();

        shop.work.put("W", "b.txt", "one\r\nTWO\r\nthree");
        assertThat(shop.desk.sweep()).isEqualTo(1);
        Proposal closed = shop.now(seen.proposal().id());
        assertThat(closed.state()).isEqualTo("dropped");
        assertThat(closed.reason()).contains("Applied by the client");
        assertThat(closed.verdict()).isNotNull();
        assertThat(shop.told()).endsWith("patch.taken_elsewhere", "validated>quarantined", "quarantined>dropped");
        assertThat(shop.state(held.id())).isEqualTo("validated");
    }

    @Test
    void wakesWhoWaitsForADecision() throws Exception {
        Proposal proposal = shop.propose(Shop.THREE);
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return shop.desk.await(proposal.id(), proposal.version(), Duration.ofSeconds(60));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        DecisionResult decision = shop.desk.reject(proposal.id(), 0, "not now", Shop.ANN);
        Proposal woken = waiting.get(30, TimeUnit.SECONDS).orElseThrow();
        assertThat(woken.version()).isGreaterThan(proposal.version());
        assertThat(Shop.made(decision).state()).isEqualTo("quarantined");
        assertThat(shop.desk.await(proposal.id(), shop.now(proposal.id()).version(), Duration.ofMillis(5)))
                .contains(shop.now(proposal.id()));
        assertThat(shop.desk.await("none", 0, Duration.ofSeconds(60))).isEmpty();
    }

    @Test
    void listsByStateWorkspaceAndPage() {
        Proposal first = shop.propose("a.txt: 2=x");
        Proposal second = shop.propose("a.txt: 3=x");
        shop.submit("a.txt: 99=x");
        assertThat(shop.desk.list(new Filter(List.of("quarantined"), "W", "", 10)))
                .hasSize(1);
        assertThat(shop.desk.list(new Filter(List.of("validated"), "", first.id(), 10)))
                .extracting(Proposal::id)
                .containsExactly(second.id());
        assertThat(shop.desk.list(new Filter(List.of(), "V", "", 10))).isEmpty();
    }
}
