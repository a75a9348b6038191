package dev.errata.desktop.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeExchanges;
import dev.errata.desktop.fake.FakeRuleBook;
import dev.errata.desktop.fake.FakeTrial;
import dev.errata.desktop.text.Mark;
import dev.errata.proxy.exchange.ExchangeDetail;
import dev.errata.proxy.exchange.ExchangeSnapshot;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.rules.trial.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShownTest {
    private static final Trial NOTHING = new Trial("", "", List.of(), List.of());

    @Test
    void placesTheMarksOfEachLaneBehindItsDivider() {
        Shown shown = Shown.of(BusyDesk.corrected());
        assertThat(shown.answer().sent())
                .startsWith("0/reasoning\nThe user wants")
                .contains("\n\n0/text\nYou can install");
        assertThat(cut(shown.answer().sent(), shown.answer().sentMarks(), Mark.REWRITTEN))
                .containsExactly("npm install", "returns a string", "npm install");
        assertThat(cut(shown.answer().raw(), shown.answer().rawMarks(), Mark.REPLACED))
                .containsExactly("npm instal", "returns a Promise", "npm instal");
        assertThat(cut(shown.answer().raw(), shown.answer().rawMarks(), Mark.OBSERVED))
                .containsExactly("docs/GUIDE.md");
        assertThat(cut(shown.answer().sent(), shown.answer().sentMarks(), Mark.DIVIDER))
                .containsExactly("0/reasoning\n", "0/text\n");
    }

    @Test
    void indentsARequestThatIsJsonAndLeavesAnyOther() {
        assertThat(Shown.of(BusyDesk.corrected()).request()).contains("\n  \"stream\" : true");
        var cut = new ExchangeDetail(BusyDesk.corrected().snapshot(), "{\"model\":\"qw", List.of(), true);
        assertThat(Shown.of(cut).request()).isEqualTo("{\"model\":\"qw");
        assertThat(Shown.of(cut).why()).endsWith("the exchange itself was complete.");
    }

    @Test
    void saysWhyNothingWasReadOrChanged() {
        assertThat(why(Phase.WAITING, NOTHING, true, "")).isEqualTo("Waiting for the model server.");
        assertThat(why(Phase.COMPLETED, NOTHING, false, "")).contains("unread");
        assertThat(why(Phase.COMPLETED, NOTHING, true, "")).contains("no rule matched");
        assertThat(why(Phase.FAILED, NOTHING, true, "The model server is away."))
                .isEqualTo("The model server is away.");
        Trial seen = FakeTrial.run(FakeRuleBook.row(1, "a", null, "literal", "enforce", "x"), "a b a");
        assertThat(why(Phase.COMPLETED, seen, true, "")).startsWith("2 matches").endsWith("nothing was changed.");
        Trial changed = FakeTrial.run(FakeRuleBook.row(1, "a", "c", "literal", "enforce", "x"), "a b");
        assertThat(why(Phase.COMPLETED, changed, true, "")).isEqualTo("One correction.");
    }

    @Test
    void whatNoCodecReadIsNotInspectedInTheListToo() {
        String note = "not inspected: no codec for this wire";
        assertThat(why(Phase.COMPLETED, NOTHING, false, note)).isEqualTo(note);
        assertThat(StateWords.of(snapshot(Phase.COMPLETED, NOTHING, false, note)))
                .isEqualTo("Not inspected");
        assertThat(StateWords.of(snapshot(Phase.FAILED, NOTHING, false, note))).isNotEqualTo("Not inspected");
        // A list of models is not read either, and holds nothing to be read.
        assertThat(StateWords.of(snapshot(Phase.COMPLETED, NOTHING, false, ""))).isNotEqualTo("Not inspected");
    }

    @Test
    void splitsTheTimeIntoWhatIsKnownOfIt() {
        assertThat(Timeline.parts(snapshot(Phase.COMPLETED, NOTHING, true, "")))
                .extracting(part -> part.to() - part.from())
                .containsExactly(86L, 326L, 4_818L);
        assertThat(Timeline.parts(snapshot(Phase.STREAMING, NOTHING, true, ""))).hasSize(2);
        assertThat(Timeline.parts(snapshot(Phase.WAITING, NOTHING, true, ""))).isEmpty();
    }

    private static String why(Phase phase, Trial trial, boolean inspected, String note) {
        return StateWords.why(FakeExchanges.detail(snapshot(phase, trial, inspected, note), List.of()));
    }

    private static ExchangeSnapshot snapshot(Phase phase, Trial trial, boolean inspected, String note) {
        return FakeExchanges.snapshot("A", BusyDesk.NOW, phase, null, trial, inspected, note);
    }

    private static List<String> cut(String text, List<Mark> marks, String style) {
        return marks.stream()
                .filter(mark -> mark.style().equals(style))
                .map(mark -> text.substring(mark.start(), mark.end()))
                .toList();
    }
}
