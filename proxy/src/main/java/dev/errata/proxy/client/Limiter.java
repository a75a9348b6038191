package dev.errata.proxy.client;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Counts what each client asks.
///
/// The rate is exact for any minute, not for the clock's: the times of the last N requests are kept in a ring, and the
/// next one is let in when the oldest of them is a minute old. A refused request does not count, so a client that asks
/// too often is slowed down and not shut out.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | names that are told apart | 256 at a time | further ones share one count |
///
/// A name that has not asked for a minute makes room for another: whoever invents names, as a flood of random
/// `User-Agent`s does, takes them from others for that long at most. What is kept of a name grows with its requests.
///
/// **Thread:** any; nobody waits.
public final class Limiter {

    /// Names that are told apart.
    public static final int NAMES_MOST = 256;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final ConcurrentHashMap<String, Tally> tallies = new ConcurrentHashMap<>();
    private final Tally others = new Tally();
    private final AtomicLong swept = new AtomicLong();
    private final LongSupplier nanos;

    /// @param nanos a clock that never goes back
    public Limiter(LongSupplier nanos) {
        this.nanos = nanos;
        swept.set(nanos.getAsLong());
    }

    /// Names that are told apart now.
    int names() {
        return tallies.size();
    }

    /// What came of the wish to begin a request.
    public sealed interface Entry {}

    /// It may begin. Leave exactly once, when it has ended.
    public static final class Entered implements Entry {
        private final Tally tally;

        private Entered(Tally tally) {
            this.tally = tally;
        }

        /// The request has ended.
        public void leave() {
            tally.running.decrementAndGet();
        }
    }

    /// It may not.
    ///
    /// @param reason which limit, for people
    /// @param retryAfter seconds until it may be tried again
    public record Full(String reason, long retryAfter) implements Entry {}

    /// Begins a request of a client.
    public Entry enter(String client, ClientLimit limit) {
        long now = nanos.getAsLong();
        Tally tally = tally(client, now);
        tally.asked = now;
        int running = tally.running.incrementAndGet();
        if (limit.parallel() > 0 && running > limit.parallel()) {
            tally.running.decrementAndGet();
            return new Full("it has " + limit.parallel() + " requests under way already, which is its limit", 1);
        }
        long wait = limit.perMinute() == 0 ? 0 : tally.window(limit.perMinute()).take(now);
        if (wait > 0) {
            tally.running.decrementAndGet();
            long seconds = Math.max(1, (wait + 999_999_999) / 1_000_000_000);
            return new Full(
                    "it has sent " + limit.perMinute() + " requests within a minute, which is its limit", seconds);
        }
        return new Entered(tally);
    }

    private Tally tally(String client, long now) {
        Tally known = tallies.get(client);
        if (known != null) {
            return known;
        }
        if (tallies.size() >= NAMES_MOST) {
            sweep(now);
        }
        return tallies.size() < NAMES_MOST ? tallies.computeIfAbsent(client, any -> new Tally()) : others;
    }

    /// Forgets who has nothing under way and has not asked for a minute; looks once a second at most.
    private void sweep(long now) {
        long last = swept.get();
        if (now - last >= SECOND && swept.compareAndSet(last, now)) {
            tallies.values().removeIf(tally -> tally.running.get() == 0 && now - tally.asked >= MINUTE);
        }
    }

    private static final class Tally {
        private final AtomicInteger running = new AtomicInteger();
        private volatile long asked;
        private volatile Window window = new Window(0);

        /// A limit that has changed begins to count anew.
        Window window(int most) {
            Window now = window;
            if (now.most != most) {
                now = new Window(most);
                window = now;
            }
            return now;
        }
    }

    /// The times of the last requests, in pieces that are made when they are needed.
    private static final class Window {
        private static final int PIECE = 256;

        private final int most;
        private final AtomicLong count = new AtomicLong();
        private final AtomicReferenceArray<@Nullable AtomicLongArray> times;

        Window(int most) {
            this.most = most;
            this.times = new AtomicReferenceArray<>((most + PIECE - 1) / PIECE);
        }

        /// Nanoseconds to wait; 0 if the request was taken.
        long take(long now) {
            while (true) {
                long taken = count.get();
                int slot = (int) (taken % most);
                AtomicLongArray piece = piece(slot / PIECE);
                long wait = taken < most ? 0 : MINUTE - (now - piece.get(slot % PIECE));
                if (wait > 0) {
                    return wait;
                }
                if (count.compareAndSet(taken, taken + 1)) {
                    piece.set(slot % PIECE, now);
                    return 0;
                }
            }
        }

        private AtomicLongArray piece(int index) {
            AtomicLongArray known = times.get(index);
            if (known != null) {
                return known;
            }
            var fresh = new AtomicLongArray(PIECE);
            AtomicLongArray other = times.compareAndExchange(index, null, fresh);
            return other == null ? fresh : other;
        }
    }
}
