package dev.errata.proxy.control;

import dev.errata.proxy.control.ControlPlane.ControlRequest;
import dev.errata.proxy.control.ControlPlane.Header;
import dev.errata.proxy.control.ControlTokens.Caller;
import dev.errata.proxy.control.Route.Access;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The walls before Errata's own routes; each returns why the request stops there, or nothing.
final class Gate {
    private Gate() {}

    /// A web page that has rebound its name to loopback shows in `Host`; one that calls across origins shows in
    /// `Origin`.
    static Optional<Refusal> comesFromHere(ControlRequest request) {
        List<String> hosts = values(request, "host");
        if (hosts.size() != 1 || !LocalOnly.host(hosts.getFirst())) {
            return Optional.of(ControlError.FOREIGN_HOST.because("The Host header must name this machine, once."));
        }
        if (!values(request, "origin").stream().allMatch(LocalOnly::origin)) {
            return Optional.of(ControlError.FOREIGN_ORIGIN.because("Pages from elsewhere may not use Errata."));
        }
        return Optional.empty();
    }

    static Optional<Refusal> mayUse(Route route, ControlRequest request, ControlTokens tokens) {
        List<String> sent = values(request, "authorization");
        if (sent.size() != 1) {
            return Optional.of(ControlError.NO_TOKEN.because("This route needs a token, sent once."));
        }
        Optional<Caller> caller = tokens.caller(sent.getFirst());
        if (caller.isEmpty()) {
            return Optional.of(ControlError.WRONG_TOKEN.because("The token sent is not one of this home."));
        }
        return switch (caller.get()) {
            case OWNER -> Optional.empty();
            case AGENT -> agentMayUse(route, request);
        };
    }

    private static Optional<Refusal> agentMayUse(Route route, ControlRequest request) {
        if (route.access() == Access.OWNER) {
            return Optional.of(ControlError.OWNER_ONLY.because("An agent may not " + route.method() + " here."));
        }
        // The journal names the channel: an agent may not pass for the person at the terminal.
        return values(request, OwnerRoutes.CHANNEL_HEADER).isEmpty()
                ? Optional.empty()
                : Optional.of(ControlError.OWNER_ONLY.because(
                        "An agent may not send " + OwnerRoutes.CHANNEL_HEADER + "; leave it out."));
    }

    /// By which way a request came that was let in.
    static String channel(ControlRequest request) {
        boolean isCommand = values(request, OwnerRoutes.CHANNEL_HEADER).equals(List.of(OwnerRoutes.CLI));
        return isCommand ? OwnerRoutes.CLI : OwnerRoutes.API;
    }

    /// A page can send a body of `text/plain` anywhere without a preflight; of JSON it cannot.
    static Optional<Refusal> declaresJson(ControlRequest request) {
        if (request.body().length == 0) {
            return Optional.empty();
        }
        String type = request.header("content-type").orElse("");
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return bare.equals("application/json")
                ? Optional.empty()
                : Optional.of(ControlError.NOT_JSON.because("A body must be declared as application/json."));
    }

    private static List<String> values(ControlRequest request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }
}
