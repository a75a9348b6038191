package dev.errata.rules.patch.desk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON in ASCII, so that every text comes back as it was, halves of surrogate pairs too.
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static String string(JsonNode json) {
        return MAPPER.writeValueAsString(json);
    }

    static byte[] bytes(JsonNode json) {
        return string(json).getBytes(StandardCharsets.US_ASCII);
    }

    /// **Errors:** [IllegalArgumentException] if it is no JSON.
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    static JsonNode read(byte[] bytes) {
        return read(new String(bytes, StandardCharsets.UTF_8));
    }

    static @Nullable String text(JsonNode json, String key) {
        JsonNode value = json.path(key);
        return value.isString() ? value.asString() : null;
    }

    static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    static String texts(List<String> texts) {
        ArrayNode array = array();
        texts(array, texts);
        return string(array);
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : array) {
            texts.add(each.asString(""));
        }
        return texts;
    }
}
