package dev.errata.proxy.downstream;

import dev.errata.logs.problem.ProxyProblem;
import dev.errata.proxy.client.ClientLimit;
import dev.errata.proxy.client.HostNames;
import dev.errata.proxy.client.KnownClients;
import dev.errata.proxy.client.Limiter;
import dev.errata.proxy.client.PortPolicy;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides whether a request for the model server may begin, and whose it is.
///
/// ```
/// Host of here? -> Origin allowed? -> a preflight? then in -> token known, or none needed? -> within its limits? -> in
///      403               403                                            401                          429
/// ```
///
/// A client's token ends here: it is taken out of the request, whether one was needed or not. A preflight carries none
/// by its nature and asks for nothing but the model server's own rules for pages, so it is not asked for one either.
///
/// **Thread:** the connection's event loop. **Source:** `wire.md` 1.2, 2.1, 7.10; RFC 6750 section 3.
final class Door {

    private static final String KEY = "x-api-key";
    private static final String SCHEME = "bearer ";
    private static final int ORIGIN_SHOWN = 120;

    private Door() {}

    /// What came of it.
    sealed interface Admission {}

    /// It may begin.
    ///
    /// @param entry to be left when the request has ended; null where nothing is counted
    record Admitted(Visitor visitor, Limiter.@Nullable Entered entry) implements Admission {}

    /// It may not.
    record TurnedAway(Visitor visitor, Fault fault) implements Admission {}

    static Admission judge(PortPolicy policy, Limiter limiter, HttpRequest request) {
        HttpHeaders headers = request.headers();
        String host = headers.get(HttpHeaderNames.HOST, "");
        Visitor stranger = visitor(policy, Headers.clientName(request));
        if (!policy.exposed() && !HostNames.local(host)) {
            return new TurnedAway(stranger, foreignHost());
        }
        List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
        if (!origins.stream().allMatch(origin -> policy.origins().allows(origin, host))) {
            return new TurnedAway(stranger, foreignOrigin(origins));
        }
        Map<String, String> readable = new HashMap<>();
        origins.forEach(origin -> readable.put("access-control-allow-origin", origin));
        if (request.method().equals(HttpMethod.OPTIONS)
                && !origins.isEmpty()
                && headers.contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD)) {
            return new Admitted(stranger, null);
        }
        Presented presented = Presented.in(headers, policy.clients());
        if (presented.client() == null && (policy.asksForToken() || presented.dead())) {
            return new TurnedAway(stranger, noToken(presented.dead(), readable));
        }
        Visitor visitor = presented.client() == null ? stranger : visitor(policy, presented.client());
        ClientLimit limit = policy.limits().of(visitor.name());
        if (limit.equals(ClientLimit.NONE)) {
            return new Admitted(visitor, null);
        }
        return switch (limiter.enter(visitor.name(), limit)) {
            case Limiter.Entered entered -> new Admitted(visitor, entered);
            case Limiter.Full(String reason, long seconds) -> {
                readable.put("retry-after", Long.toString(seconds));
                yield new TurnedAway(
                        visitor,
                        new Fault(
                                ProxyProblem.TOO_MANY_REQUESTS,
                                429,
                                reason,
                                "ask again in " + seconds + " s",
                                Map.copyOf(readable)));
            }
        };
    }

    private static Visitor visitor(PortPolicy policy, String name) {
        return new Visitor(name, policy.capture().of(name));
    }

    private static Fault foreignHost() {
        return new Fault(
                ProxyProblem.FOREIGN_HOST,
                403,
                "its Host header names another machine than this one",
                "ask localhost or 127.0.0.1 instead",
                Map.of());
    }

    private static Fault foreignOrigin(List<String> origins) {
        String origin = String.join(", ", origins).replaceAll("[^\\x21-\\x7e]", "?");
        return new Fault(
                ProxyProblem.FOREIGN_ORIGIN,
                403,
                "the web page it comes from (" + origin.substring(0, Math.min(origin.length(), ORIGIN_SHOWN))
                        + ") may not use Errata",
                "if it is to, add it to the setting 'origins'",
                Map.of());
    }

    private static Fault noToken(boolean dead, Map<String, String> readable) {
        readable.put("www-authenticate", "Bearer realm=\"errata\"");
        return new Fault(
                ProxyProblem.CLIENT_UNKNOWN,
                401,
                dead ? "its client token is not one of this Errata, or not any more" : "it carries no client token",
                "send one that 'errata clients add NAME' has shown, as Authorization: Bearer or x-api-key",
                Map.copyOf(readable));
    }

    /// The client's token that a request carried, taken out of it.
    ///
    /// @param client whose it is, null if there was none or nobody's
    /// @param dead whether there was one that is nobody's: it looks like ours, so it must not travel on
    private record Presented(@Nullable String client, boolean dead) {

        static Presented in(HttpHeaders headers, KnownClients clients) {
            String client = null;
            boolean dead = false;
            for (CharSequence name : List.of(HttpHeaderNames.AUTHORIZATION, KEY)) {
                List<String> values = headers.getAll(name);
                for (String value : values) {
                    String token = token(value);
                    Optional<String> known = clients.of(token);
                    if (known.isPresent()) {
                        client = known.get();
                    } else {
                        dead |= token.startsWith(KnownClients.PREFIX);
                    }
                    if (known.isPresent() || token.startsWith(KnownClients.PREFIX)) {
                        headers.remove(name);
                    }
                }
            }
            return new Presented(client, dead);
        }

        /// llama-server takes a key without its scheme as well, so clients send it so.
        private static String token(String value) {
            String bare = value.strip();
            return bare.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                    ? bare.substring(SCHEME.length()).strip()
                    : bare;
        }
    }
}
