package dev.errata.proxy.assembly;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Texts of one object that come in pieces, by the names of their properties.
final class Texts {

    private final Map<String, StringBuilder> pieces = new LinkedHashMap<>();

    /// Takes a piece; what is no string says nothing.
    void add(String name, JsonNode piece) {
        if (piece.isString()) {
            pieces.computeIfAbsent(name, unused -> new StringBuilder()).append(piece.stringValue());
        }
    }

    /// Puts the whole texts into an object.
    void into(ObjectNode object) {
        pieces.forEach((name, text) -> object.put(name, text.toString()));
    }

    String text(String name) {
        StringBuilder text = pieces.get(name);
        return text == null ? "" : text.toString();
    }
}
