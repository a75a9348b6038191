package dev.errata.desktop.marks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.FakeRuleBook;
import dev.errata.desktop.text.Mark;
import dev.errata.rules.text.Rewrite;
import dev.errata.rules.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RewriteMarksTest {
    private static final String RAW = "abc xx def yyy ghi";

    @Test
    void movesMarksByWhatReplacementsBeforeThemTookAwayOrPutIn() {
        String sent = "abc LONGER def s ghi";
        var marks = RewriteMarks.of(List.of(rewrite(1, 4, 6, "LONGER"), rewrite(2, 11, 14, "s")), List.of());
        assertThat(cut(RAW, marks.raw())).containsExactly("xx", "yyy");
        assertThat(cut(sent, marks.corrected())).containsExactly("LONGER", "s");
    }

    @Test
    void marksTheLeftNeighbourWhereTextWasTakenAway() {
        var marks = RewriteMarks.of(List.of(rewrite(1, 4, 7, "")), List.of());
        assertThat(cut("abc def yyy ghi", marks.corrected())).containsExactly(" ");
        assertThat(marks.corrected().getFirst().about()).contains("Rule 1").contains("“xx ”");
        var atTheBeginning = RewriteMarks.of(List.of(rewrite(1, 0, 4, "")), List.of());
        assertThat(atTheBeginning.corrected().getFirst().start()).isZero();
    }

    @Test
    void showsObservedMatchesInBothTextsUnlessTheyWereReplaced() {
        var marks = RewriteMarks.of(
                List.of(rewrite(1, 4, 6, "LONGER")), List.of(rewrite(2, 11, 14, null), rewrite(3, 5, 6, null)));
        assertThat(marks.corrected()).extracting(Mark::style).containsExactly(Mark.REWRITTEN, Mark.OBSERVED);
        assertThat(cut("abc LONGER def yyy ghi", marks.corrected())).containsExactly("LONGER", "yyy");
        assertThat(marks.raw()).extracting(Mark::subject).containsExactly(1L, 2L);
        assertThat(marks.raw().getLast().about()).contains("changed nothing");
    }

    private static List<String> cut(String text, List<Mark> marks) {
        return marks.stream()
                .map(mark -> text.substring(mark.start(), mark.end()))
                .toList();
    }

    private static Rewrite rewrite(long rule, int start, int end, @Nullable String after) {
        return new Rewrite(
                FakeRuleBook.rule(FakeRuleBook.row(rule, "p", after, "literal", "enforce", "x")),
                new Span(start, end),
                RAW.substring(start, end),
                after,
                1);
    }
}
