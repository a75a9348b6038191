package dev.errata.proxy.mcp;

import dev.errata.proxy.control.ControlPlane.ControlReply;
import dev.errata.proxy.control.ControlPlane.Header;
import dev.errata.proxy.control.ControlPlane.LiveBody;
import dev.errata.rules.patch.diff.VisibleText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes messages and the HTTP answers that carry them.
final class RpcReplies {
    private static final List<Header> ALWAYS =
            List.of(new Header("Cache-Control", "no-store"), new Header("X-Content-Type-Options", "nosniff"));

    private RpcReplies() {}

    /// A result as a message.
    static ObjectNode result(JsonNode id, ObjectNode result) {
        ObjectNode message = JsonMapper.shared().createObjectNode();
        message.put("jsonrpc", "2.0").set("id", id);
        message.set("result", result);
        return message;
    }

    /// An error as a message.
    static ObjectNode error(@Nullable JsonNode id, RpcFault fault) {
        ObjectNode message = JsonMapper.shared().createObjectNode().put("jsonrpc", "2.0");
        if (id != null) {
            message.set("id", id);
        }
        ObjectNode error = message.putObject("error").put("code", fault.code());
        error.put("message", VisibleText.of(fault.message()));
        if (fault.data() != null) {
            error.set("data", Visible.draw(fault.data()));
        }
        return message;
    }

    static ControlReply fault(@Nullable JsonNode id, RpcFault fault) {
        return json(fault.status(), error(id, fault), List.of());
    }

    static ControlReply json(int status, ObjectNode message, List<Header> more) {
        List<Header> headers = new ArrayList<>(ALWAYS);
        headers.addAll(more);
        return new ControlReply(
                status, "application/json", headers, message.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// An event stream; who stands between must not hold it back.
    static ControlReply events(LiveBody body) {
        List<Header> headers = new ArrayList<>(ALWAYS);
        headers.add(new Header("X-Accel-Buffering", "no"));
        return new ControlReply(200, "text/event-stream", headers, new byte[0], body);
    }

    /// A message as an event. JSON has no line break outside of its strings, and none in them.
    static byte[] event(ObjectNode message) {
        return ("event: message\ndata: " + message + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /// Keeps a stream alive and says nothing.
    static byte[] comment() {
        return ":\n\n".getBytes(StandardCharsets.UTF_8);
    }

    static ControlReply accepted() {
        return new ControlReply(202, "", ALWAYS, new byte[0]);
    }
}
