package dev.errata.proxy.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One exchange as it stood at one moment: a row of the traffic list.
///
/// **Units:** all durations are milliseconds since [#startedAt]; -1 where it has not happened (yet).
///
/// @param id ULID
/// @param revision rises whenever anything of this exchange changed; a reader that has seen it need not look again
/// @param client product name from `User-Agent`, or `unknown`
/// @param wire the wire's name, or `other`
/// @param status HTTP status, 0 before the answer
/// @param deltas text-carrying events so far
/// @param rewrites corrections so far
/// @param observed shadow and detect-only matches so far
/// @param inspected whether a codec reads the body
/// @param note why it was not inspected or not rewritten, or what went wrong and whose fault; empty if nothing is to be
///     said
public record ExchangeSnapshot(
        String id,
        long revision,
        Instant startedAt,
        String client,
        String method,
        String path,
        String wire,
        @Nullable String model,
        String upstream,
        int status,
        Phase phase,
        long firstByteMillis,
        long firstTokenMillis,
        long endMillis,
        int deltas,
        int rewrites,
        int observed,
        boolean streamed,
        boolean inspected,
        String note) {

    /// Where an exchange stands.
    public enum Phase {
        /// The request is on its way or waits at the model server.
        WAITING,
        /// The answer is coming in.
        STREAMING,
        /// The client has the end of its answer.
        COMPLETED,
        /// The client left first.
        CLIENT_CLOSED,
        /// The model server or the way to it failed, or a rule that ends its answer then.
        FAILED
    }
}
