package dev.errata.proxy.assembly;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// llama-server's own wire, one result: the last event holds everything but the text.
///
/// **Source:** `wire.md` 1.5.
final class LlamaAssembly implements Assembly {

    private final Texts texts = new Texts();
    private ObjectNode last = JsonNodeFactory.instance.objectNode();

    @Override
    public void event(ObjectNode event) {
        texts.add("content", event.path("content"));
        last = event;
    }

    @Override
    public boolean complete() {
        return last.path("stop").asBoolean(false);
    }

    @Override
    public ObjectNode document() {
        texts.into(last);
        if (last.path("generation_settings") instanceof ObjectNode settings && settings.has("stream")) {
            // It tells what it was asked for, and the client has not asked for a stream.
            settings.put("stream", false);
        }
        return last;
    }
}
