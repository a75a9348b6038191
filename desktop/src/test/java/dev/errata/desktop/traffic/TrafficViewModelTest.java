package dev.errata.desktop.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeExchanges;
import dev.errata.desktop.fake.FakeRuleBook;
import dev.errata.desktop.fx.Background;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.rules.RuleRow;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TrafficViewModelTest {
    private static final RuleRow RULE = FakeRuleBook.row(1, "teh", "the", "literal", "enforce", "x");

    private Instant now = BusyDesk.NOW;
    private final FakeExchanges exchanges = new FakeExchanges();
    private final TrafficViewModel model =
            new TrafficViewModel(exchanges, new Background(Runnable::run, Runnable::run), () -> now);

    private void put(String id, Phase phase, String raw) {
        exchanges.put(FakeExchanges.exchange(id, now, phase, RULE, raw));
        look();
    }

    private void look() {
        model.look().ifPresent(Runnable::run);
    }

    @Test
    void putsTheNewestFirstAndKeepsTheSelectedRow() {
        put("A", Phase.COMPLETED, "teh");
        model.selected().set(model.rows().getFirst());
        put("B", Phase.WAITING, "");
        assertThat(model.rows()).extracting(TrafficRow::id).containsExactly("B", "A");
        assertThat(Objects.requireNonNull(model.selected().get()).id()).isEqualTo("A");
    }

    @Test
    void keepsTheRowWhileItsExchangeGoesOn() {
        put("A", Phase.STREAMING, "t");
        TrafficRow row = model.rows().getFirst();
        model.selected().set(row);
        put("A", Phase.STREAMING, "teh que");
        assertThat(model.rows()).containsExactly(row);
        assertThat(row.snapshot().rewrites()).isEqualTo(1);
        assertThat(Objects.requireNonNull(model.shown().get()).answer().sent()).isEqualTo("the que");
        put("A", Phase.COMPLETED, "teh queen");
        assertThat(Objects.requireNonNull(model.shown().get()).answer().sent()).isEqualTo("the queen");
    }

    @Test
    void hasNothingToShowWhileNothingChanged() {
        put("A", Phase.COMPLETED, "teh");
        assertThat(model.look()).isEmpty();
        now = now.plusSeconds(2);
        model.look().orElseThrow().run();
        assertThat(model.tick().get()).isEqualTo(now);
    }

    @Test
    void dropsWhatTheRingDropped() {
        put("A", Phase.COMPLETED, "teh");
        put("B", Phase.COMPLETED, "teh");
        exchanges.drop("A");
        look();
        assertThat(model.rows()).extracting(TrafficRow::id).containsExactly("B");
    }

    @Test
    void followsTheNewestOnlyWhenAsked() {
        put("A", Phase.COMPLETED, "teh");
        assertThat(model.selected().get()).isNull();
        model.follow().set(true);
        assertThat(Objects.requireNonNull(model.selected().get()).id()).isEqualTo("A");
        put("B", Phase.STREAMING, "teh");
        assertThat(Objects.requireNonNull(model.selected().get()).id()).isEqualTo("B");
    }

    @Test
    void filtersByWhatARowSaysAndKeepsTheSelection() {
        put("A", Phase.COMPLETED, "teh");
        put("B", Phase.FAILED, "");
        model.selected().set(model.rows().getFirst());
        model.filter().set("failed");
        assertThat(model.rows()).extracting(TrafficRow::id).containsExactly("B");
        assertThat(Objects.requireNonNull(model.selected().get()).id()).isEqualTo("B");
        model.filter().set("QWEN");
        assertThat(model.rows()).hasSize(2);
        model.filter().set("no such thing");
        assertThat(model.rows()).isEmpty();
        assertThat(model.anything()).isTrue();
        put("C", Phase.WAITING, "");
        assertThat(model.rows()).isEmpty();
    }
}
