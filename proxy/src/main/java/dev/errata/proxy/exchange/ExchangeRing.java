package dev.errata.proxy.exchange;

import dev.errata.logs.blob.RawTexts;
import dev.errata.proxy.client.CaptureLevel;
import dev.errata.rules.session.Budgets;
import dev.errata.rules.text.Rewrite;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The last exchanges, newest over oldest.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | exchanges | 1,000 | the oldest is forgotten |
/// | texts of all | 16 MiB | the texts of the oldest ended ones are forgotten |
///
/// **Thread:** any; event loops write, nobody waits.
public final class ExchangeRing implements Exchanges {

    /// Exchanges that are kept.
    public static final int SIZE = 1_000;

    /// Bytes of text that are kept.
    public static final long TEXTS = 16L << 20;

    private final Clock clock;
    private final RawTexts raw;
    private final ExchangeMeter meter;
    private final int size;
    private final long texts;
    private final AtomicReferenceArray<@Nullable Exchange> slots;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong revision = new AtomicLong();
    private final AtomicLong weight = new AtomicLong();
    private final AtomicLong forgotten = new AtomicLong();
    private final LongAdder corrections = new LongAdder();
    private final ConcurrentHashMap<Long, LongAdder> hits = new ConcurrentHashMap<>();

    /// A ring whose exchanges' raw texts nobody keeps.
    public ExchangeRing(Clock clock) {
        this(clock, RawTexts.NONE);
    }

    /// @param raw gets the raw text of each exchange that ends with one
    public ExchangeRing(Clock clock, RawTexts raw) {
        this(clock, raw, ExchangeMeter.NONE);
    }

    /// @param meter gets the numbers of each exchange that ends
    public ExchangeRing(Clock clock, RawTexts raw, ExchangeMeter meter) {
        this(clock, raw, meter, SIZE, TEXTS);
    }

    ExchangeRing(Clock clock, int size, long texts) {
        this(clock, RawTexts.NONE, ExchangeMeter.NONE, size, texts);
    }

    private ExchangeRing(Clock clock, RawTexts raw, ExchangeMeter meter, int size, long texts) {
        this.clock = clock;
        this.raw = raw;
        this.meter = meter;
        this.size = size;
        this.texts = texts;
        this.slots = new AtomicReferenceArray<>(size);
    }

    /// Begins an exchange of which everything is kept; it is visible at once.
    public Exchange open(Exchange.ExchangeStart start) {
        return open(start, CaptureLevel.FULL);
    }

    /// Begins an exchange; it is visible at once.
    ///
    /// @param capture how much of it is kept
    public Exchange open(Exchange.ExchangeStart start, CaptureLevel capture) {
        var exchange = new Exchange(start, capture, this);
        int slot = (int) (begun.getAndIncrement() % size);
        Exchange old = slots.getAndSet(slot, exchange);
        if (old != null) {
            weight.addAndGet(-old.uncount());
        }
        return exchange;
    }

    /// The time by the ring's clock.
    public Instant now() {
        return clock.instant();
    }

    @Override
    public List<ExchangeSnapshot> recent(int limit) {
        var list = new ArrayList<ExchangeSnapshot>(Math.min(limit, size));
        long newest = begun.get() - 1;
        for (long i = newest; i >= 0 && i > newest - size && list.size() < limit; i--) {
            Exchange exchange = slots.get((int) (i % size));
            if (exchange != null) {
                list.add(exchange.snapshot());
            }
        }
        return list;
    }

    @Override
    public Optional<ExchangeDetail> detail(String id) {
        for (int i = 0; i < size; i++) {
            Exchange exchange = slots.get(i);
            if (exchange != null && exchange.id().equals(id)) {
                return Optional.of(exchange.detail());
            }
        }
        return Optional.empty();
    }

    @Override
    public long revision() {
        return revision.get();
    }

    @Override
    public long corrections() {
        return corrections.sum();
    }

    @Override
    public long started() {
        return begun.get();
    }

    @Override
    public Map<Long, Long> hits() {
        var map = new HashMap<Long, Long>();
        hits.forEach((rule, count) -> map.put(rule, count.sum()));
        return map;
    }

    /// Whether a request for text of a model may be sent on, as far as its client's budget goes.
    public Budgets.Answer mayBegin(String client, Conversation conversation) {
        return meter.ask(client, conversation);
    }

    @Override
    public void forgetTexts() {
        for (int i = 0; i < size; i++) {
            Exchange exchange = slots.get(i);
            if (exchange != null) {
                weight.addAndGet(-exchange.forgetTexts());
            }
        }
    }

    RawTexts raw() {
        return raw;
    }

    ExchangeMeter meter() {
        return meter;
    }

    long touch() {
        return revision.incrementAndGet();
    }

    void corrected(List<Rewrite> changes) {
        corrections.add(changes.size());
        matched(changes);
    }

    void matched(List<Rewrite> matches) {
        for (Rewrite match : matches) {
            hits.computeIfAbsent(match.rule().id(), id -> new LongAdder()).increment();
        }
    }

    /// An exchange has ended: from now on its texts count, and the oldest ones make room.
    void ended(Exchange exchange) {
        long total = weight.addAndGet(exchange.count());
        while (total > texts) {
            long next = forgotten.get();
            if (next >= begun.get()) {
                return;
            }
            if (forgotten.compareAndSet(next, next + 1)) {
                Exchange oldest = slots.get((int) (next % size));
                total = oldest == null ? total : weight.addAndGet(-oldest.forgetTexts());
            }
        }
    }
}
