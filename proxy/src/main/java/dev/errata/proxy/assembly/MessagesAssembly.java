package dev.errata.proxy.assembly;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Anthropic's messages: content blocks by their index, and what `message_delta` corrects at the end.
///
/// **Source:** `wire.md` 1.5; Anthropic's description of its streams.
final class MessagesAssembly implements Assembly {

    private final Map<Integer, Block> blocks = new TreeMap<>();
    private @Nullable ObjectNode message;
    private boolean stopped;

    @Override
    public void event(ObjectNode event) {
        int index = event.path("index").asInt(0);
        switch (event.path("type").asString("")) {
            case "message_start" -> message = event.path("message") instanceof ObjectNode start ? start : null;
            case "content_block_start" -> {
                if (event.path("content_block") instanceof ObjectNode block) {
                    blocks.put(index, new Block(block));
                }
            }
            case "content_block_delta" -> {
                Block block = blocks.get(index);
                if (block != null) {
                    block.take(event.path("delta"));
                }
            }
            case "message_delta" -> corrected(event);
            case "message_stop" -> stopped = true;
            default -> {} // pings, ends of blocks, and what later versions may tell
        }
    }

    private void corrected(ObjectNode event) {
        ObjectNode known = message;
        if (known == null) {
            return;
        }
        event.path("delta").properties().forEach(part -> known.set(part.getKey(), part.getValue()));
        ObjectNode usage = known.path("usage") instanceof ObjectNode told ? told : known.putObject("usage");
        event.path("usage").properties().forEach(part -> usage.set(part.getKey(), part.getValue()));
    }

    @Override
    public boolean complete() {
        return stopped && message != null;
    }

    @Override
    public ObjectNode document() {
        ObjectNode known = message == null ? JsonNodeFactory.instance.objectNode() : message;
        var content = JsonNodeFactory.instance.arrayNode();
        blocks.values().forEach(block -> content.add(block.document()));
        known.set("content", content);
        return known;
    }

    /// One content block.
    private static final class Block {
        private final ObjectNode block;
        private final Texts texts = new Texts();

        Block(ObjectNode start) {
            block = start;
            start.properties().forEach(part -> texts.add(part.getKey(), part.getValue()));
        }

        void take(JsonNode delta) {
            switch (delta.path("type").asString("")) {
                case "text_delta" -> texts.add("text", delta.path("text"));
                case "thinking_delta" -> texts.add("thinking", delta.path("thinking"));
                case "signature_delta" -> texts.add("signature", delta.path("signature"));
                case "input_json_delta" -> texts.add("input", delta.path("partial_json"));
                case "citations_delta" -> block.withArray("citations").add(delta.path("citation"));
                default -> {} // nothing that a block is known to hold
            }
        }

        ObjectNode document() {
            JsonNode begun = block.path("input");
            texts.into(block);
            if (block.path("type").asString("").endsWith("tool_use")) {
                String input = texts.text("input");
                block.set("input", input.isBlank() && begun.isObject() ? begun : parsed(input));
            }
            return block;
        }

        /// llama-server too gives an empty object where the model's JSON is not to be read.
        private static JsonNode parsed(String input) {
            try {
                JsonNode tree = JsonMapper.shared().readTree(input);
                return tree.isObject() ? tree : JsonNodeFactory.instance.objectNode();
            } catch (JacksonException e) {
                return JsonNodeFactory.instance.objectNode();
            }
        }
    }
}
