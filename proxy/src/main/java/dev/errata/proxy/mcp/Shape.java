package dev.errata.proxy.mcp;

import dev.errata.proxy.control.ControlPlane.ControlReply;
import dev.errata.proxy.control.ControlPlane.Header;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How the answer to one call looks.
///
/// @param id the call's
/// @param finish adds what every result of the era has
record Shape(JsonNode id, Accepted accepted, UnaryOperator<ObjectNode> finish) {

    /// A result as a message.
    ObjectNode message(ObjectNode result) {
        return RpcReplies.result(id, finish.apply(result));
    }

    ControlReply result(ObjectNode result) {
        return result(result, List.of());
    }

    ControlReply result(ObjectNode result, List<Header> headers) {
        return accepted == Accepted.EVENTS ? stream(message(result)) : RpcReplies.json(200, message(result), headers);
    }

    /// An error is a stream's only event where the client takes nothing else, and where no other status says it.
    ControlReply fault(RpcFault fault) {
        return accepted == Accepted.EVENTS && fault.status() == 200
                ? stream(RpcReplies.error(id, fault))
                : RpcReplies.fault(id, fault);
    }

    private static ControlReply stream(ObjectNode message) {
        return RpcReplies.events(out -> out.accept(RpcReplies.event(message)));
    }
}
