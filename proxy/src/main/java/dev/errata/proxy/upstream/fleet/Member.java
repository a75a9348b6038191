package dev.errata.proxy.upstream.fleet;

import dev.errata.logs.event.SystemEvent.BreakerMoved;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.state.CircuitBreaker;
import dev.errata.logs.state.CircuitBreaker.Moved;
import dev.errata.logs.state.CircuitBreaker.Pass;
import dev.errata.logs.state.CircuitBreaker.Refused;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.pool.ModelServer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One model server of the fleet.
///
/// **Thread:** any, without waiting.
public final class Member {
    private final ModelServer server;
    private final CircuitBreaker breaker;
    private final Journal journal;

    Member(ModelServer server, CircuitBreaker breaker, Journal journal) {
        this.server = server;
        this.breaker = breaker;
        this.journal = journal;
    }

    public ModelServer server() {
        return server;
    }

    public Upstream upstream() {
        return server.upstream();
    }

    CircuitBreaker.Status status() {
        return breaker.status();
    }

    /// Asks whether an exchange may be sent to it.
    public Admission ask() {
        return switch (breaker.ask()) {
            case Pass(CircuitBreaker.Ticket ticket, Moved moved) -> {
                journal(moved);
                yield new Admitted(new Call(breaker, ticket, this));
            }
            case Refused(Duration left, String reason) -> new TurnedAway(left, reason);
        };
    }

    void journal(@Nullable Moved moved) {
        if (moved != null) {
            var unused = journal.append(new BreakerMoved(
                    upstream().base().toString(),
                    moved.transition().from(),
                    moved.transition().to(),
                    moved.transition().trigger(),
                    moved.reason()));
        }
    }

    /// Whether an exchange may be sent.
    public sealed interface Admission {}

    /// It may, and its outcome is to be told.
    public record Admitted(Call call) implements Admission {}

    /// It may not: the server has failed too often in a row.
    ///
    /// @param left how long to wait
    /// @param reason the last failure
    public record TurnedAway(Duration left, String reason) implements Admission {}
}
