package dev.errata.proxy.control;

import dev.errata.proxy.control.ControlPlane.ControlReply;
import dev.errata.proxy.control.ControlPlane.ControlRequest;

/// What answers agents at `/errata/mcp`.
///
/// Only what has passed the walls arrives here: a `POST` from this machine with a token of this home and, if it has a
/// body, one that is declared as JSON.
///
/// **Thread:** called on a virtual thread, so it may block. **Errors:** an exception becomes a plain 500.
@FunctionalInterface
public interface AgentEndpoint {

    /// The path it answers at.
    String PATH = "/errata/mcp";

    ControlReply handle(ControlRequest request);
}
