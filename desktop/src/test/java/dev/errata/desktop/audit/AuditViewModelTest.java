package dev.errata.desktop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeJournal;
import dev.errata.desktop.fx.Background;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Verification;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AuditViewModelTest {
    private static final Instant NOW = BusyDesk.NOW;

    private final FakeJournal journal = new FakeJournal();
    private final AuditViewModel model =
            new AuditViewModel(journal, new Background(Runnable::run, Runnable::run), () -> NOW);

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            journal.add(NOW.minusSeconds(count - i), i % 2 == 0 ? "exchange.started" : "rule.changed", "\"rule\":" + i);
        }
    }

    @Test
    void readsPageByPageFromTheNewest() {
        fill(AuditViewModel.PAGE + 30);
        model.open();
        assertThat(model.records()).hasSize(AuditViewModel.PAGE);
        assertThat(model.records().getFirst().seq()).isEqualTo(AuditViewModel.PAGE + 30);
        assertThat(model.more().get()).isTrue();
        model.older();
        assertThat(model.records())
                .hasSize(AuditViewModel.PAGE + 30)
                .extracting(JournalRecord::seq)
                .doesNotHaveDuplicates();
        assertThat(model.more().get()).isFalse();
        model.older();
        assertThat(model.records()).hasSize(AuditViewModel.PAGE + 30);
    }

    @Test
    void putsWhatComesOnTop() {
        assertThat(model.look()).isEmpty();
        fill(3);
        model.open();
        assertThat(model.look()).isEmpty();
        journal.add(NOW, "system.stopped", "\"reason\":\"closed\"");
        model.look().orElseThrow().run();
        assertThat(model.records()).extracting(JournalRecord::seq).containsExactly(4L, 3L, 2L, 1L);
    }

    @Test
    void dropsALookThatWasOvertakenByAFilter() {
        fill(3);
        model.open();
        journal.add(NOW, "system.stopped", "\"reason\":\"closed\"");
        Runnable late = model.look().orElseThrow();
        model.type().set("rule");
        late.run();
        assertThat(model.records()).extracting(JournalRecord::type).containsOnly("rule.changed");
    }

    @Test
    void filtersByTypeTextAndTime() {
        fill(4);
        journal.add(NOW.minusSeconds(90_000), "system.started", "\"version\":\"old\"");
        model.open();
        model.type().set("rule");
        assertThat(model.records()).hasSize(2);
        model.clear();
        model.text().set("OLD");
        assertThat(model.records()).hasSize(1);
        assertThat(model.filtering()).isTrue();
        model.period().set(Period.HOUR);
        assertThat(model.records()).isEmpty();
        model.clear();
        assertThat(model.filtering()).isFalse();
        assertThat(model.records()).hasSize(5);
    }

    @Test
    void saysWhatACheckFound() {
        journal.verification(new Verification.Broken("audit-1.jsonl", 3, 3, "its hash does not fit"));
        model.open();
        assertThat(model.chain().get())
                .isInstanceOfSatisfying(
                        ChainState.Checked.class,
                        checked -> assertThat(checked.found()).isInstanceOf(Verification.Broken.class));
    }

    @Test
    void forgetsACheckThatWasCancelledAndStopsIt() throws InterruptedException {
        var gate = new CountDownLatch(1);
        journal.holdChecks(gate);
        var screen = new LinkedBlockingQueue<Runnable>();
        try (var worker = Executors.newSingleThreadExecutor()) {
            var slow = new AuditViewModel(journal, new Background(worker, screen::add), () -> NOW);
            slow.verify();
            slow.verify();
            assertThat(slow.chain().get()).isInstanceOf(ChainState.Checking.class);
            slow.cancel();
            assertThat(slow.chain().get()).isInstanceOf(ChainState.Cancelled.class);
            gate.countDown();
            Runnable late = screen.poll(10, TimeUnit.SECONDS);
            assertThat(late).isNotNull();
            late.run();
            assertThat(slow.chain().get()).isInstanceOf(ChainState.Cancelled.class);
            slow.cancel();
        }
    }

    @Test
    void knowsHowFarEachPeriodGoesBack() {
        assertThat(Period.ALL.from(NOW)).isNull();
        assertThat(Period.HOUR.from(NOW)).isEqualTo(NOW.minusSeconds(3600));
        assertThat(Period.WEEK.from(NOW)).isEqualTo(NOW.minusSeconds(7 * 86_400));
        assertThat(Period.TODAY.from(NOW)).isBeforeOrEqualTo(NOW).isAfter(NOW.minusSeconds(86_400));
        assertThat(Period.TODAY.title()).isEqualTo("Today");
    }
}
