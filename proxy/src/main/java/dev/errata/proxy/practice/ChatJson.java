package dev.errata.proxy.practice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON of one answer, whole or in chunks, with the fields in llama-server's order.
///
/// **Source:** `llama.cpp` `tools/server` and the chat completion object of OpenAI's API.
///
/// @param created seconds since the epoch
record ChatJson(String id, long created) {

    /// What an answer cost so far.
    record Cost(int promptTokens, int completionTokens, long promptNanos, long predictedNanos) {}

    static String error(int status, String type, String message) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.putObject("error").put("code", status).put("message", message).put("type", type);
        return root.toString();
    }

    /// The one list, in Ollama's and in OpenAI's form.
    static String models(long created) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ObjectNode model = root.putArray("models").addObject();
        model.put("name", PracticeServer.MODEL)
                .put("model", PracticeServer.MODEL)
                .put("type", "model");
        model.putArray("capabilities").add("completion");
        ObjectNode data = root.put("object", "list").putArray("data").addObject();
        data.put("id", PracticeServer.MODEL)
                .put("object", "model")
                .put("created", created)
                .put("owned_by", "errata");
        return root.toString();
    }

    /// A slot for each answer that is being given, so that one can see from outside that a cancel has arrived.
    static String slots(int busy) {
        ArrayNode slots = JsonMapper.shared().createArrayNode();
        for (int id = 0; id < busy; id++) {
            slots.addObject().put("id", id).put("is_processing", true);
        }
        return slots.toString();
    }

    String role(int index) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        delta(root, index, null).put("role", "assistant").putNull("content");
        return chunk(root).toString();
    }

    /// @param field `content` or `reasoning_content`
    String said(int index, String field, String token) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        delta(root, index, null).put(field, token);
        return chunk(root).toString();
    }

    /// A fragment of a call's arguments; the first one names the tool.
    String called(Choice choice, boolean first, String fragment) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ObjectNode call = delta(root, choice.index(), null)
                .putArray("tool_calls")
                .addObject()
                .put("index", 0);
        if (first) {
            call(call, choice, fragment);
        } else {
            call.putObject("function").put("arguments", fragment);
        }
        return chunk(root).toString();
    }

    private void call(ObjectNode call, Choice choice, String arguments) {
        call.put("id", choice.callId(id)).put("type", "function");
        call.putObject("function").put("name", choice.tool()).put("arguments", arguments);
    }

    /// @param cost null where a usage chunk follows
    String finish(int index, String reason, @Nullable Cost cost) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        delta(root, index, reason);
        chunk(root);
        if (cost != null) {
            timings(root, cost);
        }
        return root.toString();
    }

    String usage(Cost cost) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.putArray("choices");
        cost(chunk(root), cost);
        return root.toString();
    }

    String whole(List<Choice> choices, Cost cost) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        var array = root.putArray("choices");
        for (Choice choice : choices) {
            ObjectNode one =
                    array.addObject().put("finish_reason", choice.finish()).put("index", choice.index());
            message(one.putObject("message").put("role", "assistant"), choice);
        }
        root.put("created", created).put("model", PracticeServer.MODEL);
        root.put("system_fingerprint", PracticeServer.MODEL).put("object", "chat.completion");
        usage(root, cost);
        root.put("id", id);
        timings(root, cost);
        return root.toString();
    }

    private void message(ObjectNode message, Choice choice) {
        message.put("content", choice.said(Part.TEXT));
        if (choice.has(Part.REASONING)) {
            message.put("reasoning_content", choice.said(Part.REASONING));
        }
        if (choice.has(Part.CALL)) {
            call(message.putArray("tool_calls").addObject(), choice, choice.said(Part.CALL));
        }
    }

    private static ObjectNode delta(ObjectNode root, int index, @Nullable String finish) {
        return root.putArray("choices")
                .addObject()
                .put("finish_reason", finish)
                .put("index", index)
                .putObject("delta");
    }

    private ObjectNode chunk(ObjectNode root) {
        return head(root, "chat.completion.chunk");
    }

    /// What every object says of the answer it belongs to.
    ObjectNode head(ObjectNode root, String kind) {
        return root.put("created", created)
                .put("id", id)
                .put("model", PracticeServer.MODEL)
                .put("system_fingerprint", PracticeServer.MODEL)
                .put("object", kind);
    }

    /// Puts in what it cost, in tokens and in time.
    static void cost(ObjectNode root, Cost cost) {
        usage(root, cost);
        timings(root, cost);
    }

    private static void usage(ObjectNode root, Cost cost) {
        ObjectNode usage = root.putObject("usage").put("completion_tokens", cost.completionTokens);
        usage.put("prompt_tokens", cost.promptTokens).put("total_tokens", cost.promptTokens + cost.completionTokens);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
    }

    private static void timings(ObjectNode root, Cost cost) {
        ObjectNode timings = root.putObject("timings").put("cache_n", 0);
        timings(timings, "prompt", cost.promptTokens, cost.promptNanos);
        timings(timings, "predicted", cost.completionTokens, cost.predictedNanos);
    }

    private static void timings(ObjectNode timings, String what, int tokens, long nanos) {
        double millis = nanos / 1e6;
        timings.put(what + "_n", tokens).put(what + "_ms", millis);
        timings.put(what + "_per_token_ms", tokens == 0 ? 0 : millis / tokens);
        timings.put(what + "_per_second", nanos == 0 ? 0 : tokens * 1e9 / nanos);
    }
}
