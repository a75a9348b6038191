package dev.errata.proxy.trace;

import dev.errata.proxy.exchange.ExchangeEnd;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/// The way of ended exchanges to one collector.
///
/// ```
/// event loop -> queue (no lock, bounded) -> worker: a span -> the library's batch (bounded) -> HTTP
/// ```
///
/// **Thread:** [#add] from event loops. The library is made and used by the worker alone.
final class Exporting implements AutoCloseable {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Exporting.class);
    private static final int WAITING = 2_048;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration GATHER = Duration.ofSeconds(1);
    // Once more soon, for a collector that restarts; not for minutes, as the queue is small.
    private static final RetryPolicy RETRY = RetryPolicy.builder()
            .setMaxAttempts(2)
            .setInitialBackoff(Duration.ofMillis(500))
            .setMaxBackoff(GATHER)
            .build();
    private static final Duration REST = Duration.ofSeconds(1);

    // The library reports by java.util.logging, to the terminal of whoever started us; what matters is told by Watched.
    // Held because that registry forgets loggers that nobody holds, and their level with them.
    private final Logger library = Logger.getLogger("io.opentelemetry");
    private final ConcurrentLinkedQueue<ExchangeEnd> ends = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Collector collector;
    private final String version;
    private final Thread worker;
    private volatile boolean closed;

    Exporting(Collector collector, String version) {
        this.collector = collector;
        this.version = version;
        library.setLevel(Level.OFF);
        this.worker = Thread.ofVirtual().name("errata-traces").start(this::work);
    }

    void add(ExchangeEnd end) {
        if (waiting.incrementAndGet() > WAITING) {
            waiting.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        ends.add(end);
        wake();
    }

    private void wake() {
        if (asleep.compareAndSet(true, false)) {
            LockSupport.unpark(worker);
        }
    }

    private void work() {
        SdkTracerProvider provider = provider();
        Spans spans = new Spans(provider.get("errata"));
        while (!closed || !ends.isEmpty()) {
            ExchangeEnd end = ends.poll();
            if (end != null) {
                waiting.decrementAndGet();
                tell(spans, end);
            } else {
                asleep.set(true);
                // Looked at once more after the flag is up, so that nothing is overlooked.
                if (ends.isEmpty() && !closed) {
                    LockSupport.park(this);
                }
                asleep.set(false);
            }
        }
        var unused = provider.shutdown().join(REST.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tell(Spans spans, ExchangeEnd end) {
        int lost = dropped.getAndSet(0);
        if (lost > 0) {
            LOG.warn("{} exchanges came too fast to be traced; they were served as ever", lost);
        }
        try {
            spans.add(end);
        } catch (RuntimeException e) {
            LOG.warn("exchange {} could not be traced", end.exchange().id(), e);
        }
    }

    private SdkTracerProvider provider() {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector.endpoint().toString())
                .setTimeout(PATIENCE)
                .setConnectTimeout(PATIENCE)
                .setRetryPolicy(RETRY);
        collector.headers().forEach(exporter::addHeader);
        var batches = BatchSpanProcessor.builder(new Watched(exporter.build(), collector))
                .setMaxQueueSize(WAITING)
                .setScheduleDelay(GATHER)
                .setExporterTimeout(PATIENCE)
                .build();
        var who = Attributes.of(
                AttributeKey.stringKey("service.name"), "errata", AttributeKey.stringKey("service.version"), version);
        return SdkTracerProvider.builder()
                .setResource(Resource.create(who))
                .addSpanProcessor(batches)
                .build();
    }

    /// Tells the rest, within a second.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(worker);
        try {
            worker.join(REST.plus(REST.dividedBy(2)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
