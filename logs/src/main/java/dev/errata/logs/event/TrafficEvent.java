package dev.errata.logs.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened to an exchange between a client and a model server.
public sealed interface TrafficEvent extends Event {

    /// Type `exchange.started`: the request line and headers have been read and an upstream was chosen.
    ///
    /// @param exchange ULID of the exchange
    /// @param client the client's name as far as it is known (its `User-Agent` product), never a secret
    /// @param path request path without its query
    /// @param wire the wire's name, or `other`
    /// @param ruleSet version of the rule snapshot that this exchange keeps to its end
    record ExchangeStarted(
            String exchange, String client, String method, String path, String wire, String upstream, long ruleSet)
            implements TrafficEvent {
        @Override
        public String type() {
            return "exchange.started";
        }
    }

    /// Type `exchange.finished`: the last byte that the client will get is about to be sent, or the exchange broke off.
    ///
    /// @param model the model that the request or the answer named, null if neither did
    /// @param status HTTP status that the client saw, 0 if none was sent
    /// @param outcome `completed`, `client_closed`, `upstream_failed`, `rule_failed`, `refused`
    /// @param inspected whether the body was read by a wire's codec
    /// @param note why it was not inspected or not rewritten, or whose fault a failure was; empty if there is nothing
    ///     to say
    /// @param rawSha256 hex SHA-256 of the text as the model sent it: the lanes' texts in order of first appearance,
    ///     joined by U+0000, as UTF-8; of the body's bytes if the body was not inspected
    /// @param sentSha256 the same of what was sent to the client
    /// @param rewrites what was changed, in order; raw text plus these is the sent text
    /// @param observed what shadow and detect-only rules matched; changed nothing
    /// @param durationMillis from the request's first byte to the end
    record ExchangeFinished(
            String exchange,
            String client,
            String wire,
            @Nullable String model,
            int status,
            String outcome,
            boolean inspected,
            String note,
            String rawSha256,
            String sentSha256,
            List<RewriteEntry> rewrites,
            List<RewriteEntry> observed,
            long durationMillis)
            implements TrafficEvent {
        public ExchangeFinished {
            rewrites = List.copyOf(rewrites);
            observed = List.copyOf(observed);
        }

        @Override
        public String type() {
            return "exchange.finished";
        }
    }

    /// Type `exchange.refused`: further requests of a client were refused for the same reason as the exchange that is
    /// named, within a second or so; that one has its own two records, these have none.
    ///
    /// @param exchange ULID of the first of them, which is not among the counted
    /// @param client its client
    /// @param status HTTP status that all of them saw
    /// @param note the first one's: why, and whose fault it was
    /// @param count how many more there were
    record ExchangesRefused(String exchange, String client, int status, String note, long count)
            implements TrafficEvent {
        @Override
        public String type() {
            return "exchange.refused";
        }
    }
}
