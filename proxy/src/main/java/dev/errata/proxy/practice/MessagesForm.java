package dev.errata.proxy.practice;

import dev.errata.proxy.practice.ChatJson.Cost;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Anthropic's messages: a block for each part, announced, told and closed. It has one choice.
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
    public String begin(Choice choice) {
        ObjectNode start = object().put("type", "message_start");
        ObjectNode message = start.putObject("message");
        head(message);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        usage(message, 0);
        return event(start);
    }

    @Override
    public String token(Choice choice, int at) {
        Piece piece = choice.pieces().get(at);
        int block = choice.parts().indexOf(piece.part());
        String told = delta(
                block,
                switch (piece.part()) {
                    case REASONING -> new Said("thinking_delta", "thinking");
                    case TEXT -> new Said("text_delta", "text");
                    case CALL -> new Said("input_json_delta", "partial_json");
                },
                piece.text());
        return (choice.begins(at) ? start(block, piece.part(), choice) : "")
                + told
                + (choice.ends(at) ? stop(block, piece.part()) : "");
    }

    /// The type of a delta, and its field.
    private record Said(String type, String field) {}

    private static String delta(int block, Said said, String text) {
        ObjectNode root = object().put("type", "content_block_delta").put("index", block);
        root.putObject("delta").put("type", said.type).put(said.field, text);
        return event(root);
    }

    private String start(int block, Part part, Choice choice) {
        ObjectNode root = object().put("type", "content_block_start").put("index", block);
        ObjectNode content = root.putObject("content_block");
        switch (part) {
            case REASONING -> content.put("type", "thinking").put("thinking", "");
            case TEXT -> content.put("type", "text").put("text", "");
            case CALL ->
                content.put("type", "tool_use")
                        .put("id", choice.callId(id))
                        .put("name", choice.tool())
                        .putObject("input");
        }
        return event(root);
    }

    /// Thinking ends with a signature, an empty one as llama-server's.
    private static String stop(int block, Part part) {
        String signature = part == Part.REASONING ? delta(block, new Said("signature_delta", "signature"), "") : "";
        return signature + event(object().put("type", "content_block_stop").put("index", block));
    }

    @Override
    public String finish(Choice choice, Cost own, Cost all, boolean last) {
        ObjectNode delta = object().put("type", "message_delta");
        delta.putObject("delta").put("stop_reason", reason(choice)).putNull("stop_sequence");
        delta.putObject("usage").put("output_tokens", own.completionTokens());
        return event(delta);
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
        var content = root.putArray("content");
        for (Part part : only.parts()) {
            String said = only.said(part);
            ObjectNode block = content.addObject();
            switch (part) {
                case REASONING ->
                    block.put("type", "thinking").put("thinking", said).put("signature", "");
                case TEXT -> block.put("type", "text").put("text", said);
                case CALL ->
                    block.put("type", "tool_use")
                            .put("id", only.callId(id))
                            .put("name", only.tool())
                            .set("input", only.calls() ? JsonMapper.shared().readTree(said) : object());
            }
        }
        root.put("stop_reason", reason(only)).putNull("stop_sequence");
        usage(root, cost.completionTokens());
        return root.toString();
    }

    private void head(ObjectNode message) {
        message.put("id", id).put("type", "message").put("role", "assistant").put("model", PracticeServer.MODEL);
    }

    private void usage(ObjectNode message, int output) {
        message.putObject("usage").put("input_tokens", promptTokens).put("output_tokens", output);
    }

    private static String reason(Choice choice) {
        return choice.cut() ? "max_tokens" : choice.calls() ? "tool_use" : "end_turn";
    }

    private static String event(ObjectNode json) {
        return "event: " + json.path("type").stringValue("") + "\ndata: " + json + "\n\n";
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
