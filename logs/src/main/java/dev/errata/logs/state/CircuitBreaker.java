package dev.errata.logs.state;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps calls away from something that fails, by the table of [Machine#CIRCUIT_BREAKER].
///
/// ```
///            failures >= threshold                 cool-down over
///  CLOSED -------------------------> OPEN ----------------------------> HALF_OPEN
///    ^                                ^                                  |    |
///    |                                +-------------- failure -----------+    |
///    +------------------------------- success --------------------------------+
/// ```
///
/// Each call asks first and tells its outcome afterwards, with the ticket that it got. A ticket is good for one *era*:
/// each move begins a new one, so a call that began before the breaker opened can neither close it nor open it again.
/// In HALF_OPEN one call at a time is let through. If it is withdrawn (its client left, which says nothing about the
/// one called) the seat is free for the next.
///
/// A caller gets the move that it has caused and journals it; nothing here calls back.
///
/// **Thread:** any; lock-free, so an event loop may use it.
public final class CircuitBreaker {

    /// How long to wait while another call is on trial: nobody can know, so this is a guess.
    private static final Duration ON_TRIAL = Duration.ofSeconds(1);

    private final Supplier<Limits> limits;
    private final LongSupplier nanos;
    private final AtomicReference<Standing> standing;

    /// A closed breaker.
    ///
    /// @param limits asked at each decision, so that a change is in force at once
    /// @param nanos a clock that never goes back, as [System#nanoTime]
    public CircuitBreaker(Supplier<Limits> limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        Circuit initial = Circuit.valueOf(Machine.CIRCUIT_BREAKER.initial().name());
        this.standing = new AtomicReference<>(new Standing(initial, 0, 0, 0, false, ""));
    }

    /// Asks whether a call may be made now.
    public Answer ask() {
        while (true) {
            Standing was = standing.get();
            switch (was.state()) {
                case CLOSED -> {
                    return new Pass(new Ticket(was.era()), null);
                }
                case OPEN -> {
                    Duration left = left(was);
                    if (left.isPositive()) {
                        return new Refused(left, was.reason());
                    }
                    Moved moved = moved(was, Circuit.HALF_OPEN, was.reason());
                    Standing next = next(was, Circuit.HALF_OPEN, true, was.reason());
                    if (standing.compareAndSet(was, next)) {
                        return new Pass(new Ticket(next.era()), moved);
                    }
                }
                case HALF_OPEN -> {
                    if (was.trial()) {
                        return new Refused(ON_TRIAL, was.reason());
                    }
                    Standing next = next(was, Circuit.HALF_OPEN, true, was.reason());
                    if (standing.compareAndSet(was, next)) {
                        return new Pass(new Ticket(next.era()), null);
                    }
                }
            }
        }
    }

    /// The call went well.
    public Optional<Moved> succeeded(Ticket ticket) {
        while (true) {
            Standing was = standing.get();
            if (was.era() != ticket.era() || (was.state() == Circuit.CLOSED && was.failures() == 0)) {
                return Optional.empty();
            }
            boolean closed = was.state() == Circuit.CLOSED;
            Standing next = closed
                    ? new Standing(Circuit.CLOSED, was.era(), 0, was.since(), false, "")
                    : next(was, Circuit.CLOSED, false, "");
            Optional<Moved> moved =
                    closed ? Optional.empty() : Optional.of(moved(was, Circuit.CLOSED, "the trial succeeded"));
            if (standing.compareAndSet(was, next)) {
                return moved;
            }
        }
    }

    /// The call failed, and it was not the caller's fault.
    ///
    /// @param reason for people
    public Optional<Moved> failed(Ticket ticket, String reason) {
        while (true) {
            Standing was = standing.get();
            if (was.era() != ticket.era()) {
                return Optional.empty();
            }
            int failures = was.failures() + 1;
            int most = limits.get().failures();
            boolean opens = was.state() == Circuit.HALF_OPEN || (most > 0 && failures >= most);
            Standing next = opens
                    ? next(was, Circuit.OPEN, false, reason)
                    : new Standing(Circuit.CLOSED, was.era(), failures, was.since(), false, reason);
            String why = was.state() == Circuit.HALF_OPEN
                    ? "the trial failed: " + reason
                    : failures + " failures in a row, the last: " + reason;
            Optional<Moved> moved = opens ? Optional.of(moved(was, Circuit.OPEN, why)) : Optional.empty();
            if (standing.compareAndSet(was, next)) {
                return moved;
            }
        }
    }

    /// The call came to no outcome that says anything about the one called.
    public void withdrawn(Ticket ticket) {
        Standing was = standing.get();
        if (was.era() == ticket.era() && was.state() == Circuit.HALF_OPEN) {
            // If this fails, another outcome of the same ticket came first, and that counts.
            boolean unused = standing.compareAndSet(was, next(was, Circuit.HALF_OPEN, false, was.reason()));
        }
    }

    /// How it stands.
    public Status status() {
        Standing now = standing.get();
        Duration left = now.state() == Circuit.OPEN ? left(now) : Duration.ZERO;
        return new Status(now.state(), now.failures(), left, now.reason());
    }

    private Duration left(Standing was) {
        Limits now = limits.get();
        long left = now.coolDown().toNanos() - (nanos.getAsLong() - was.since());
        return now.failures() == 0 || left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
    }

    private Standing next(Standing was, Circuit to, boolean trial, String reason) {
        return new Standing(to, was.era() + 1, 0, nanos.getAsLong(), trial, reason);
    }

    /// The machine is asked, so that no move is made that its table does not list.
    private static Moved moved(Standing was, Circuit to, String reason) {
        return switch (Machine.CIRCUIT_BREAKER.move(was.state().name(), to.name())) {
            case Move.Allowed(Transition transition) -> new Moved(transition, reason);
            case Move.Refused refused -> throw new IllegalStateException(refused.message());
        };
    }

    /// The machine's states.
    public enum Circuit {
        /// Calls are let through; failures in a row are counted.
        CLOSED,
        /// No call is let through until the cool-down is over.
        OPEN,
        /// One call at a time is let through, on trial.
        HALF_OPEN
    }

    /// When it opens and for how long.
    ///
    /// @param failures in a row that open it; 0 for never
    /// @param coolDown how long it stays open before a trial
    public record Limits(int failures, Duration coolDown) {

        /// What the state machine says.
        public static final Limits USUAL = new Limits(5, Duration.ofSeconds(60));

        public Limits {
            if (failures < 0 || coolDown.isNegative()) {
                throw new IllegalArgumentException("not limits: " + failures + ", " + coolDown);
            }
        }
    }

    /// What a call is told.
    public sealed interface Answer {}

    /// It may be made, and its outcome is to be told.
    ///
    /// @param moved what the question has changed, or null
    public record Pass(Ticket ticket, @Nullable Moved moved) implements Answer {}

    /// It may not be made.
    ///
    /// @param left how long to wait before asking again; more than zero
    /// @param reason the last failure
    public record Refused(Duration left, String reason) implements Answer {}

    /// Stands for a call that was let through.
    public record Ticket(long era) {}

    /// A change of state.
    public record Moved(Transition transition, String reason) {}

    /// How a breaker stands.
    ///
    /// @param failures in a row, while closed
    /// @param left until a trial, while open
    /// @param reason the last failure, or empty
    public record Status(Circuit state, int failures, Duration left, String reason) {}

    /// @param since when the era began, by the clock
    /// @param trial whether a call is on trial
    private record Standing(Circuit state, long era, int failures, long since, boolean trial, String reason) {}
}
