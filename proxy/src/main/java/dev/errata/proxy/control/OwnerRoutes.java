package dev.errata.proxy.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The owner's routes under `/errata/api/v1/`, filled in by the composition root; the proxy only carries their JSON and
/// checks the token. Called on a virtual thread, so it may block.
///
/// Only what [Routes] lists arrives here: path and method match a route, the caller's token is good for it, every query
/// parameter is one the route takes, and a body is well-formed JSON exactly where the route takes one.
public interface OwnerRoutes {

    /// The header by which the command line says that it is one. It counts with the owner's token alone.
    String CHANNEL_HEADER = "x-errata-channel";

    /// The channel of the command line.
    String CLI = "cli";

    /// The channel of everybody else who calls the port.
    String API = "api";

    Reply handle(Request request);

    /// One call.
    ///
    /// @param method upper case
    /// @param path what follows `/errata/api/v1/`, without a leading slash, already decoded
    /// @param query decoded parameters
    /// @param body the request's body, empty if there was none; otherwise well-formed JSON
    /// @param channel by which way it came, as the journal names it: [#CLI] or [#API]
    record Request(String method, String path, Map<String, List<String>> query, String body, String channel) {

        /// A call of the command line, in this process or about to be sent.
        public Request(String method, String path, Map<String, List<String>> query, String body) {
            this(method, path, query, body, CLI);
        }

        /// The path's segments: `rules/7/history` is `rules`, `7`, `history`. No segment holds a slash.
        public List<String> segments() {
            return List.of(path.split("/", -1));
        }

        /// The first value of a parameter.
        public Optional<String> parameter(String name) {
            return query.getOrDefault(name, List.of()).stream().findFirst();
        }
    }

    /// Its answer.
    ///
    /// @param json the reply's body, or an error object of the error table ([ControlError#reply])
    record Reply(int status, String json) {}
}
