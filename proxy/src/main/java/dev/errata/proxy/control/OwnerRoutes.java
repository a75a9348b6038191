package dev.errata.proxy.control;

import java.util.List;
import java.util.Map;

/// The owner's routes under `/errata/api/v1/`, filled in by the composition root; the proxy only carries their JSON and checks
/// the token. Called on a virtual thread, so it may block.
public interface OwnerRoutes {

    Reply handle(Request request);

    /// One call.
    ///
    /// @param method upper case
    /// @param path what follows `/errata/api/v1/`, without a leading slash, already decoded
    /// @param query decoded parameters
    /// @param body the request's body, empty if there was none
    record Request(String method, String path, Map<String, List<String>> query, String body) {}

    /// Its answer.
    ///
    /// @param json the reply's body, or an error object of the error table
    record Reply(int status, String json) {}
}
