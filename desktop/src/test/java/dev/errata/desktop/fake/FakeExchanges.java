package dev.errata.desktop.fake;

import dev.errata.proxy.exchange.ExchangeDetail;
import dev.errata.proxy.exchange.ExchangeDetail.LaneText;
import dev.errata.proxy.exchange.ExchangeSnapshot;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.proxy.exchange.Exchanges;
import dev.errata.rules.RuleRow;
import dev.errata.rules.trial.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A ring of exchanges that a test fills by hand.
public final class FakeExchanges implements Exchanges {
    private static final AtomicLong REVISION = new AtomicLong();

    private final Map<String, ExchangeDetail> all = new LinkedHashMap<>();
    private long revision;

    /// Puts an exchange there or replaces it.
    public synchronized void put(ExchangeDetail detail) {
        all.put(detail.snapshot().id(), detail);
        revision++;
    }

    public synchronized void drop(String id) {
        all.remove(id);
        revision++;
    }

    @Override
    public synchronized List<ExchangeSnapshot> recent(int limit) {
        var list = new ArrayList<>(
                all.values().stream().map(ExchangeDetail::snapshot).toList());
        return list.reversed().stream().limit(limit).toList();
    }

    @Override
    public synchronized Optional<ExchangeDetail> detail(String id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public synchronized long revision() {
        return revision;
    }

    /// An exchange with one lane that a rule was applied to.
    public static ExchangeDetail exchange(String id, Instant at, Phase phase, RuleRow rule, String raw) {
        Trial trial = FakeTrial.run(rule, raw);
        var lane = new LaneText("0/text", raw, trial.corrected(), trial.rewrites(), trial.observed());
        return detail(snapshot(id, at, phase, "qwen2.5-coder-7b-instruct", trial, true, ""), List.of(lane));
    }

    public static ExchangeDetail detail(ExchangeSnapshot snapshot, List<LaneText> lanes) {
        return new ExchangeDetail(
                snapshot,
                "{\"model\":\"" + snapshot.model() + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":"
                        + "\"How do I install the package?\"}]}",
                lanes,
                false);
    }

    public static ExchangeSnapshot snapshot(
            String id, Instant at, Phase phase, @Nullable String model, Trial trial, boolean inspected, String note) {
        boolean answered = phase != Phase.WAITING;
        return new ExchangeSnapshot(
                id,
                REVISION.incrementAndGet(),
                at,
                "Continue",
                "POST",
                "/v1/chat/completions",
                "openai-chat",
                model,
                "http://127.0.0.1:8080",
                !answered ? 0 : phase == Phase.FAILED ? 502 : 200,
                phase,
                answered ? 86 : -1,
                answered ? 412 : -1,
                phase == Phase.COMPLETED ? 5_230 : -1,
                trial.raw().length() / 4,
                trial.rewrites().size(),
                trial.observed().size(),
                true,
                inspected,
                note);
    }
}
