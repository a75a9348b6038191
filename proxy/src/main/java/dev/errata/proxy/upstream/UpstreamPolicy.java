package dev.errata.proxy.upstream;

import dev.errata.logs.state.CircuitBreaker;

/// How patient Errata is with a model server.
///
/// @param breaker when it is left alone, and for how long
/// @param connectRetries how often a connection that could not be made is tried again, 200 ms later and then after
///     twice as long each time; nothing has been sent by then, so nothing can happen twice
public record UpstreamPolicy(CircuitBreaker.Limits breaker, int connectRetries) {

    /// Where nobody says otherwise.
    public static final UpstreamPolicy USUAL = new UpstreamPolicy(CircuitBreaker.Limits.USUAL, 1);

    public UpstreamPolicy {
        if (connectRetries < 0 || connectRetries > 5) {
            throw new IllegalArgumentException("0 to 5 retries: " + connectRetries);
        }
    }
}
