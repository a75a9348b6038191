package dev.errata.proxy.upstream.probe;

import dev.errata.proxy.upstream.Upstream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the current upstream was when it was last looked at.
///
/// @param kind what it turned out to be; stays known while it is away
/// @param model its first model; stays known while it is away
/// @param reason why it is so, for people; empty if there is nothing to say
/// @param since when it came into this state
public record UpstreamStatus(
        Upstream upstream,
        State state,
        ServerKind kind,
        @Nullable String model,
        String reason,
        Instant since) {

    UpstreamStatus now(State newState, ServerKind newKind, @Nullable String newModel, String newReason, Instant now) {
        return new UpstreamStatus(upstream, newState, newKind, newModel, newReason, newState == state ? since : now);
    }

    /// Whether it is there.
    public enum State {
        /// It has not been looked at yet.
        UNKNOWN,
        /// It answers and can serve.
        UP,
        /// It does not answer, or cannot serve now.
        AWAY
    }
}
