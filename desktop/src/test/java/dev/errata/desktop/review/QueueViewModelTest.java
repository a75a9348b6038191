package dev.errata.desktop.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeApprovals;
import dev.errata.desktop.fake.FakePolicies;
import dev.errata.desktop.fake.SomeGates;
import dev.errata.desktop.fake.SomeProposals;
import dev.errata.desktop.fx.Background;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Proposal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class QueueViewModelTest {
    private final FakeApprovals desk = new FakeApprovals();
    private final Instant now = BusyDesk.NOW;
    private final ReviewViewModel model = new ReviewViewModel(
            new ReviewDesk(
                    desk, List::of, new FakePolicies(), Highlighter.NONE, new Actor("you", Actor.Channel.WINDOW)),
            new Background(Runnable::run, Runnable::run),
            () -> now);

    private void look() {
        model.look().ifPresent(Runnable::run);
    }

    private Proposal shown() {
        return Objects.requireNonNull(model.shown());
    }

    @Test
    void readsWholeProposalsOnlyWhenSomethingHappenedToThem() {
        desk.with(SomeProposals.parser("01KP1", now)).with(SomeProposals.parser("01KP2", now));
        look();
        assertThat(desk.reads).containsExactly("01KP1", "01KP2");
        desk.reads.clear();
        look();
        look();
        assertThat(desk.reads).isEmpty();
        desk.comment("01KP2", 0, "hm", new Actor("bob", Actor.Channel.CLI));
        look();
        look();
        assertThat(desk.reads).containsExactly("01KP2");
        assertThat(model.queue().rows().get(1).proposal().comments()).hasSize(1);
    }

    @Test
    void fetchesALongQueueBitByBitAndCountsAllOfIt() {
        for (int i = 100; i < 220; i++) {
            desk.with(SomeProposals.parser("01KP" + i, now));
        }
        look();
        assertThat(model.queue().rows()).hasSize(50);
        assertThat(shown().id()).isEqualTo("01KP100");
        assertThat(model.toReview().get()).isEqualTo(120);
        look();
        look();
        assertThat(model.queue().rows()).hasSize(120);
    }

    @Test
    void aDecidedProposalThatLeftTheQueueComesBackWithTheOthers() {
        desk.with(SomeProposals.parser("01KP1", now)).with(SomeProposals.parser("01KP2", now));
        look();
        desk.meanwhile("01KP1", proposal -> FakeApprovals.state(proposal, "committed", ""));
        look();
        model.queue().step(1);
        assertThat(model.queue().rows()).hasSize(1);
        model.queue().decided().set(true);
        look();
        assertThat(model.queue().rows()).hasSize(2);
    }

    @Test
    void cancelsGatesThatRunAndShowsWhatTheySayMeanwhile() {
        desk.with(SomeProposals.parser("01KP1", now));
        look();
        var commands = new ReviewCommands(model, new NoScreen());
        assertThat(commands.cancel.enabled().get()).isFalse();
        desk.meanwhile("01KP1", SomeGates::running);
        look();
        assertThat(commands.cancel.enabled().get()).isTrue();
        assertThat(commands.withdraw.enabled().get()).isFalse();
        assertThat(ReviewViewModel.appliable(shown())).isFalse();
        desk.reads.clear();
        look();
        assertThat(desk.reads).containsExactly("01KP1");
        commands.cancel.run();
        look();
        assertThat(desk.calls).contains("cancel");
        assertThat(shown().state()).isEqualTo("validated");
        assertThat(commands.cancel.enabled().get()).isFalse();
    }

    private static final class NoScreen implements ReviewCommands.Screenwork {
        @Override
        public void layout() {}

        @Override
        public void keys() {}

        @Override
        public void bind() {}

        @Override
        public void answer() {}

        @Override
        public void page(int by) {}
    }
}
