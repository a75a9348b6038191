package dev.errata.desktop.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.FakeRuleBook;
import dev.errata.desktop.fake.FakeTrial;
import dev.errata.desktop.text.Mark;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.trial.Trial;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class EditorViewModelTest {
    private final FakeRuleBook book = new FakeRuleBook();
    private final EditorViewModel editor = new EditorViewModel(book::check, FakeTrial::run);

    @Test
    void givesBackTheRowItWasGiven() {
        RuleRow row = new RuleRow(
                7,
                "a\nb",
                "my_own",
                0.5,
                null,
                "regex",
                false,
                "prose,code",
                "python",
                "qwen*",
                "Continue",
                "shadow",
                3,
                512,
                "closed",
                "json",
                "mine",
                "me",
                "2",
                "why",
                "2026-01-01",
                "2026-01-02");
        editor.edit(row);
        assertThat(editor.draft()).isEqualTo(row);
        assertThat(editor.dirty().get()).isFalse();
    }

    @Test
    void judgesAtEveryKey() {
        editor.edit(Draft.fresh());
        assertThat(editor.faults()).extracting(RuleFault::field).containsExactly("pattern");
        editor.match.set("regex");
        editor.pattern.set("(a");
        assertThat(editor.faults().getFirst().position()).isPositive();
        editor.pattern.set("(a)");
        assertThat(editor.faults()).isEmpty();
        editor.priority.set("high");
        editor.threshold.set("much");
        assertThat(editor.faults()).extracting(RuleFault::field).containsExactly("priority", "confidence_threshold");
    }

    @Test
    void triesTheRuleWhateverItsMode() {
        editor.edit(FakeRuleBook.row(1, "teh", "the", "literal", "off", "x"));
        editor.tryInput.set("teh end of teh day");
        Trial trial = Objects.requireNonNull(editor.tried().get());
        assertThat(trial.corrected()).isEqualTo("the end of the day");
        editor.replacement.set("THE");
        assertThat(Objects.requireNonNull(editor.tried().get()).corrected()).startsWith("THE end");
        editor.detectOnly.set(true);
        assertThat(Objects.requireNonNull(editor.tried().get()).observed()).hasSize(2);
    }

    @Test
    void triesNothingWhileTheRuleIsFaultyOrClosed() {
        editor.edit(FakeRuleBook.row(1, "(teh", "the", "regex", "enforce", "x"));
        editor.tryInput.set("teh");
        assertThat(editor.tried().get()).isNull();
        editor.pattern.set("teh");
        assertThat(editor.tried().get()).isNotNull();
        editor.close();
        assertThat(editor.tried().get()).isNull();
    }

    @Test
    void underlinesTheFaultAtItsPlace() {
        assertThat(EditorView.place(new RuleFault("pattern", 2, "x"), 5)).isEqualTo(new Mark(2, 3, Mark.FAULT, "x", 0));
        assertThat(EditorView.place(new RuleFault("pattern", 5, "x"), 5)).isEqualTo(new Mark(4, 5, Mark.FAULT, "x", 0));
        assertThat(EditorView.place(new RuleFault("pattern", -1, "x"), 5))
                .isEqualTo(new Mark(0, 5, Mark.FAULT, "x", 0));
    }
}
