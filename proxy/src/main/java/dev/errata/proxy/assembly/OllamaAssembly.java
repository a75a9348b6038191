package dev.errata.proxy.assembly;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Ollama's own wire: the last line tells the counts, the lines before it the text; tool calls come whole.
///
/// **Source:** `wire.md` 2.1.
final class OllamaAssembly implements Assembly {

    private final Texts texts = new Texts();
    private final Texts said = new Texts();
    private final ArrayNode calls = JsonNodeFactory.instance.arrayNode();
    private ObjectNode last = JsonNodeFactory.instance.objectNode();

    @Override
    public void event(ObjectNode event) {
        texts.add("response", event.path("response"));
        texts.add("thinking", event.path("thinking"));
        JsonNode message = event.path("message");
        said.add("content", message.path("content"));
        said.add("thinking", message.path("thinking"));
        message.path("tool_calls").forEach(calls::add);
        event.path("tool_calls").forEach(calls::add);
        last = event;
    }

    @Override
    public boolean complete() {
        return last.path("done").asBoolean(false);
    }

    @Override
    public ObjectNode document() {
        texts.into(last);
        ObjectNode holder = last.path("message") instanceof ObjectNode message ? message : last;
        said.into(holder);
        if (!calls.isEmpty()) {
            holder.set("tool_calls", calls);
        }
        return last;
    }
}
