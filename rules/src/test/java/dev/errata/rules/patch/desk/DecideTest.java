package dev.errata.rules.patch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.Choice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecideTest {
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

    private DecisionResult approve(Proposal proposal, boolean override, String reason, Integer... hunks) {
        return shop.desk.approve(proposal.id(), proposal.version(), Set.of(hunks), reason, override, Shop.ANN);
    }

    @Test
    void anApprovalRejectsAllOtherHunks() {
        Proposal queued = shop.approved(Shop.THREE, 1, 3);
        assertThat(queued.state()).isEqualTo("queued");
        assertThat(queued.accepted()).containsExactly(1, 3);
        assertThat(queued.choice(2)).isEqualTo(Choice.REJECTED);
        assertThat(queued.request()).isNull();
        assertThat(shop.told()).endsWith("approval.granted", "validated>queued");
    }

    @Test
    void withoutNamesItTakesWhatIsAcceptedAndAllIfNothingWasDecided() {
        assertThat(shop.approved(Shop.THREE).accepted()).containsExactly(1, 2, 3);
        Proposal some = shop.propose("a.txt: 3=x, 11=y");
        some = Shop.made(shop.desk.choose(some.id(), some.version(), Set.of(2), Choice.ACCEPTED, Shop.ANN));
        assertThat(Shop.made(approve(some, false, "")).accepted()).containsExactly(2);
        Proposal none = shop.propose("a.txt: 4=x, 12=y");
        none = Shop.made(shop.desk.choose(none.id(), none.version(), Set.of(2), Choice.REJECTED, Shop.ANN));
        assertThat(Shop.refused(approve(none, false, ""))).contains("No hunk is accepted");
        assertThat(Shop.refused(approve(none, false, "", 3))).contains("hunks 1 to 2");
    }

    @Test
    void anUnsafeOrUnknownVerdictNeedsAnOverrideAndAReason() {
        for (String word : List.of("eval", "mystery")) {
            Proposal proposal = shop.propose("a.txt: 2=" + word);
            assertThat(Shop.refused(approve(proposal, false, "please"))).contains("override it and say why");
            assertThat(Shop.refused(approve(proposal, true, " "))).contains("override it and say why");
            assertThat(Shop.made(approve(proposal, true, "I read it")).state()).isEqualTo("queued");
        }
        assertThat(shop.sql(
                        "UPDATE approval_decisions SET overridden = 1 WHERE overridden = 1 AND reason = 'I read it'"))
                .isEqualTo(2);
        assertThat(shop.records().stream()
                        .filter(record -> record.type().equals("approval.granted"))
                        .allMatch(record -> record.body().path("override").asBoolean(false)))
                .isTrue();
    }

    @Test
    void whatIsApprovedIsJudgedByItself() {
        Proposal proposal = shop.propose("a.txt: 2=x, 10=eval, 18=y");
        assertThat(Shop.refused(approve(proposal, false, "", 2))).contains("unsafe");
        assertThat(Shop.made(approve(proposal, false, "", 1, 3)).state()).isEqualTo("queued");
    }

    @Test
    void onlyAPersonDecides() {
        Proposal proposal = shop.propose(Shop.THREE);
        for (Actor.Channel channel : List.of(Actor.Channel.MCP, Actor.Channel.WIRE, Actor.Channel.POLICY)) {
            var actor = new Actor("x", channel);
            assertThat(shop.desk.approve(proposal.id(), proposal.version(), Set.of(), "", false, actor))
                    .isInstanceOf(DecisionResult.Refused.class);
        }
        assertThat(shop.desk.reject(proposal.id(), 0, "x", Shop.AGENT)).isInstanceOf(DecisionResult.Refused.class);
        assertThat(shop.state(proposal.id())).isEqualTo("validated");
    }

    @Test
    void aRejectionNeedsAReason() {
        Proposal proposal = shop.propose(Shop.THREE);
        assertThat(Shop.refused(shop.desk.reject(proposal.id(), proposal.version(), " ", Shop.ANN)))
                .contains("needs a reason");
        Proposal rejected = Shop.made(shop.desk.reject(proposal.id(), proposal.version(), "wrong file", Shop.ANN));
        assertThat(rejected.state()).isEqualTo("quarantined");
        assertThat(rejected.reason()).isEqualTo("wrong file");
        assertThat(Shop.refused(approve(rejected, true, "but yes"))).contains("quarantined");
        assertThat(Shop.made(shop.desk.drop(rejected.id(), "", Shop.ANN)).state())
                .isEqualTo("dropped");
        assertThat(shop.told()).containsSubsequence("approval.denied", "validated>quarantined", "quarantined>dropped");
    }

    @Test
    void aWithdrawnApprovalIsAskedAnewAndCannotBeUsed() {
        Proposal queued = shop.approved(Shop.THREE, 1);
        assertThat(Shop.refused(shop.desk.reject(queued.id(), 0, "no", Shop.ANN)))
                .contains("withdraw");
        Proposal open = Shop.made(shop.desk.withdraw(queued.id(), "wait", Shop.BOB));
        assertThat(open.state()).isEqualTo("validated");
        assertThat(open.request()).isNotNull();
        assertThat(open.accepted()).containsExactly(1);
        assertThat(shop.desk.apply(open.id(), Shop.AGENT)).isInstanceOf(ApplyResult.NotApproved.class);
        assertThat(Shop.refused(shop.desk.withdraw(open.id(), "again", Shop.BOB)))
                .contains("no unused approval");
        assertThat(Shop.made(approve(open, false, "")).state()).isEqualTo("queued");
    }

    @Test
    void silenceIsARefusal() {
        Proposal open = shop.propose(Shop.THREE);
        Proposal queued = shop.approved("b.txt: 1=x");
        shop.pass(Duration.ofDays(7).minusMillis(1));
        assertThat(shop.desk.sweep()).isZero();
        shop.pass(Duration.ofMillis(1));
        assertThat(Shop.refused(approve(open, false, ""))).contains("changed since");
        shop.restart();
        assertThat(shop.now(open.id()).reason()).contains("Nobody decided");
        assertThat(shop.now(queued.id()).reason()).contains("was not used");
        assertThat(shop.desk.apply(queued.id(), Shop.ANN)).isInstanceOf(ApplyResult.NotApproved.class);
        assertThat(shop.told()).containsSubsequence("approval.expired", "validated>quarantined");
        assertThat(shop.told()).containsSubsequence("approval.expired", "queued>quarantined");
        assertThat(shop.work.text("W", "b.txt")).startsWith("one");
    }

    @Test
    void ofTwentyWhoDecideAtOnceOneWins() throws Exception {
        Proposal proposal = shop.propose(Shop.THREE);
        List<DecisionResult> results = together(
                20,
                i -> () -> i % 2 == 0
                        ? shop.desk.approve(proposal.id(), proposal.version(), Set.of(1 + i % 3), "", false, Shop.ANN)
                        : shop.desk.reject(proposal.id(), proposal.version(), "by " + i, Shop.BOB));
        assertThat(results.stream().filter(DecisionResult.Made.class::isInstance))
                .hasSize(1);
        assertThat(shop.told().stream()
                        .filter(type -> type.equals("approval.granted") || type.equals("approval.denied")))
                .hasSize(1);
        assertThat(shop.told().stream().filter(type -> type.equals("approval.refused")))
                .hasSize(19);
    }

    @Test
    void ofTwentyWhoApplyAtOnceOneWrites() throws Exception {
        Proposal queued = shop.approved(Shop.THREE, 2);
        List<ApplyResult> results = together(20, i -> () -> shop.desk.apply(queued.id(), Shop.AGENT));
        assertThat(results.stream().filter(ApplyResult.Applied.class::isInstance))
                .hasSize(1);
        assertThat(shop.work.orders).hasSize(1);
        assertThat(shop.told().stream().filter(type -> type.equals("approval.spent")))
                .hasSize(1);
    }

    @Test
    void ofTwentyWhoProposeTheSameAtOnceOneProposalComes() throws Exception {
        together(20, i -> () -> shop.submit(Shop.THREE));
        assertThat(shop.told().stream().filter(type -> type.equals("patch.proposed")))
                .hasSize(1);
    }

    private interface Each<T> {
        Callable<T> work(int i);
    }

    private static <T> List<T> together(int threads, Each<T> each) throws Exception {
        var start = new CountDownLatch(1);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<T> work = each.work(i);
                futures.add(pool.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        }
    }
}
