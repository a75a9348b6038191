package dev.errata.proxy.practice;

import dev.errata.proxy.practice.ChatJson.Cost;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Ollama's lines, of `/api/chat` or of `/api/generate`. It has one choice.
///
/// **Source:** ollama `docs/api.md`.
///
/// @param chat whether text stands in a message
record OllamaForm(InstantSource clock, boolean chat) implements Form {

    /// The version that is given out; VS Code asks for 0.6.4 at least.
    private static final String VERSION = "0.12.0";

    static String version() {
        return object().put("version", VERSION).toString();
    }

    static String error(String message) {
        return object().put("error", message).toString();
    }

    static String tags(InstantSource clock) {
        ObjectNode root = object();
        ObjectNode model = root.putArray("models").addObject();
        model.put("name", PracticeServer.MODEL).put("model", PracticeServer.MODEL);
        model.put("modified_at", clock.instant().toString()).put("size", 0).put("digest", "");
        model.putObject("details").put("format", "practice").put("family", PracticeServer.MODEL);
        model.putArray("capabilities").add("completion");
        return root.toString();
    }

    @Override
    public String streamType() {
        return "application/x-ndjson";
    }

    @Override
    public String begin(int index) {
        return "";
    }

    @Override
    public String token(int index, String token) {
        return said(token).put("done", false) + "\n";
    }

    @Override
    public String finish(Choice choice, Cost own, Cost all, boolean last) {
        return done("", choice, own) + "\n";
    }

    @Override
    public String end() {
        return "";
    }

    @Override
    public String whole(List<Choice> choices, Cost cost) {
        Choice only = choices.getFirst();
        return done(only.text(), only, cost);
    }

    private String done(String text, Choice choice, Cost cost) {
        return said(text)
                .put("done", true)
                .put("done_reason", choice.finish())
                .put("total_duration", cost.promptNanos() + cost.predictedNanos())
                .put("load_duration", 0)
                .put("prompt_eval_count", cost.promptTokens())
                .put("prompt_eval_duration", cost.promptNanos())
                .put("eval_count", cost.completionTokens())
                .put("eval_duration", cost.predictedNanos())
                .toString();
    }

    private ObjectNode said(String text) {
        ObjectNode root = object().put("model", PracticeServer.MODEL);
        root.put("created_at", clock.instant().toString());
        if (chat) {
            root.putObject("message").put("role", "assistant").put("content", text);
        } else {
            root.put("response", text);
        }
        return root;
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
