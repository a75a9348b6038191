package dev.errata.desktop.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeApprovals;
import dev.errata.desktop.fake.FakePolicies;
import dev.errata.desktop.fake.SomeProposals;
import dev.errata.desktop.fx.Background;
import dev.errata.desktop.text.Mark;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Capability;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.Choice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReviewViewModelTest {
    private final FakeApprovals desk = new FakeApprovals();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private Instant now = BusyDesk.NOW;
    private boolean holds;
    private final ReviewViewModel model = new ReviewViewModel(
            new ReviewDesk(
                    desk, List::of, new FakePolicies(), Highlighter.NONE, new Actor("you", Actor.Channel.WINDOW)),
            new Background(this::work, Runnable::run),
            () -> now);

    private void work(Runnable task) {
        if (holds) {
            held.add(task);
        } else {
            task.run();
        }
    }

    private void look() {
        model.look().ifPresent(Runnable::run);
    }

    private Proposal shown() {
        return Objects.requireNonNull(model.shown());
    }

    private void arm() {
        model.cursor().drawn();
        now = now.plus(CursorViewModel.ARMING);
        model.cursor().tick();
    }

    private void sawAll() {
        DiffSheet sheet = Objects.requireNonNull(model.cursor().sheet().get());
        model.cursor().saw(sheet, sheet.rows());
    }

    @Test
    void opensTheOldestAndCountsWhatWaits() {
        desk.with(SomeProposals.parser("01KP1", now)).with(SomeProposals.unbound("01KP2", now));
        desk.with(SomeProposals.conflict("01KP3", now));
        look();
        assertThat(model.queue().rows()).hasSize(3);
        assertThat(shown().id()).isEqualTo("01KP1");
        assertThat(model.toReview().get()).isEqualTo(2);
        assertThat(model.cursor().hunk().get()).isEqualTo(1);
    }

    @Test
    void showsTheTextOfAFileBeforeItsColours() {
        var coloured = new ReviewViewModel(
                new ReviewDesk(
                        desk,
                        List::of,
                        new FakePolicies(),
                        (name, text) ->
                                new Highlighter.Coloured(List.of(new Mark(0, 3, "token-keyword", "", 0)), List.of()),
                        new Actor("you", Actor.Channel.WINDOW)),
                new Background(this::work, Runnable::run),
                () -> now);
        desk.with(SomeProposals.parser("01KP1", now));
        holds = true;
        coloured.look().ifPresent(Runnable::run);
        while (coloured.cursor().sheet().get() == null) {
            held.removeFirst().run();
        }
        DiffSheet plain = Objects.requireNonNull(coloured.cursor().sheet().get());
        assertThat(tokens(plain)).isZero();
        while (!held.isEmpty()) {
            held.removeFirst().run();
        }
        DiffSheet whole = Objects.requireNonNull(coloured.cursor().sheet().get());
        assertThat(tokens(whole)).isPositive();
        assertThat(whole.rows()).hasSameSizeAs(plain.rows());
        holds = false;
        coloured.cursor().openAll();
        assertThat(tokens(Objects.requireNonNull(coloured.cursor().sheet().get())))
                .isPositive();
    }

    private static long tokens(DiffSheet sheet) {
        return DiffLines.unified(sheet).now().stream()
                .flatMap(line -> line.marks().stream())
                .filter(mark -> mark.style().equals("token-keyword"))
                .count();
    }

    @Test
    void aNewProposalStealsNeitherSelectionNorHunk() {
        desk.with(SomeProposals.parser("01KP2", now));
        look();
        model.cursor().stepHunk(1);
        QueueRow before = model.queue().selected().get();
        desk.with(SomeProposals.parser("01KP1", now.minusSeconds(60)));
        look();
        assertThat(model.queue().rows()).extracting(QueueRow::id).containsExactly("01KP1", "01KP2");
        assertThat(model.queue().selected().get()).isSameAs(before);
        assertThat(model.cursor().hunk().get()).isEqualTo(2);
    }

    @Test
    void appliesTheAcceptedHunksOnly() {
        desk.with(SomeProposals.parser("01KP1", now));
        look();
        model.acceptHunk();
        model.cursor().stepHunk(2);
        model.acceptHunk();
        arm();
        model.apply();
        assertThat(desk.calls)
                .containsExactly(
                        "choose [1] accepted by window", "choose [3] accepted by window", "approve [1, 3]", "apply");
        assertThat(desk.approved.get("01KP1")).containsExactlyInAnyOrder(1, 3);
        assertThat(shown().state()).isEqualTo("committed");
        assertThat(Objects.requireNonNull(model.decisions().message().get()).what())
                .startsWith("2 hunks are applied.");
    }

    @Test
    void isNotArmedBefore300MillisecondsAfterItWasDrawn() {
        desk.with(SomeProposals.parser("01KP1", now));
        look();
        model.apply();
        model.cursor().drawn();
        now = now.plus(CursorViewModel.ARMING).minusMillis(1);
        model.cursor().tick();
        model.apply();
        assertThat(desk.calls).isEmpty();
        now = now.plusMillis(1);
        model.cursor().tick();
        model.apply();
        assertThat(desk.calls).containsExactly("approve [1, 2, 3]", "apply");
        assertThat(CursorViewModel.ARMING).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void anotherPatchOrVerdictDisarmsAndACommentDoesNot() {
        desk.with(SomeProposals.parser("01KP1", now));
        look();
        arm();
        desk.comment("01KP1", 1, "why?", new Actor("other", Actor.Channel.CLI));
        look();
        assertThat(model.cursor().armed().get()).isTrue();
        desk.meanwhile(
                "01KP1",
                one -> FakeApprovals.verdict(
                        one,
                        SomeProposals.finding(
                                Finding.Weight.CAUTION,
                                Finding.Kind.CAPABILITY,
                                Capability.NETWORK,
                                "src/config/parser.py",
                                1,
                                1)));
        look();
        assertThat(model.cursor().armed().get()).isFalse();
    }

    @Test
    void anUnknownVerdictWantsEveryHunkSeenAndAReason() {
        desk.with(SomeProposals.unknown("01KP1", now));
        look();
        arm();
        assertThat(model.cursor().armed().get()).isFalse();
        assertThat(model.cursor().waits().get()).contains("0 of 12");
        sawAll();
        assertThat(model.cursor().armed().get()).isTrue();
        model.apply();
        assertThat(Objects.requireNonNull(model.question().get()).kind()).isEqualTo(Question.Kind.OVERRIDE);
        assertThat(model.answer(" ")).isNotEmpty();
        assertThat(desk.calls).isEmpty();
        assertThat(model.answer("the parser is older than the syntax")).isEmpty();
        assertThat(desk.calls.getFirst()).endsWith("against the verdict: the parser is older than the syntax");
    }

    @Test
    void keysThatComeFasterThanAnswersAreDecidedOneAfterTheOther() {
        desk.with(SomeProposals.parser("01KP1", now));
        look();
        holds = true;
        model.acceptHunk();
        model.cursor().stepHunk(1);
        model.acceptHunk();
        assertThat(held).hasSize(1);
        holds = false;
        held.pop().run();
        assertThat(desk.get("01KP1").accepted()).containsExactly(1, 2);
        assertThat(model.decisions().message().get()).isNull();
    }

    @Test
    void whatSomebodyElseChangedRefusesTheDecisionAndAllBehindIt() {
        desk.with(SomeProposals.parser("01KP1", now));
        look();
        desk.meanwhile("01KP1", one -> one);
        holds = true;
        model.acceptHunk();
        model.cursor().stepHunk(1);
        model.acceptHunk();
        holds = false;
        held.pop().run();
        assertThat(desk.get("01KP1").accepted()).isEmpty();
        assertThat(desk.calls).hasSize(1);
        assertThat(Objects.requireNonNull(model.decisions().message().get()).next())
                .contains("somebody changed it");
    }

    @Test
    void rejectsAHunkWithOrWithoutAReasonAndTheWholeOnlyWithOne() {
        desk.with(SomeProposals.parser("01KP1", now));
        look();
        model.ask(Question.Kind.REJECT_HUNK);
        assertThat(model.answer("not here")).isEmpty();
        assertThat(shown().choice(1)).isEqualTo(Choice.REJECTED);
        assertThat(shown().comments()).singleElement().satisfies(comment -> {
            assertThat(comment.hunk()).isEqualTo(1);
            assertThat(comment.text()).isEqualTo("not here");
        });
        model.ask(Question.Kind.REJECT);
        assertThat(model.answer("")).isNotEmpty();
        assertThat(model.answer("it is done elsewhere")).isEmpty();
        assertThat(shown().state()).isEqualTo("quarantined");
        assertThat(shown().reason()).isEqualTo("it is done elsewhere");
    }

    @Test
    void takesDecisionsBackAndDoesThemAgain() {
        desk.with(SomeProposals.parser("01KP1", now));
        look();
        model.acceptAll();
        model.decisions().undo();
        assertThat(shown().accepted()).isEmpty();
        model.decisions().redo();
        assertThat(shown().accepted()).isEqualTo(Set.of(1, 2, 3));
    }

    @Test
    void editsTheNewSideOfAHunkWithTheFilesOwnLineBreaks() {
        desk.with(SomeProposals.of(
                "01KP1",
                "Windows",
                now,
                SomeProposals.patch(Map.of("a.txt", "one\r\ntwo\r\n"), Map.of("a.txt", "one\r\n2\r\n")),
                SomeProposals.clean(),
                true));
        look();
        model.ask(Question.Kind.EDIT);
        Question asked = Objects.requireNonNull(model.question().get());
        assertThat(asked.text()).isEqualTo("one\n2\n");
        model.answer("one\nTWO\n");
        assertThat(Objects.requireNonNull(shown().patch()).hunk(1).orElseThrow().newLines())
                .containsExactly("one\r\n", "TWO\r\n");
    }

    @Test
    void aDecidedOneStaysUntilAPersonGoesOn() {
        desk.with(SomeProposals.parser("01KP1", now)).with(SomeProposals.parser("01KP2", now.plusSeconds(1)));
        look();
        arm();
        model.apply();
        look();
        assertThat(shown().id()).isEqualTo("01KP1");
        assertThat(model.queue().rows()).hasSize(2);
        model.queue().step(1);
        assertThat(model.queue().rows()).extracting(QueueRow::id).containsExactly("01KP2");
        model.queue().decided().set(true);
        look();
        assertThat(model.queue().rows()).extracting(QueueRow::id).containsExactly("01KP1", "01KP2");
    }

    @Test
    void whatCannotBeReadIsSaidAndNothingIsForgotten() {
        desk.with(SomeProposals.parser("01KP1", now));
        look();
        desk.fault = new IllegalStateException("the home is full");
        look();
        assertThat(model.queue().fault().get()).isEqualTo("the home is full");
        assertThat(model.queue().rows()).hasSize(1);
        desk.fault = null;
        look();
        assertThat(model.queue().fault().get()).isEmpty();
    }

    @Test
    void bindsWhatBelongsToNoWorkspace() {
        desk.with(SomeProposals.unbound("01KP1", now));
        look();
        assertThat(ReviewViewModel.state(shown())).startsWith("unbound");
        assertThat(ReviewViewModel.appliable(shown())).isFalse();
        model.decisions().bind("01KW1");
        assertThat(shown().workspace()).isEqualTo("01KW1");
    }
}
