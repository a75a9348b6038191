package dev.errata.proxy.mcp;

import dev.errata.proxy.control.AgentEndpoint;
import dev.errata.proxy.control.ControlPlane.ControlReply;
import dev.errata.proxy.control.ControlPlane.ControlRequest;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// The MCP server of Errata: tools with which agents propose patches and learn what people decide.
///
/// ```
/// no JSON, no JSON-RPC, a batch           400, an error
/// a notification, or an answer            202, nothing
/// headers that say other than the body    400, an error that says so
/// a method of the era                     200, its result: JSON, or an event stream if it may wait
/// another method                          an error; 404 in the era without state
/// ```
///
/// It keeps no session: what an agent needs later (a proposal's id, a ticket, a version) it is given as a word.
///
/// **Thread:** any virtual one. **Errors:** none escapes from a tool: what fails there is a result that says so.
/// **Source:** MCP 2025-03-26, 2025-06-18, 2025-11-25 and 2026-07-28.
public final class McpEndpoint implements AgentEndpoint, AutoCloseable {
    private final Running running = new Running();
    private final Methods methods;

    /// @param random makes what tells one client of before from another of the same name; no secret
    /// @param nanos a clock that only goes on
    public McpEndpoint(AgentDesk desk, McpLimits limits, Supplier<String> random, LongSupplier nanos) {
        Toolbox toolbox = new Toolbox(desk, new Waiting(limits, nanos));
        methods = new Methods(toolbox, new ToolCalls(running), desk.version(), random);
    }

    @Override
    public ControlReply handle(ControlRequest request) {
        return switch (Message.read(request.body())) {
            case Message.Malformed(JsonNode id, RpcFault fault) -> RpcReplies.fault(id, fault);
            case Message.Answer answer -> RpcReplies.accepted();
            case Message.Notice notice -> {
                take(notice, request);
                yield RpcReplies.accepted();
            }
            case Message.Call call -> call(request, call);
        };
    }

    /// Only one notification is of use here; the others are taken and forgotten, as JSON-RPC wants it.
    private void take(Message.Notice notice, ControlRequest request) {
        JsonNode id = notice.params().path("requestId");
        if (notice.method().equals("notifications/cancelled") && !id.isMissingNode()) {
            running.cancel(Session.of(request.header(Session.HEADER).orElse("")), id);
        }
    }

    private ControlReply call(ControlRequest request, Message.Call call) {
        Accepted accepted = Accepted.of(request);
        if (accepted == Accepted.NOTHING) {
            return RpcReplies.fault(
                    call.id(),
                    new RpcFault(
                            406,
                            RpcFault.INVALID_REQUEST,
                            "Accept must take application/json or text/event-stream, best both."));
        }
        return switch (Spoken.of(request, call)) {
            case Spoken.Wrongly(RpcFault fault) -> RpcReplies.fault(call.id(), fault);
            case Spoken.Before before -> methods.before(call, before, accepted);
            case Spoken.Now now -> methods.now(call, now, accepted);
        };
    }

    /// Ends all calls that wait, so that nobody waits for them when Errata ends.
    @Override
    public void close() {
        running.close();
    }
}
