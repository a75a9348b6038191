package dev.errata.proxy.mcp;

import dev.errata.proxy.control.ControlPlane.ControlReply;
import dev.errata.proxy.control.ControlPlane.Header;
import dev.errata.rules.patch.Actor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The methods of both eras.
final class Methods {
    private static final long LIST_TTL_MILLIS = 300_000;
    private static final String INSTRUCTIONS = """
        Errata writes code changes only after a person has approved them. Propose with create_patch_proposal, wait \
        with wait_for_approval until the status is no longer pending (call it again as often as needed), then call \
        apply_approved_patch. Rejected hunks, comments and reasons tell what to change in the next proposal.\
        """;

    private final Toolbox toolbox;
    private final ToolCalls calls;
    private final String version;
    private final Supplier<String> random;

    /// @param version Errata's
    Methods(Toolbox toolbox, ToolCalls calls, String version, Supplier<String> random) {
        this.toolbox = toolbox;
        this.calls = calls;
        this.version = version;
        this.random = random;
    }

    /// Of the era with an `initialize`.
    ControlReply before(Message.Call call, Spoken.Before spoken, Accepted accepted) {
        Shape shape = new Shape(call.id(), accepted, UnaryOperator.identity());
        return switch (call.method()) {
            case "initialize" -> initialize(call, shape);
            case "ping" -> shape.result(JsonMapper.shared().createObjectNode());
            case "tools/list" -> list(call, shape, false);
            case "tools/call" -> tool(call, shape, spoken.session());
            default -> shape.fault(unknown(call, 200));
        };
    }

    /// Of the era without a state.
    ControlReply now(Message.Call call, Spoken.Now spoken, Accepted accepted) {
        Shape shape = new Shape(call.id(), accepted, this::complete);
        return switch (call.method()) {
            case "server/discover" -> shape.result(discovery());
            case "tools/list" -> list(call, shape, true);
            // Nothing but the end of the stream cancels it, so it needs no session's name.
            case "tools/call" -> tool(call, shape, new Session("", spoken.client()));
            default -> shape.fault(unknown(call, 404));
        };
    }

    private static RpcFault unknown(Message.Call call, int status) {
        return new RpcFault(status, RpcFault.NO_METHOD, "Method not found: " + call.method());
    }

    private ControlReply initialize(Message.Call call, Shape shape) {
        String wanted = call.params().path("protocolVersion").stringValue("");
        ObjectNode result = JsonMapper.shared()
                .createObjectNode()
                .put("protocolVersion", Spoken.BEFORE.contains(wanted) ? wanted : Spoken.BEFORE.getFirst());
        result.putObject("capabilities").putObject("tools");
        result.set("serverInfo", serverInfo());
        result.put("instructions", INSTRUCTIONS);
        String client = Session.name(call.params().path("clientInfo").path("name"));
        return shape.result(
                result,
                List.of(new Header(
                        Session.HEADER, Session.begin(client, random.get()).id())));
    }

    private ObjectNode discovery() {
        ObjectNode result = JsonMapper.shared().createObjectNode();
        // Only what can be asked for in this way; the versions before it begin with initialize.
        Spoken.ALL.forEach(result.putArray("supportedVersions")::add);
        result.putObject("capabilities").putObject("tools");
        return result.put("instructions", INSTRUCTIONS)
                .put("ttlMs", LIST_TTL_MILLIS)
                .put("cacheScope", "private");
    }

    private ControlReply list(Message.Call call, Shape shape, boolean cached) {
        if (!call.params().path("cursor").stringValue("").isEmpty()) {
            return shape.fault(new RpcFault(200, RpcFault.INVALID_PARAMS, "There is no such page: all tools are one."));
        }
        ObjectNode result = JsonMapper.shared().createObjectNode();
        result.set("tools", toolbox.described());
        return shape.result(cached ? result.put("ttlMs", LIST_TTL_MILLIS).put("cacheScope", "private") : result);
    }

    private ControlReply tool(Message.Call call, Shape shape, Session session) {
        String name = call.params().path("name").stringValue("");
        Optional<Tool> tool = toolbox.find(name);
        if (tool.isEmpty()) {
            return shape.fault(new RpcFault(200, RpcFault.INVALID_PARAMS, "Unknown tool: " + name));
        }
        return calls.call(tool.get(), call, shape, session, new Actor(session.client(), Actor.Channel.MCP));
    }

    private ObjectNode serverInfo() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("name", "errata")
                .put("title", "Errata")
                .put("version", version);
    }

    private ObjectNode complete(ObjectNode result) {
        result.put("resultType", "complete");
        result.putObject("_meta").set("io.modelcontextprotocol/serverInfo", serverInfo());
        return result;
    }
}
