package dev.errata.rules.patch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.read.JournalRecord;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.Proposals.Filter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that dies before or after any single write to journal or database leaves a proposal that the next one goes
/// on with, to the same end.
@Timeout(120)
final class CrashTest {
    private static final Filter UNFINISHED = new Filter(
            List.of("created", "validated", "queued", "applied", "apply_failed", "verified", "committed"), "", "", 10);
    private static final Filter ANY = new Filter(List.of(), "", "", 1_000);

    @TempDir
    Path folder;

    private Shop shop;
    private int rounds;

    @BeforeEach
    void open() {
        shop = new Shop(folder);
        shop.work.beforeWrite = () -> shop.mortal.before();
        shop.work.afterWrite = () -> shop.mortal.after();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void whereverAProcessDiesTheNextOneGoesOn() {
        int touches = round(Integer.MAX_VALUE, false);
        assertThat(touches).isGreaterThan(30);
        for (int touch = 1; touch <= touches; touch++) {
            round(touch, false);
            round(touch, true);
        }
    }

    /// One proposal from its beginning to its end, with a death in between.
    ///
    /// @return how many writes there were until the end
    private int round(int touch, boolean after) {
        rounds++;
        String base = shop.work.text("W", "a.txt");
        String result = base.replace("line 2\n", "two\n").replace("line 18\n", "last\n");
        int orders = shop.work.orders.size();
        shop.mortal.dieAt(touch, after);
        int touches = 0;
        boolean dead = false;
        try {
            go();
            touches = shop.mortal.touches();
        } catch (Mortal.Death e) {
            dead = true;
        }
        String as = "death at " + touch + (after ? ", after it was done" : ", before it was done");
        assertThat(dead).as(as).isEqualTo(touch != Integer.MAX_VALUE);
        assertThat(shop.work.text("W", "a.txt")).as(as).isIn(base, result);
        shop.restart();
        boolean written =
                unfinished().filter(left -> left.state().equals("committed")).isPresent();
        assertThat(shop.work.text("W", "a.txt")).as(as).isEqualTo(written ? result : base);

        go();
        List<Proposal> all = shop.desk.list(ANY);
        assertThat(all).as(as).hasSize(rounds).allMatch(each -> each.state().equals("rolled_back"));
        assertThat(shop.work.text("W", "a.txt")).as(as).isEqualTo(base);
        assertThat(shop.work.orders.subList(orders, shop.work.orders.size()).stream()
                        .filter(order -> order.cause().equals("patch")))
                .as(as)
                .hasSize(1);
        chained(all.getLast().id(), as);
        return touches;
    }

    private Optional<Proposal> unfinished() {
        return shop.desk.list(UNFINISHED).stream().findFirst();
    }

    /// Goes on from wherever the proposal of this round is to its end.
    private void go() {
        for (int i = 0; i < 20; i++) {
            Proposal proposal = unfinished().orElse(null);
            if (proposal == null) {
                if (shop.desk.list(ANY).size() == rounds) {
                    return;
                }
                var unused = shop.submit(Shop.THREE);
                continue;
            }
            switch (proposal.state()) {
                case "validated" -> review(proposal);
                case "queued", "apply_failed" -> {
                    var unused = shop.desk.apply(proposal.id(), Shop.AGENT);
                }
                case "committed" -> {
                    var unused = shop.desk.rollback(proposal.id(), "enough", Shop.ANN);
                }
                default -> throw new IllegalStateException(proposal.state());
            }
        }
    }

    private void review(Proposal proposal) {
        String text = String.join("", Shop.patch(proposal).hunk(3).orElseThrow().newLines());
        if (!text.contains("last")) {
            Shop.made(shop.desk.edit(proposal.id(), proposal.version(), 3, text.replace("eighteen", "last"), Shop.ANN));
        } else if (proposal.accepted().isEmpty()) {
            Shop.made(shop.desk.choose(proposal.id(), proposal.version(), Set.of(1, 3), Choice.ACCEPTED, Shop.ANN));
        } else {
            Shop.made(shop.desk.approve(proposal.id(), proposal.version(), Set.of(), "", false, Shop.ANN));
        }
    }

    /// Every move of the journal begins where the one before ended.
    private void chained(String id, String as) {
        String state = "created";
        List<String> unmade = shop.records().stream()
                .filter(record -> record.type().equals("state.unmade"))
                .map(record -> record.body().path("of").asString(""))
                .toList();
        for (JournalRecord record : shop.records()) {
            if (record.type().equals("state.moved")
                    && record.body().path("entity_id").asString("").equals(id)
                    && !unmade.contains(record.body().path("event_id").asString(""))) {
                assertThat(record.body().path("from_state").asString("")).as(as).isEqualTo(state);
                state = record.body().path("to_state").asString("");
            }
        }
        assertThat(state).as(as).isEqualTo("rolled_back");
    }
}
