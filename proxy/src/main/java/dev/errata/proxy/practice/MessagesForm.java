package dev.errata.proxy.practice;

import dev.errata.proxy.practice.ChatJson.Cost;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Anthropic's messages: one block of text, announced, told and closed. It has one choice.
///
/// **Source:** `wire.md` 3.4, and what llama-server sends.
record MessagesForm(String id, int promptTokens) implements Form {

    static String error(String type, String message) {
        ObjectNode root = object().put("type", "error");
        root.putObject("error").put("type", type).put("message", message);
        return root.toString();
    }

    @Override
    public String streamType() {
        return "text/event-stream";
    }

    @Override
    public String begin(int index) {
        ObjectNode start = object().put("type", "message_start");
        ObjectNode message = start.putObject("message");
        head(message);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        usage(message, 0);
        ObjectNode block = object().put("type", "content_block_start").put("index", index);
        block.putObject("content_block").put("type", "text").put("text", "");
        return event(start) + event(block);
    }

    @Override
    public String token(int index, String token) {
        ObjectNode root = object().put("type", "content_block_delta").put("index", index);
        root.putObject("delta").put("type", "text_delta").put("text", token);
        return event(root);
    }

    @Override
    public String finish(Choice choice, Cost own, Cost all, boolean last) {
        ObjectNode delta = object().put("type", "message_delta");
        delta.putObject("delta").put("stop_reason", reason(choice)).putNull("stop_sequence");
        delta.putObject("usage").put("output_tokens", own.completionTokens());
        return event(object().put("type", "content_block_stop").put("index", choice.index())) + event(delta);
    }

    @Override
    public String end() {
        return event(object().put("type", "message_stop"));
    }

    @Override
    public String whole(List<Choice> choices, Cost cost) {
        Choice only = choices.getFirst();
        ObjectNode root = object();
        head(root);
        root.putArray("content").addObject().put("type", "text").put("text", only.text());
        root.put("stop_reason", reason(only)).putNull("stop_sequence");
        usage(root, cost.completionTokens());
        return root.toString();
    }

    private void head(ObjectNode message) {
        message.put("id", id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", PracticeServer.MODEL);
    }

    private void usage(ObjectNode message, int output) {
        message.putObject("usage").put("input_tokens", promptTokens).put("output_tokens", output);
    }

    private static String reason(Choice choice) {
        return choice.finish().equals("length") ? "max_tokens" : "end_turn";
    }

    private static String event(ObjectNode json) {
        return "event: " + json.path("type").stringValue("") + "\ndata: " + json + "\n\n";
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
