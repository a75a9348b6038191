package dev.errata.proxy.mcp;

import dev.errata.proxy.control.ControlPlane.ControlRequest;
import dev.errata.proxy.control.ControlPlane.Header;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// In which era a call is spoken, and by whom.
///
/// | call | is spoken |
/// |---|---|
/// | `_meta` names a protocol version | now: each call carries all about itself, and headers repeat it |
/// | `initialize` | before: the version is agreed on |
/// | anything else | before, in the version of the header `MCP-Protocol-Version`; without one in 2025-03-26 |
///
/// **Source:** MCP 2026-07-28, basic/versioning and basic/transports/streamable-http; 2025-11-25, basic/transports.
sealed interface Spoken {

    /// The version of now.
    String NOW = "2026-07-28";

    /// The versions of before, newest first.
    List<String> BEFORE = List.of("2025-11-25", "2025-06-18", "2025-03-26");

    /// All, newest first.
    List<String> ALL = Stream.concat(Stream.of(NOW), BEFORE.stream()).toList();

    /// Of before: what belongs together is told by the session.
    record Before(Session session) implements Spoken {}

    /// Of now: without a state.
    ///
    /// @param client as it calls itself
    record Now(String client) implements Spoken {}

    /// In no way that is understood.
    record Wrongly(RpcFault fault) implements Spoken {}

    /// Judges a call.
    static Spoken of(ControlRequest request, Message.Call call) {
        JsonNode meta = call.params().path("_meta");
        JsonNode version = meta.path("io.modelcontextprotocol/protocolVersion");
        List<String> header = values(request, "MCP-Protocol-Version");
        if (!version.isString()) {
            return before(request, call, header);
        }
        return mismatch(request, call, header, version.stringValue())
                .or(() -> incomplete(version.stringValue(), meta))
                .<Spoken>map(Wrongly::new)
                .orElseGet(() -> new Now(Session.name(
                        meta.path("io.modelcontextprotocol/clientInfo").path("name"))));
    }

    private static Spoken before(ControlRequest request, Message.Call call, List<String> header) {
        boolean first = call.method().equals("initialize");
        if (!first && header.contains(NOW)) {
            return new Wrongly(RpcFault.mismatch("MCP-Protocol-Version is " + NOW + ", and _meta has no"
                    + " io.modelcontextprotocol/protocolVersion"));
        }
        if (!first && !BEFORE.containsAll(header)) {
            return new Wrongly(RpcFault.unsupported(String.join(", ", header), ALL));
        }
        return new Before(Session.of(request.header(Session.HEADER).orElse("")));
    }

    private static Optional<RpcFault> mismatch(
            ControlRequest request, Message.Call call, List<String> header, String version) {
        if (!header.equals(List.of(version))) {
            return Optional.of(unequal("MCP-Protocol-Version", header, version));
        }
        if (!version.equals(NOW)) {
            return Optional.of(RpcFault.unsupported(version, ALL));
        }
        List<String> method = values(request, "Mcp-Method");
        if (!method.equals(List.of(call.method()))) {
            return Optional.of(unequal("Mcp-Method", method, call.method()));
        }
        if (!call.method().equals("tools/call")) {
            return Optional.empty();
        }
        String name = call.params().path("name").stringValue("");
        List<String> sent =
                values(request, "Mcp-Name").stream().map(Spoken::plain).toList();
        return sent.equals(List.of(name)) ? Optional.empty() : Optional.of(unequal("Mcp-Name", sent, name));
    }

    private static Optional<RpcFault> incomplete(String version, JsonNode meta) {
        return version.equals(NOW)
                        && !meta.path("io.modelcontextprotocol/clientCapabilities")
                                .isObject()
                ? Optional.of(new RpcFault(
                        400,
                        RpcFault.INVALID_PARAMS,
                        "_meta must have io.modelcontextprotocol/clientCapabilities, an object"))
                : Optional.empty();
    }

    private static RpcFault unequal(String header, List<String> sent, String body) {
        return RpcFault.mismatch(
                sent.isEmpty()
                        ? "the header " + header + " is missing, the body says '" + body + "'"
                        : header + " is '" + String.join("', '", sent) + "', the body says '" + body + "'");
    }

    /// A value that plain ASCII cannot say comes as `=?base64?…?=`.
    private static String plain(String value) {
        if (!value.startsWith("=?base64?") || !value.endsWith("?=") || value.length() < 11) {
            return value;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(value.substring(9, value.length() - 2));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static List<String> values(ControlRequest request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }
}
