package dev.errata.desktop.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.FakeRuleBook;
import dev.errata.desktop.fake.FakeTrial;
import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Notices;
import dev.errata.desktop.rules.RuleTestsViewModel.Line;
import dev.errata.rules.RuleTest;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RuleTestsViewModelTest {
    private final FakeRuleBook book = new FakeRuleBook();
    private final EditorViewModel editor = new EditorViewModel(book::check, FakeTrial::run);
    private final RuleTestsViewModel model = new RuleTestsViewModel(
            book.packs(), editor, FakeTrial::run, new Background(Runnable::run, Runnable::run), new Notices());

    private void edit(long id) {
        editor.edit(FakeRuleBook.row(id, "teh", "the", "literal", "off", "mine"));
    }

    @Test
    void runsTheTestsOfTheRuleAtEveryEdit() {
        var unused = book.packs().keepTests(7, List.of(new RuleTest("teh end", "the end")), "window");
        edit(7);
        assertThat(model.lines()).extracting(Line::passed).containsExactly(true);
        editor.replacement.set("THE");
        assertThat(model.lines()).extracting(Line::got).containsExactly("THE end");
        assertThat(model.lines()).extracting(Line::passed).containsExactly(false);
        edit(8);
        assertThat(model.lines()).isEmpty();
    }

    @Test
    void theTriedTextBecomesATestThatIsStoredAtOnce() {
        edit(7);
        assertThat(model.addable().get()).isFalse();
        editor.tryInput.set("teh x");
        assertThat(model.addable().get()).isTrue();
        model.add();
        assertThat(book.packs().tests().get(7L)).containsExactly(new RuleTest("teh x", "the x"));
        model.remove(model.lines().getFirst());
        assertThat(book.packs().tests().get(7L)).isEmpty();
        assertThat(model.lines()).isEmpty();
    }

    @Test
    void aRuleThatIsNotStoredHasNoTestsYet() {
        edit(0);
        editor.tryInput.set("teh x");
        assertThat(model.addable().get()).isFalse();
        model.add();
        assertThat(book.packs().calls()).isEmpty();
    }
}
