package dev.errata.proxy.upstream;

import dev.errata.logs.state.CircuitBreaker;
import java.time.Duration;

/// A model server and how its circuit breaker stands.
public record UpstreamCircuit(Upstream upstream, CircuitBreaker.Status circuit) {

    /// Whether exchanges are kept from it.
    public boolean open() {
        return circuit.state() == CircuitBreaker.Circuit.OPEN;
    }

    /// Why it is left alone, for people; empty while it is not.
    public String reason() {
        return switch (circuit.state()) {
            case CLOSED -> "";
            case OPEN ->
                "left alone for " + seconds(circuit.left()) + " s more after failures in a row, the last: "
                        + circuit.reason();
            case HALF_OPEN -> "one request is let through on trial; the last failure: " + circuit.reason();
        };
    }

    private static long seconds(Duration left) {
        return Math.max(1, left.plusMillis(999).toSeconds());
    }
}
