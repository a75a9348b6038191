package dev.errata.proxy.practice;

import dev.errata.proxy.practice.ChatJson.Cost;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI's completions, as llama-server writes them: text alone, with what it cost on each choice's last event.
record CompletionForm(ChatJson json) implements Form {

    @Override
    public String streamType() {
        return "text/event-stream";
    }

    @Override
    public String begin(Choice choice) {
        return "";
    }

    @Override
    public String token(Choice choice, int at) {
        return event(one(choice.index(), choice.pieces().get(at).text(), null));
    }

    @Override
    public String finish(Choice choice, Cost own, Cost all, boolean last) {
        ObjectNode root = one(choice.index(), "", choice.finish());
        ChatJson.cost(root, all);
        return event(root);
    }

    @Override
    public String end() {
        return "data: [DONE]\n\n";
    }

    @Override
    public String whole(List<Choice> choices, Cost cost) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        var array = root.putArray("choices");
        choices.forEach(choice -> choice(array.addObject(), choice.index(), choice.said(Part.TEXT), choice.finish()));
        json.head(root, "text_completion");
        ChatJson.cost(root, cost);
        return root.toString();
    }

    private ObjectNode one(int index, String text, @Nullable String finish) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        choice(root.putArray("choices").addObject(), index, text, finish);
        return json.head(root, "text_completion");
    }

    private static void choice(ObjectNode choice, int index, String text, @Nullable String finish) {
        choice.put("text", text).put("index", index).putNull("logprobs").put("finish_reason", finish);
    }

    private static String event(ObjectNode root) {
        return "data: " + root + "\n\n";
    }
}
