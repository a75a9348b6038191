package dev.errata.proxy.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the tools are, as read from the resource `tools.json`: the one place that says so. Schemas are JSON Schema
/// 2020-12; one that several tools share stands there once, and where it is used its name stands.
///
/// **Thread:** immutable from outside: gives copies.
public final class AgentTools {
    private static final List<ObjectNode> ENTRIES = read();

    private AgentTools() {}

    /// A row for people.
    ///
    /// @param arguments names, the ones that must be there first
    public record Row(String name, List<String> arguments, String description) {
        public Row {
            arguments = List.copyOf(arguments);
        }
    }

    /// The tools in their stable order.
    public static List<Row> rows() {
        return ENTRIES.stream().map(AgentTools::row).toList();
    }

    private static Row row(ObjectNode entry) {
        JsonNode input = entry.path("inputSchema");
        List<String> needed = input.path("required")
                .valueStream()
                .map(name -> name.stringValue(""))
                .toList();
        List<String> names = new ArrayList<>(needed);
        input.path("properties").propertyNames().stream()
                .filter(name -> !needed.contains(name))
                .map(name -> "[" + name + "]")
                .forEach(names::add);
        return new Row(
                entry.path("name").stringValue(""),
                names,
                entry.path("description").stringValue(""));
    }

    /// The entries of `tools/list`.
    static List<ObjectNode> entries() {
        return ENTRIES.stream().map(ObjectNode::deepCopy).toList();
    }

    private static List<ObjectNode> read() {
        try (InputStream file = AgentTools.class.getResourceAsStream("tools.json")) {
            if (file == null) {
                throw new IllegalStateException("tools.json is not where the code is");
            }
            JsonNode root = JsonMapper.shared().readTree(file);
            JsonNode shared = root.path("schemas");
            List<ObjectNode> entries = new ArrayList<>();
            for (JsonNode entry : root.path("tools")) {
                ObjectNode tool = (ObjectNode) entry;
                tool.set("outputSchema", resolved(tool.path("outputSchema"), shared));
                entries.add(tool);
            }
            return List.copyOf(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts shared schemas in, where a schema or the items of a list are only named.
    private static JsonNode resolved(JsonNode schema, JsonNode shared) {
        if (schema.isString()) {
            return shared.required(schema.stringValue()).deepCopy();
        }
        if (schema.path("properties").isObject()) {
            for (JsonNode property : schema.path("properties")) {
                if (property instanceof ObjectNode list && list.path("items").isString()) {
                    list.set("items", resolved(list.path("items"), shared));
                }
            }
        }
        return schema;
    }
}
