package dev.errata.rules.leaf;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The schemas of a request as a lane's subject.
///
/// **Thread:** any.
public final class JsonSchemas {

    /// The subject where a schema was given that cannot be read: everything is fixed.
    public static final String UNKNOWN = "{\"enum\":[]}";

    private static final List<String> WORDS = List.of("description", "title", "$comment");

    private JsonSchemas() {}

    /// What the schemas fix, without their words for people.
    ///
    /// @param texts JSON; if there are several, each of them counts
    /// @return empty if there is none
    public static String subject(List<String> texts) {
        if (texts.isEmpty()) {
            return "";
        }
        try {
            List<JsonNode> schemas = new ArrayList<>();
            for (String text : texts) {
                JsonNode schema = JsonMapper.shared().readTree(text);
                if (!schema.isObject() && !schema.isBoolean()) {
                    return UNKNOWN;
                }
                strip(schema);
                schemas.add(schema);
            }
            // A reference means the document that it stands in: two of them cannot be joined.
            return schemas.size() == 1 ? schemas.getFirst().toString() : UNKNOWN;
        } catch (JacksonException e) {
            return UNKNOWN;
        }
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            // A property of such a name has a schema, never a text.
            WORDS.stream().filter(word -> object.path(word).isString()).forEach(object::remove);
        }
        node.forEach(JsonSchemas::strip);
    }
}
