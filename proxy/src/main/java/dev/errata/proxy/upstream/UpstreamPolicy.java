package dev.errata.proxy.upstream;

import dev.errata.logs.state.CircuitBreaker;
import dev.errata.rules.text.Globs;
import java.util.List;

/// How patient Errata is with a model server.
///
/// @param breaker when it is left alone, and for how long
/// @param connectRetries how often a connection that could not be made is tried again, 200 ms later and then after
///     twice as long each time; nothing has been sent by then, so nothing can happen twice
/// @param streamWhole whether a request for a whole answer is asked as a stream and put together again, so that the
///     server notices a client's cancel
/// @param askUsage addresses, or globs on them, of servers that are asked for the usage of a streamed answer where a
///     client does not ask
public record UpstreamPolicy(
        CircuitBreaker.Limits breaker, int connectRetries, boolean streamWhole, List<String> askUsage) {

    /// Where nobody says otherwise.
    public static final UpstreamPolicy USUAL = new UpstreamPolicy(CircuitBreaker.Limits.USUAL, 1);

    /// Requests are asked as they are.
    public UpstreamPolicy(CircuitBreaker.Limits breaker, int connectRetries) {
        this(breaker, connectRetries, false, List.of());
    }

    public UpstreamPolicy {
        askUsage = List.copyOf(askUsage);
        if (connectRetries < 0 || connectRetries > 5) {
            throw new IllegalArgumentException("0 to 5 retries: " + connectRetries);
        }
    }

    /// Whether a server is asked for the usage of streamed answers.
    public boolean asksUsage(Upstream upstream) {
        return askUsage.stream()
                .anyMatch(glob -> Globs.matches(glob, upstream.base().toString()));
    }
}
