package dev.errata.desktop.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeJournal;
import dev.errata.desktop.fake.FakeRuleBook;
import dev.errata.desktop.fake.FakeTrial;
import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Notice;
import dev.errata.desktop.fx.Notices;
import dev.errata.logs.read.JournalQuery;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleSet;
import dev.errata.rules.store.RuleBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RulesViewModelTest {
    private Instant now = BusyDesk.NOW;
    private final FakeRuleBook book = new FakeRuleBook()
            .with(
                    FakeRuleBook.row(1, "teh", "the", "literal", "enforce", "mine"),
                    FakeRuleBook.row(2, "(bad", "x", "regex", "enforce", "mine"),
                    FakeRuleBook.row(3, "seen", null, "word", "shadow", "starter"));
    private final FakeJournal journal = new FakeJournal();
    private final Notices notices = new Notices();
    private final RulesViewModel model = new RulesViewModel(
            book,
            FakeTrial::run,
            new HitCounter(journal),
            new Background(Runnable::run, Runnable::run),
            notices,
            () -> now);

    RulesViewModelTest() {
        look();
    }

    private void look() {
        now = now.plusSeconds(10);
        model.look().ifPresent(Runnable::run);
    }

    private RuleLine line(long id) {
        return model.lines().stream()
                .filter(line -> line.id() == id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void showsEveryRowAndTheReasonOfTheOnesThatAreNoRules() {
        assertThat(model.lines()).extracting(RuleLine::id).containsExactly(1L, 2L, 3L);
        assertThat(line(2).rejected()).isTrue();
        assertThat(line(2).faults().getFirst().message()).contains("Unclosed");
        assertThat(model.tally().get()).isEqualTo(new Tally(2, 1, 0, 0, 0));
        book.withPatch(new RuleSet.BehaviorPatch(1, "brief", "prompt_modifier", "{}", "enforce"));
        look();
        assertThat(model.tally().get()).isEqualTo(new Tally(2, 1, 1, 0, 0));
    }

    @Test
    void showsWhatOnlyTheSnapshotFoundWrong() {
        book.rejectInSnapshot(1, "'high' is no number.");
        look();
        assertThat(line(1).faults()).extracting(RuleFault::message).containsExactly("'high' is no number.");
    }

    @Test
    void addsARuleAndSelectsIt() {
        model.add();
        model.editor().pattern.set("colour");
        model.editor().replacement.set("color");
        model.save();
        assertThat(book.calls()).containsExactly("add colour enforce by window");
        assertThat(Objects.requireNonNull(model.selected().get()).id()).isEqualTo(4);
        assertThat(model.editor().dirty().get()).isFalse();
        assertThat(notices.shown())
                .extracting(Notice::what)
                .containsExactly("Rule 4 is added and in force for the next exchange.");
    }

    @Test
    void changesARuleInPlace() {
        model.selected().set(line(1));
        model.editor().replacement.set("THE");
        model.save();
        assertThat(line(1).row().replacement()).isEqualTo("THE");
        assertThat(book.calls()).containsExactly("save teh enforce by window");
    }

    @Test
    void switchesTheModesOfSeveralRulesAtOnce() {
        model.setMode(List.of(line(1), line(3)), "off");
        assertThat(line(1).mode()).isEqualTo("off");
        assertThat(line(3).mode()).isEqualTo("off");
        assertThat(book.calls()).containsExactly("save teh off by window", "save seen off by window");
    }

    @Test
    void deletesAndTakesItBack() {
        model.selected().set(line(1));
        model.delete(List.of(line(1)));
        assertThat(model.lines()).extracting(RuleLine::id).containsExactly(2L, 3L);
        assertThat(model.editor().open().get()).isFalse();
        notices.shown().getFirst().offers().getFirst().act().run();
        assertThat(model.lines()).extracting(RuleLine::id).contains(1L);
        assertThat(book.calls()).containsExactly("delete 1 by window", "restore 1 to 1 by window");
    }

    @Test
    void undoesFirstWhatIsUnsavedAndThenTheLastChange() {
        model.selected().set(line(1));
        model.editor().replacement.set("THE");
        model.undo();
        assertThat(model.editor().replacement.get()).isEqualTo("the");
        assertThat(book.calls()).isEmpty();
        model.editor().replacement.set("THE");
        model.save();
        model.undo();
        assertThat(line(1).row().replacement()).isEqualTo("the");
        assertThat(model.editor().replacement.get()).isEqualTo("the");
    }

    @Test
    void undoOfARuleThatNeverChangedSaysSo() {
        model.selected().set(line(1));
        model.undo();
        assertThat(notices.shown().getFirst().code()).isEqualTo("ERR-API-009");
    }

    @Test
    void showsEarlierFormsAndGivesOneBack() {
        model.setMode(List.of(line(1)), "off");
        model.setMode(List.of(line(1)), "shadow");
        model.selected().set(line(1));
        var versions = new ArrayList<RuleBook.Version>();
        model.history(versions::addAll);
        assertThat(versions).extracting(version -> version.row().mode()).containsExactly("off", "enforce");
        model.restore(1, versions.getLast().version());
        assertThat(line(1).mode()).isEqualTo("enforce");
    }

    @Test
    void keepsUnsavedWorkWhenSomethingElseIsSelected() {
        model.selected().set(line(1));
        model.editor().replacement.set("half written");
        model.selected().set(line(3));
        assertThat(model.editor().id()).isEqualTo(3);
        notices.shown().getFirst().offers().getFirst().act().run();
        assertThat(model.editor().id()).isEqualTo(1);
        assertThat(model.editor().replacement.get()).isEqualTo("half written");
        assertThat(model.editor().dirty().get()).isTrue();
    }

    @Test
    void doesNotTouchTheEditorWhenTheTableIsReadAgain() {
        model.selected().set(line(1));
        model.editor().replacement.set("half written");
        book.with(FakeRuleBook.row(9, "new", "x", "literal", "enforce", "mine"));
        look();
        assertThat(model.lines()).hasSize(4);
        assertThat(model.editor().replacement.get()).isEqualTo("half written");
        assertThat(notices.shown()).isEmpty();
    }

    @Test
    void tellsEachWayInWhichAChangeCanFail() {
        model.selected().set(line(1));
        model.editor().replacement.set("THE");
        book.nextResult(new RuleBook.Failed("The database is read-only."));
        model.save();
        book.nextResult(new RuleBook.NotFound(1));
        model.save();
        book.nextResult(new RuleBook.Invalid(List.of(new RuleFault("pattern", 1, "too wide"))));
        model.save();
        assertThat(notices.shown())
                .extracting(Notice::code)
                .containsExactly("ERR-API-015", "ERR-API-009", "ERR-API-017");
        assertThat(model.editor().faults()).extracting(RuleFault::message).containsExactly("too wide");
        assertThat(model.editor().replacement.get()).isEqualTo("THE");
    }

    @Test
    void filtersByPatternPackModeAndFault() {
        model.filter().set("starter");
        assertThat(model.lines()).extracting(RuleLine::id).containsExactly(3L);
        model.showRejected();
        assertThat(model.lines()).extracting(RuleLine::id).containsExactly(2L);
        model.select(1);
        assertThat(model.filter().get()).isEmpty();
        assertThat(Objects.requireNonNull(model.selected().get()).id()).isEqualTo(1);
    }

    @Test
    void countsHitsAsTheJournalGrows() {
        String entry = "\"rewrites\":[{\"rule\":1}],\"observed\":[{\"rule\":3},{\"rule\":3}]";
        journal.add(now, "exchange.finished", entry);
        look();
        journal.add(now.plusSeconds(60), "exchange.finished", entry);
        look();
        assertThat(line(1).hits())
                .isEqualTo(new Hits(
                        2,
                        journal.newest(JournalQuery.ALL, Long.MAX_VALUE, 1)
                                .getFirst()
                                .ts()));
        assertThat(line(3).hits().count()).isEqualTo(4);
        assertThat(line(2).hits()).isEqualTo(Hits.NONE);
    }
}
