package dev.errata.rules.patch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.Verdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReviewTest {
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

    private Proposal choose(Proposal proposal, Choice choice, Integer... hunks) {
        return Shop.made(shop.desk.choose(proposal.id(), proposal.version(), Set.of(hunks), choice, Shop.ANN));
    }

    @Test
    void choicesAreKeptUndoneAndDoneAgainOverARestart() {
        Proposal proposal = shop.propose(Shop.THREE);
        proposal = choose(proposal, Choice.ACCEPTED, 1, 3);
        proposal = choose(proposal, Choice.REJECTED, 3);
        shop.restart();
        proposal = shop.now(proposal.id());
        assertThat(proposal.ordered())
                .containsExactlyEntriesOf(
                        new TreeMap<>(Map.of(1, Choice.ACCEPTED, 2, Choice.PENDING, 3, Choice.REJECTED)));

        proposal = Shop.made(shop.desk.undo(proposal.id(), Shop.ANN));
        assertThat(proposal.choice(3)).isEqualTo(Choice.ACCEPTED);
        shop.restart();
        proposal = Shop.made(shop.desk.redo(proposal.id(), Shop.ANN));
        assertThat(proposal.choice(3)).isEqualTo(Choice.REJECTED);
        assertThat(Shop.refused(shop.desk.redo(proposal.id(), Shop.ANN))).contains("nothing to do again");
        Shop.made(shop.desk.undo(proposal.id(), Shop.ANN));
        proposal = Shop.made(shop.desk.undo(proposal.id(), Shop.ANN));
        assertThat(proposal.accepted()).isEmpty();
        assertThat(Shop.refused(shop.desk.undo(proposal.id(), Shop.ANN))).contains("nothing to undo");
        assertThat(shop.told().stream().filter(type -> type.equals("approval.hunk_decided")))
                .hasSize(2 + 1 + 1 + 1 + 1 + 2);
    }

    @Test
    void refusesWhatWasDecidedOnAnOlderVersionOrNamesNoHunk() {
        Proposal proposal = shop.propose(Shop.THREE);
        Proposal after = choose(proposal, Choice.ACCEPTED, 1);
        assertThat(after.version()).isGreaterThan(proposal.version());
        assertThat(Shop.refused(
                        shop.desk.choose(proposal.id(), proposal.version(), Set.of(2), Choice.ACCEPTED, Shop.BOB)))
                .contains("changed since");
        assertThat(Shop.refused(
                        shop.desk.choose(proposal.id(), after.version(), Set.of(2, 4), Choice.ACCEPTED, Shop.BOB)))
                .contains("no hunk 4");
        assertThat(shop.desk.choose("none", 1, Set.of(1), Choice.ACCEPTED, Shop.BOB))
                .isInstanceOf(DecisionResult.Missing.class);
        assertThat(shop.now(proposal.id())).isEqualTo(after);
        assertThat(shop.told()).endsWith("approval.refused", "approval.refused");
    }

    @Test
    void anEditIsANewPatchANewVerdictAndANewTicket() {
        Proposal proposal = shop.propose(Shop.THREE);
        String ticket = Shop.asked(proposal).ticket();
        Proposal edited = Shop.made(
                shop.desk.edit(proposal.id(), proposal.version(), 2, "line 9\neval\nmore\nline 11", Shop.ANN));
        assertThat(Shop.asked(edited).ticket()).isNotEqualTo(ticket);
        assertThat(edited.verdict()).extracting(Verdict::status).isEqualTo(Verdict.Status.UNSAFE);
        assertThat(Shop.patch(edited).hunk(2).orElseThrow().newLines())
                .containsExactly("line 9\n", "eval\n", "more\n", "line 11\n");
        assertThat(Shop.patch(edited).hunk(3).orElseThrow().newStart()).isEqualTo(18);
        assertThat(shop.told()).endsWith("approval.hunk_edited", "patch.evaluated", "approval.requested");
        assertThat(shop.sql(
                        "UPDATE approval_requests SET state = 'replaced' WHERE ticket = ? AND state = 'replaced'",
                        ticket))
                .isEqualTo(1);

        shop.restart();
        assertThat(shop.now(edited.id())).isEqualTo(edited);
        Proposal back = Shop.made(shop.desk.undo(proposal.id(), Shop.ANN));
        assertThat(back.patch()).isEqualTo(proposal.patch());
        assertThat(back.verdict()).isEqualTo(proposal.verdict());
        assertThat(Shop.asked(back).ticket()).isNotIn(ticket, Shop.asked(edited).ticket());

        Proposal again = Shop.made(shop.desk.redo(proposal.id(), Shop.ANN));
        assertThat(again.patch()).isEqualTo(edited.patch());
        Shop.made(shop.desk.approve(again.id(), again.version(), Set.of(2), "I know it", true, Shop.ANN));
        assertThat(shop.desk.apply(again.id(), Shop.ANN)).isInstanceOf(ApplyResult.Applied.class);
        assertThat(shop.work.text("W", "a.txt"))
                .contains("line 9\neval\nmore\nline 11\n")
                .doesNotContain("two");
    }

    @Test
    void refusesEditsThatCannotBe() {
        Proposal proposal = shop.propose("b.txt: -; a.txt: 2=x");
        assertThat(Shop.refused(shop.desk.edit(proposal.id(), 0, 1, "x", Shop.ANN)))
                .contains("no text");
        assertThat(Shop.refused(shop.desk.edit(proposal.id(), 0, 2, "line 1\nx\nline 3\n", Shop.ANN)))
                .contains("says just that");
        assertThat(Shop.refused(shop.desk.edit(proposal.id(), 0, 7, "x", Shop.ANN)))
                .contains("no hunk 7");
    }

    @Test
    void commentsCanBeReadByWhoProposed() {
        Proposal proposal = shop.propose(Shop.THREE);
        Shop.made(shop.desk.comment(proposal.id(), 2, "why \"ten\"? \ud83d\ude00", Shop.ANN));
        Shop.made(shop.desk.reject(proposal.id(), 0, "see there", Shop.ANN));
        Proposal after = Shop.made(shop.desk.comment(proposal.id(), 0, "bye", Shop.BOB));
        assertThat(after.comments())
                .extracting(Proposal.Comment::text)
                .containsExactly("why \"ten\"? \ud83d\ude00", "bye");
        assertThat(Shop.refused(shop.desk.comment(proposal.id(), 9, "x", Shop.ANN)))
                .contains("no hunk 9");
        assertThat(Shop.refused(shop.desk.comment(proposal.id(), 0, " ", Shop.ANN)))
                .contains("characters");
    }
}
