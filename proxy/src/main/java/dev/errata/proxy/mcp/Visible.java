package dev.errata.proxy.mcp;

import dev.errata.rules.patch.diff.VisibleText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Draws hidden characters in JSON for agents, see [VisibleText].
final class Visible {
    private Visible() {}

    /// Every text in it.
    static JsonNode draw(JsonNode node) {
        return switch (node) {
            case StringNode text -> StringNode.valueOf(VisibleText.of(text.stringValue()));
            case ObjectNode object -> {
                ObjectNode drawn = JsonMapper.shared().createObjectNode();
                object.properties().forEach(entry -> drawn.set(entry.getKey(), draw(entry.getValue())));
                yield drawn;
            }
            case ArrayNode array -> {
                ArrayNode drawn = JsonMapper.shared().createArrayNode();
                array.forEach(item -> drawn.add(draw(item)));
                yield drawn;
            }
            default -> node;
        };
    }
}
