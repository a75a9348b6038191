package dev.errata.proxy.practice;

import dev.errata.proxy.practice.ChatJson.Cost;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI's Responses: an item for each part, each announced, told and told again when it is done. It has one choice.
///
/// Other than llama-server it numbers its events and names each item's place, as the public API does: clients that
/// build the answer from events ask for that.
///
/// **Source:** `wire.md` 3.3. **Thread:** its answer's event loop.
final class ResponsesForm implements Form {
    private final String id;
    private final long created;
    private int sequence;

    /// @param created seconds since the epoch
    ResponsesForm(String id, long created) {
        this.id = id;
        this.created = created;
    }

    @Override
    public String streamType() {
        return "text/event-stream";
    }

    @Override
    public String begin(Choice choice) {
        return event("response.created", object().set("response", response("in_progress")))
                + event("response.in_progress", object().set("response", response("in_progress")));
    }

    @Override
    public String token(Choice choice, int at) {
        Piece piece = choice.pieces().get(at);
        Part part = piece.part();
        return (choice.begins(at) ? added(choice, part) : "")
                + event(word(part) + ".delta", placed(choice, part).put("delta", piece.text()))
                + (choice.ends(at) ? done(choice, part) : "");
    }

    private String added(Choice choice, Part part) {
        String item = event("response.output_item.added", item(choice, part, false));
        return part == Part.CALL
                ? item
                : item
                        + event(
                                "response.content_part.added",
                                placed(choice, part).set("part", content(part, "")));
    }

    /// Everything that the item said, once more.
    private String done(Choice choice, Part part) {
        String said = choice.said(part);
        String field = part == Part.CALL ? "arguments" : "text";
        String done = event(word(part) + ".done", placed(choice, part).put(field, said));
        if (part != Part.CALL) {
            done += event("response.content_part.done", placed(choice, part).set("part", content(part, said)));
        }
        return done + event("response.output_item.done", item(choice, part, true));
    }

    @Override
    public String finish(Choice choice, Cost own, Cost all, boolean last) {
        String type = choice.cut() ? "response.incomplete" : "response.completed";
        return event(type, object().set("response", finished(choice, all)));
    }

    @Override
    public String end() {
        return "";
    }

    @Override
    public String whole(List<Choice> choices, Cost cost) {
        return finished(choices.getFirst(), cost).toString();
    }

    private ObjectNode finished(Choice choice, Cost cost) {
        ObjectNode root = response(choice.cut() ? "incomplete" : "completed");
        if (choice.cut()) {
            root.putObject("incomplete_details").put("reason", "max_output_tokens");
        }
        var output = root.withArray("output");
        choice.parts().forEach(part -> output.add(item(choice, part)));
        ObjectNode usage = root.putObject("usage");
        usage.put("input_tokens", cost.promptTokens()).put("output_tokens", cost.completionTokens());
        usage.put("total_tokens", cost.promptTokens() + cost.completionTokens());
        usage.putObject("input_tokens_details").put("cached_tokens", 0);
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return root;
    }

    private ObjectNode response(String status) {
        ObjectNode root = object().put("id", "resp_" + tail()).put("object", "response");
        root.put("created_at", created).put("status", status).put("model", PracticeServer.MODEL);
        root.putArray("output");
        return root;
    }

    private ObjectNode item(Choice choice, Part part, boolean done) {
        ObjectNode root = object().put("output_index", place(choice, part));
        ObjectNode item = item(choice, part);
        if (!done) {
            item.put("status", "in_progress");
            if (part == Part.CALL) {
                item.put("arguments", "");
            } else {
                item.putArray("content");
            }
        }
        return root.set("item", item);
    }

    private ObjectNode item(Choice choice, Part part) {
        ObjectNode item = object().put("id", itemId(part)).put("status", choice.cut() ? "incomplete" : "completed");
        switch (part) {
            case REASONING -> item.put("type", "reasoning").putArray("summary");
            case TEXT -> item.put("type", "message").put("role", "assistant");
            case CALL ->
                item.put("type", "function_call")
                        .put("call_id", choice.callId(id))
                        .put("name", choice.tool())
                        .put("arguments", choice.said(part));
        }
        if (part != Part.CALL) {
            item.putArray("content").add(content(part, choice.said(part)));
        }
        return item;
    }

    private static ObjectNode content(Part part, String text) {
        ObjectNode content = object();
        if (part == Part.REASONING) {
            return content.put("type", "reasoning_text").put("text", text);
        }
        content.put("type", "output_text").put("text", text).putArray("annotations");
        return content;
    }

    private static String word(Part part) {
        return switch (part) {
            case REASONING -> "response.reasoning_text";
            case TEXT -> "response.output_text";
            case CALL -> "response.function_call_arguments";
        };
    }

    private ObjectNode placed(Choice choice, Part part) {
        ObjectNode root = object().put("item_id", itemId(part)).put("output_index", place(choice, part));
        return part == Part.CALL ? root : root.put("content_index", 0);
    }

    private static int place(Choice choice, Part part) {
        return choice.parts().indexOf(part);
    }

    private String itemId(Part part) {
        return switch (part) {
                    case REASONING -> "rs_";
                    case TEXT -> "msg_";
                    case CALL -> "fc_";
                }
                + tail();
    }

    private String tail() {
        return id.substring(id.indexOf('-') + 1);
    }

    private String event(String type, ObjectNode rest) {
        ObjectNode root = object().put("type", type).put("sequence_number", sequence++);
        root.setAll(rest);
        return "event: " + type + "\ndata: " + root + "\n\n";
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
