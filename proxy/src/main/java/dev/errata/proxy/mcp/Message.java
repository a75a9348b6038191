package dev.errata.proxy.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The one message of a POST.
///
/// **Source:** JSON-RPC 2.0. Batches, which only MCP 2025-03-26 knew, are refused: no client is known that sends them.
sealed interface Message {

    /// Wants an answer.
    ///
    /// @param id a string or a whole number, given back as it is
    record Call(JsonNode id, String method, ObjectNode params) implements Message {}

    /// Wants none.
    record Notice(String method, ObjectNode params) implements Message {}

    /// Answers something. Nothing is ever asked here, so it is for nobody.
    record Answer() implements Message {}

    /// It is none of these.
    ///
    /// @param id the message's, if it could be read
    record Malformed(@Nullable JsonNode id, RpcFault fault) implements Message {}

    /// Reads a body.
    static Message read(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return of(JsonMapper.shared().readTree(text));
        } catch (CharacterCodingException e) {
            return malformed(null, RpcFault.PARSE, "The body is not UTF-8.");
        } catch (JacksonException e) {
            return malformed(null, RpcFault.PARSE, "The body is not JSON.");
        }
    }

    private static Message of(JsonNode root) {
        if (root.isArray()) {
            return malformed(null, RpcFault.INVALID_REQUEST, "Send one message with each POST: batches are not taken.");
        }
        if (!(root instanceof ObjectNode object)) {
            boolean empty = root.isMissingNode();
            return malformed(
                    null,
                    empty ? RpcFault.PARSE : RpcFault.INVALID_REQUEST,
                    empty ? "The body is empty." : "A message is one JSON object.");
        }
        JsonNode given = object.get("id");
        JsonNode id = given != null && (given.isString() || given.isIntegralNumber()) ? given : null;
        if (!object.path("jsonrpc").stringValue("").equals("2.0")) {
            return malformed(id, RpcFault.INVALID_REQUEST, "The message must say \"jsonrpc\": \"2.0\".");
        }
        String method = object.path("method").stringValue("");
        if (method.isEmpty()) {
            boolean answer = !object.has("method") && (object.has("result") || object.has("error"));
            return answer ? new Answer() : malformed(id, RpcFault.INVALID_REQUEST, "The message names no method.");
        }
        if (given != null && id == null) {
            return malformed(null, RpcFault.INVALID_REQUEST, "An id is a string or a whole number.");
        }
        JsonNode params = object.get("params");
        if (params != null && !params.isObject()) {
            return malformed(id, RpcFault.INVALID_REQUEST, "The params of a message are an object.");
        }
        ObjectNode named =
                params instanceof ObjectNode some ? some : JsonMapper.shared().createObjectNode();
        return id == null ? new Notice(method, named) : new Call(id, method, named);
    }

    private static Malformed malformed(@Nullable JsonNode id, int code, String message) {
        return new Malformed(id, new RpcFault(400, code, message));
    }
}
