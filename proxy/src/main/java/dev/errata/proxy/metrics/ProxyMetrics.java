package dev.errata.proxy.metrics;

import dev.errata.proxy.exchange.ExchangeEnd;
import dev.errata.proxy.exchange.ExchangeMeter;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The metrics of one proxy.
///
/// An ended exchange costs its event loop one place in a queue that takes no lock. Everything else is done by one
/// virtual thread, or by whoever looks.
///
/// **Thread:** [#ended] from event loops; [#scrape] from any thread that may wait.
public final class ProxyMetrics implements ExchangeMeter, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyMetrics.class);

    private final Readings readings;
    private final ConcurrentLinkedQueue<ExchangeEnd> ends = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Thread worker;
    private volatile boolean closed;
    private @Nullable Recorder recorder;

    /// @param readings what is read off at each look
    public ProxyMetrics(Readings readings) {
        this.readings = readings;
        this.worker = Thread.ofVirtual().name("errata-metrics").start(this::work);
    }

    @Override
    public void ended(ExchangeEnd end) {
        ends.add(end);
        if (asleep.compareAndSet(true, false)) {
            LockSupport.unpark(worker);
        }
    }

    /// Everything in Prometheus' text format, version 0.0.4; exchanges that ended before the call are in it.
    public synchronized String scrape() {
        Recorder into = recorder();
        drain(into);
        return into.scrape(readings);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(worker);
    }

    private void work() {
        while (!closed) {
            if (!ends.isEmpty()) {
                synchronized (this) {
                    drain(recorder());
                }
            }
            asleep.set(true);
            // Looked at once more after the flag is up, so that no end is overlooked.
            if (ends.isEmpty() && !closed) {
                LockSupport.park(this);
            }
            asleep.set(false);
        }
    }

    private Recorder recorder() {
        Recorder known = recorder;
        if (known == null) {
            known = new Recorder(readings);
            recorder = known;
        }
        return known;
    }

    private void drain(Recorder into) {
        ExchangeEnd end = ends.poll();
        while (end != null) {
            try {
                into.record(end);
            } catch (RuntimeException e) {
                LOG.warn("exchange {} could not be counted", end.exchange().id(), e);
            }
            end = ends.poll();
        }
    }
}
