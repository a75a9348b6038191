package dev.errata.proxy.practice;

import dev.errata.proxy.practice.ChatJson.Cost;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        model.putArray("capabilities").add("completion").add("tools").add("thinking");
        return root.toString();
    }

    @Override
    public String streamType() {
        return "application/x-ndjson";
    }

    @Override
    public String begin(Choice choice) {
        return "";
    }

    /// A call comes whole, with its last token.
    @Override
    public String token(Choice choice, int at) {
        Piece piece = choice.pieces().get(at);
        return switch (piece.part()) {
            case REASONING -> line(said("", piece.text(), null));
            case TEXT -> line(said(piece.text(), "", null));
            case CALL -> choice.ends(at) && choice.calls() ? line(said("", "", choice)) : "";
        };
    }

    private static String line(ObjectNode root) {
        return root.put("done", false) + "\n";
    }

    @Override
    public String finish(Choice choice, Cost own, Cost all, boolean last) {
        return done(said("", "", null), choice, own) + "\n";
    }

    @Override
    public String end() {
        return "";
    }

    @Override
    public String whole(List<Choice> choices, Cost cost) {
        Choice only = choices.getFirst();
        return done(said(only.said(Part.TEXT), only.said(Part.REASONING), only.calls() ? only : null), only, cost);
    }

    private static String done(ObjectNode root, Choice choice, Cost cost) {
        return root.put("done", true)
                .put("done_reason", choice.cut() ? "length" : "stop")
                .put("total_duration", cost.promptNanos() + cost.predictedNanos())
                .put("load_duration", 0)
                .put("prompt_eval_count", cost.promptTokens())
                .put("prompt_eval_duration", cost.promptNanos())
                .put("eval_count", cost.completionTokens())
                .put("eval_duration", cost.predictedNanos())
                .toString();
    }

    /// @param calling the choice whose call is to be told, or null
    private ObjectNode said(String text, String thinking, @Nullable Choice calling) {
        ObjectNode root = object().put("model", PracticeServer.MODEL);
        root.put("created_at", clock.instant().toString());
        ObjectNode said = chat ? root.putObject("message").put("role", "assistant") : root;
        said.put(chat ? "content" : "response", text);
        if (!thinking.isEmpty()) {
            said.put("thinking", thinking);
        }
        if (calling != null) {
            said.putArray("tool_calls")
                    .addObject()
                    .putObject("function")
                    .put("name", calling.tool())
                    .set("arguments", JsonMapper.shared().readTree(calling.said(Part.CALL)));
        }
        return root;
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
