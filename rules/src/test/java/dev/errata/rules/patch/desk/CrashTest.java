package dev.errata.rules.patch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.Proposals.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that dies before or after any single write to journal or database leaves a proposal that the next one goes
/// on with, to the same end.
@Timeout(120)
final class CrashTest {
    private static final Filter ANY = new Filter(List.of(), "", "", 100);

    @TempDir
    Path folder;

    @Test
    void whereverAProcessDiesTheNextOneGoesOn() throws IOException {
        int touches = run(Integer.MAX_VALUE, false);
        assertThat(touches).isGreaterThan(30);
        for (int touch = 1; touch <= touches; touch++) {
            run(touch, false);
            run(touch, true);
        }
    }

    /// @return how many writes there were until the end
    private int run(int touch, boolean after) throws IOException {
        Path home = Files.createDirectory(folder.resolve(touch + (after ? "-after" : "-before")));
        try (Shop shop = new Shop(home)) {
            String base = shop.work.text("W", "a.txt");
            String result = base.replace("line 2\n", "two\n").replace("line 18\n", "last\n");
            shop.work.beforeWrite = shop.mortal::before;
            shop.work.afterWrite = shop.mortal::after;
            shop.mortal.dieAt(touch, after);
            int touches = 0;
            boolean dead = false;
            try {
                go(shop);
                touches = shop.mortal.touches();
            } catch (Mortal.Death e) {
                dead = true;
            }
            String as = "death at " + touch + (after ? ", after it was done" : ", before it was done");
            assertThat(dead).as(as).isEqualTo(touch != Integer.MAX_VALUE);
            assertThat(shop.work.text("W", "a.txt")).as(as).isIn(base, result);
            shop.restart();
            Optional<Proposal> left = shop.desk.list(ANY).stream().findFirst();
            boolean written = left.isPresent() && left.get().state().equals("committed");
            assertThat(shop.work.text("W", "a.txt")).as(as).isEqualTo(written ? result : base);

            go(shop);
            assertThat(shop.desk.list(ANY)).as(as).extracting(Proposal::state).containsExactly("rolled_back");
            assertThat(shop.work.text("W", "a.txt")).as(as).isEqualTo(base);
            assertThat(shop.work.orders.stream().filter(order -> order.cause().equals("patch")))
                    .as(as)
                    .hasSize(1);
            chained(shop, as);
            return touches;
        }
    }

    /// Goes on from wherever the proposal is to its end.
    private static void go(Shop shop) {
        for (int i = 0; i < 20; i++) {
            Proposal proposal = shop.desk.list(ANY).stream().findFirst().orElse(null);
            if (proposal == null) {
                var unused = shop.submit(Shop.THREE);
            } else {
                switch (proposal.state()) {
                    case "validated" -> review(shop, proposal);
                    case "queued", "apply_failed" -> {
                        var unused = shop.desk.apply(proposal.id(), Shop.AGENT);
                    }
                    case "committed" -> {
                        var unused = shop.desk.rollback(proposal.id(), "enough", Shop.ANN);
                    }
                    default -> {
                        return;
                    }
                }
            }
        }
    }

    private static void review(Shop shop, Proposal proposal) {
        String text = String.join("", proposal.patch().hunk(3).orElseThrow().newLines());
        if (!text.contains("last")) {
            Shop.made(shop.desk.edit(proposal.id(), proposal.version(), 3, text.replace("eighteen", "last"), Shop.ANN));
        } else if (proposal.accepted().isEmpty()) {
            Shop.made(shop.desk.choose(proposal.id(), proposal.version(), Set.of(1, 3), Choice.ACCEPTED, Shop.ANN));
        } else {
            Shop.made(shop.desk.approve(proposal.id(), proposal.version(), Set.of(), "", false, Shop.ANN));
        }
    }

    /// Every move of the journal begins where the one before ended.
    private static void chained(Shop shop, String as) {
        String id = shop.desk.list(ANY).getFirst().id();
        String state = "created";
        List<String> unmade = shop.records().stream()
                .filter(record -> record.type().equals("state.unmade"))
                .map(record -> record.body().path("of").asString(""))
                .toList();
        for (var record : shop.records()) {
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
