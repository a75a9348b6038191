package dev.errata.proxy.mcp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Why a message gets an error instead of a result.
///
/// **Source:** JSON-RPC 2.0, section 5.1; MCP 2026-07-28, basic, error codes.
///
/// @param status the HTTP status that it is sent with
/// @param data more about it; null for nothing
record RpcFault(
        int status, int code, String message, @Nullable ObjectNode data) {

    static final int PARSE = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int NO_METHOD = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL = -32603;
    static final int HEADER_MISMATCH = -32020;
    static final int UNSUPPORTED_VERSION = -32022;
    /// Of our own: outside of what JSON-RPC and MCP keep for themselves.
    static final int CANCELLED = -32800;

    RpcFault(int status, int code, String message) {
        this(status, code, message, null);
    }

    static RpcFault mismatch(String message) {
        return new RpcFault(400, HEADER_MISMATCH, "Header mismatch: " + message);
    }

    static RpcFault unsupported(String requested, List<String> supported) {
        ObjectNode data = JsonMapper.shared().createObjectNode();
        supported.forEach(data.putArray("supported")::add);
        data.put("requested", requested);
        return new RpcFault(400, UNSUPPORTED_VERSION, "Unsupported protocol version", data);
    }
}
