package dev.errata.proxy.upstream.probe;

import dev.errata.logs.problem.ProxyProblem;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.probe.Finding.Busy;
import dev.errata.proxy.upstream.probe.Finding.Ready;
import dev.errata.proxy.upstream.probe.Finding.Silent;
import dev.errata.proxy.upstream.probe.Finding.Stranger;
import dev.errata.proxy.upstream.probe.UpstreamStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the current upstream, whichever it is.
///
/// A server that is refused is away at once. One that is slow is away at the second time only: a machine that evaluates
/// a long prompt on all its cores may need more than a moment for anything else.
///
/// **Thread:** one virtual thread looks; [#now] and [#lookNow] from any thread, without waiting. Nobody is called back.
public final class UpstreamHealth implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UpstreamHealth.class);

    /// How long after one look the next one follows.
    public static final Duration USUAL_PAUSE = Duration.ofSeconds(2);

    private final Supplier<Upstream> current;
    private final Duration pause;
    private final Duration limit;
    private final InstantSource clock;
    private final Semaphore wish = new Semaphore(0);
    private final Thread watcher;
    private volatile boolean closed;
    private volatile UpstreamStatus last;
    private boolean wasSlow;

    /// Watches at the usual pace.
    ///
    /// @param current the upstream in use; asked before each look
    public UpstreamHealth(Supplier<Upstream> current, InstantSource clock) {
        this(current, USUAL_PAUSE, ModelServers.USUAL_LIMIT, clock);
    }

    /// Starts to watch.
    ///
    /// @param pause between two looks
    /// @param limit how long one look may take; four times as long for an upstream on another machine
    public UpstreamHealth(Supplier<Upstream> current, Duration pause, Duration limit, InstantSource clock) {
        this.current = current;
        this.pause = pause;
        this.limit = limit;
        this.clock = clock;
        this.last = unknown(current.get());
        this.watcher = Thread.ofVirtual().name("errata-upstream-health").start(this::watch);
    }

    /// The newest status; of a new upstream that was not looked at yet, that it is unknown.
    public UpstreamStatus now() {
        UpstreamStatus status = last;
        Upstream wanted = current.get();
        if (status.upstream().equals(wanted)) {
            return status;
        }
        lookNow();
        return unknown(wanted);
    }

    /// Asks for a look without waiting for the pause to end.
    public void lookNow() {
        // One permit is enough, however many ask.
        if (wish.availablePermits() == 0) {
            wish.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        watcher.interrupt();
    }

    /// Waits until the last look has ended after a close; false if it takes longer than that.
    boolean closed(Duration patience) {
        try {
            return watcher.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void watch() {
        while (!closed) {
            try {
                look(current.get());
            } catch (RuntimeException e) {
                LOG.warn("a look at the upstream failed", e);
            }
            try {
                if (wish.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    wish.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look(Upstream upstream) {
        UpstreamStatus before = last.upstream().equals(upstream) ? last : unknown(upstream);
        Finding finding = Identity.of(upstream.base(), upstream.apiKey(), before.kind(), patience(upstream));
        UpstreamStatus after = after(before, finding, wasSlow, clock.instant());
        wasSlow = finding instanceof Silent silent && silent.slow();
        if (closed) {
            return;
        }
        if (after.state() != before.state()) {
            LOG.info("upstream {} at {} is {} {}", upstream.name(), upstream.base(), after.state(), after.reason());
        }
        last = after;
    }

    /// What a finding makes of a status.
    ///
    /// @param wasSlow whether the look before was too slow already
    static UpstreamStatus after(UpstreamStatus before, Finding finding, boolean wasSlow, Instant now) {
        return switch (finding) {
            case Ready ready -> before.now(State.UP, ready.kind(), ready.model(), ready.detail(), now);
            case Busy busy -> before.now(State.AWAY, busy.kind(), before.model(), busy.reason(), now);
            case Stranger stranger -> before.now(State.UP, ServerKind.OTHER, null, stranger.reason(), now);
            case Silent silent -> {
                boolean forgiven = silent.slow() && !wasSlow && before.state() == State.UP;
                yield forgiven
                        ? before.now(State.UP, before.kind(), before.model(), "slow: " + silent.reason(), now)
                        : before.now(
                                State.AWAY,
                                before.kind(),
                                before.model(),
                                ProxyProblem.SERVER_UNREACHABLE.said(silent.reason()),
                                now);
            }
        };
    }

    private Duration patience(Upstream upstream) {
        boolean near = List.of("127.0.0.1", "localhost", "[::1]")
                .contains(upstream.base().getHost());
        return near ? limit : limit.multipliedBy(4);
    }

    private UpstreamStatus unknown(Upstream upstream) {
        Instant now = clock.instant();
        return new UpstreamStatus(upstream, State.UNKNOWN, ServerKind.OTHER, null, "not looked at yet", now);
    }
}
