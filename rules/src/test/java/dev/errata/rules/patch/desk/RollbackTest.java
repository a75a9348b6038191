package dev.errata.rules.patch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.Proposal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RollbackTest {
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

    private Proposal applied(String text, Integer... hunks) {
        Proposal queued = shop.approved(text, hunks);
        assertThat(shop.desk.apply(queued.id(), Shop.AGENT)).isInstanceOf(ApplyResult.Applied.class);
        return shop.now(queued.id());
    }

    @Test
    void bringsTheFilesBack() {
        String a = shop.work.text("W", "a.txt");
        String b = shop.work.text("W", "b.txt");
        Proposal committed = applied("a.txt: 2=two, 18=x; b.txt: -; sub/c.txt: +new", 1, 3, 4);
        var back = (ApplyResult.Applied) shop.desk.rollback(committed.id(), "broke the build", Shop.ANN);
        assertThat(shop.work.text("W", "a.txt")).isEqualTo(a);
        assertThat(shop.work.text("W", "b.txt")).isEqualTo(b);
        assertThat(shop.work.text("W", "sub/c.txt")).isEmpty();
        assertThat(back.proposal().state()).isEqualTo("rolled_back");
        assertThat(back.proposal().reason()).isEqualTo("broke the build");
        assertThat(shop.told()).endsWith("patch.rolled_back", "committed>rolled_back");
        assertThat(((ApplyResult.NotApproved) shop.desk.rollback(committed.id(), "twice", Shop.ANN)).reason())
                .contains("rolled_back");
    }

    @Test
    void keepsLaterChangesOfTheSameFile() {
        Proposal first = applied("a.txt: 2=two");
        Proposal second = applied("a.txt: 12=twelve");
        assertThat(shop.desk.rollback(first.id(), "no", Shop.ANN)).isInstanceOf(ApplyResult.Applied.class);
        assertThat(shop.work.text("W", "a.txt"))
                .contains("line 2\n", "twelve\n")
                .doesNotContain("two\n");
        assertThat(shop.state(second.id())).isEqualTo("committed");
    }

    @Test
    void saysWhatWasChangedSinceAndChangesNothing() {
        Proposal first = applied("a.txt: 2=two; b.txt: 1=x");
        applied("a.txt: 2=three");
        String now = shop.work.text("W", "a.txt");
        var stale = (ApplyResult.Stale) shop.desk.rollback(first.id(), "no", Shop.ANN);
        assertThat(stale.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.reason()).startsWith("a.txt: ");
            assertThat(conflict.regions()).isNotEmpty();
        });
        assertThat(shop.work.text("W", "a.txt")).isEqualTo(now);
        assertThat(shop.work.text("W", "b.txt")).startsWith("x");
        assertThat(shop.state(first.id())).isEqualTo("committed");
    }

    @Test
    void needsAPersonAReasonAndSomethingCommitted() {
        Proposal committed = applied("a.txt: 2=two");
        assertThat(((ApplyResult.NotApproved) shop.desk.rollback(committed.id(), "", Shop.ANN)).reason())
                .contains("reason");
        assertThat(((ApplyResult.NotApproved) shop.desk.rollback(committed.id(), "x", Shop.AGENT)).reason())
                .contains("person");
        Proposal open = shop.propose("b.txt: 1=x");
        assertThat(((ApplyResult.NotApproved) shop.desk.rollback(open.id(), "x", Shop.ANN)).reason())
                .contains("validated");
        assertThat(shop.desk.rollback("none", "x", Shop.ANN)).isInstanceOf(ApplyResult.Missing.class);
        assertThat(shop.work.orders).hasSize(1);
    }

    @Test
    void aRollbackThatFailsLeavesItCommittedAndCanBeTriedAgain() {
        Proposal committed = applied("a.txt: 2=two");
        shop.work.outcome = written -> new Pen.Outcome.Failed("rename", "disk full");
        assertThat(shop.desk.rollback(committed.id(), "x", Shop.ANN)).isInstanceOf(ApplyResult.Failed.class);
        shop.restart();
        assertThat(shop.state(committed.id())).isEqualTo("committed");
        shop.work.outcome = written -> written;
        assertThat(shop.desk.rollback(committed.id(), "x", Shop.ANN)).isInstanceOf(ApplyResult.Applied.class);
    }
}
