package dev.errata.desktop.api;

import dev.errata.proxy.control.OwnerRoutes.Reply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON in and out, in the one way the API does it.
public final class Json {
    private Json() {}

    /// A new object.
    public static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }

    /// A text as JSON; missing where it is none.
    public static JsonNode parse(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }

    static Reply ok(JsonNode body) {
        return new Reply(200, body.toString());
    }

    /// A field's text; empty if it is missing or null.
    static Optional<String> text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asString());
    }

    /// A whole number in a text, null if it is none.
    static @Nullable Long number(String text) {
        return text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
    }
}
