package dev.errata.rules.leaf;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A place in JSON that has to follow a schema.
///
/// All schemas that may apply to a place are followed at once, whether they must apply together or one of them: if any
/// fixes the string there (`enum`, `const`, `pattern`, `format`), or an `enum` or `const` around it does, it is fixed.
/// What cannot be followed (a reference out of the document, too many schemas for one place) fixes all that is there.
///
/// **Source:** JSON Schema 2020-12, and the older spellings of it that model servers take.
///
/// @param schema the whole of it, for references
/// @param nodes the schemas that may apply here, references and alternatives followed
/// @param fixed whether everything from here on inwards is fixed
record SchemaSpot(JsonNode schema, Set<JsonNode> nodes, boolean fixed) implements Spot {

    private static final int MOST_NODES = 1_000;
    private static final List<String> FIXING_ALL = List.of("enum", "const");
    private static final List<String> FIXING_STRINGS = List.of("pattern", "format");
    private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf", "allOf");
    private static final List<String> CONDITIONS = List.of("if", "then", "else", "not");
    private static final List<String> FOREIGN = List.of("$dynamicRef", "$recursiveRef");

    /// The place of the whole document.
    ///
    /// @param text the schema, empty for none
    static Spot root(String text) {
        if (text.isEmpty()) {
            return new SchemaSpot(JsonMapper.shared().createObjectNode(), Set.of(), false);
        }
        try {
            JsonNode schema = JsonMapper.shared().readTree(text);
            return at(schema, new ArrayDeque<>(List.of(schema)));
        } catch (JacksonException e) {
            return new SchemaSpot(JsonMapper.shared().createObjectNode(), Set.of(), true);
        }
    }

    private static SchemaSpot at(JsonNode schema, Deque<JsonNode> open) {
        Set<JsonNode> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
        boolean fixed = false;
        while (!open.isEmpty() && !fixed) {
            JsonNode node = open.remove();
            if (node.isObject() && nodes.add(node)) {
                fixed = nodes.size() > MOST_NODES
                        || FIXING_ALL.stream().anyMatch(node::has)
                        || FOREIGN.stream().anyMatch(node::has)
                        || !followed(schema, node, open);
            }
        }
        return new SchemaSpot(schema, nodes, fixed);
    }

    /// Adds what a schema refers to for the same place; says whether all of it was found.
    private static boolean followed(JsonNode schema, JsonNode node, Deque<JsonNode> open) {
        ALTERNATIVES.forEach(word -> node.path(word).forEach(open::add));
        CONDITIONS.forEach(word -> open.add(node.path(word)));
        node.path("dependentSchemas").forEach(open::add);
        node.path("dependencies").forEach(open::add);
        JsonNode reference = node.path("$ref");
        if (reference.isMissingNode()) {
            return true;
        }
        JsonNode target = target(schema, reference.asString(""));
        open.add(target);
        return !target.isMissingNode();
    }

    private static JsonNode target(JsonNode schema, String reference) {
        String pointer = reference.startsWith("#") ? reference.substring(1) : "?";
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            return JsonMapper.shared().missingNode();
        }
        try {
            return schema.at(URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return JsonMapper.shared().missingNode();
        }
    }

    @Override
    public Spot member(String key) {
        if (fixed || nodes.isEmpty()) {
            return this;
        }
        Deque<JsonNode> inner = new ArrayDeque<>();
        for (JsonNode node : nodes) {
            JsonNode named = node.path("properties").path(key);
            inner.add(named);
            // Whether a key matches such a pattern is not asked: taking it to match is the safe side.
            node.path("patternProperties").forEach(inner::add);
            if (named.isMissingNode()) {
                inner.add(node.path("additionalProperties"));
                inner.add(node.path("unevaluatedProperties"));
            }
        }
        return at(schema, inner);
    }

    @Override
    public Spot element() {
        if (fixed || nodes.isEmpty()) {
            return this;
        }
        Deque<JsonNode> inner = new ArrayDeque<>();
        for (JsonNode node : nodes) {
            JsonNode items = node.path("items");
            if (items.isArray()) {
                items.forEach(inner::add);
            } else {
                inner.add(items);
            }
            node.path("prefixItems").forEach(inner::add);
            List.of("additionalItems", "unevaluatedItems", "contains").forEach(word -> inner.add(node.path(word)));
        }
        return at(schema, inner);
    }

    @Override
    public Use use() {
        boolean pinned =
                fixed || nodes.stream().anyMatch(node -> FIXING_STRINGS.stream().anyMatch(node::has));
        return pinned ? Use.FIXED : Use.TEXT;
    }

    @Override
    public boolean namesFile() {
        return false;
    }

    @Override
    public boolean holdsFile() {
        return false;
    }

    @Override
    public boolean needsFile() {
        return false;
    }
}
