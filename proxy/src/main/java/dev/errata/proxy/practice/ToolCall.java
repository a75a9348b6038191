package dev.errata.proxy.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The one call of a tool that the practice model makes in an answer.
///
/// It calls a tool only when it is made to (`tool_choice`) or when the question names the tool: an agent does what it
/// is told, and a teacher who is wrong on purpose shall not tell it to do just anything.
///
/// @param arguments an object, filled as the tool's schema asks
record ToolCall(String name, String arguments) {
    private static final Pattern FILE = Pattern.compile("(?i).*(path|file|dir|folder).*");

    /// The call that a request leads to.
    ///
    /// @param told whether its last message is a tool's result, so that the model's word is wanted now
    static Optional<ToolCall> of(JsonNode root, String question, boolean told) {
        List<JsonNode> tools = new ArrayList<>();
        for (JsonNode tool : root.path("tools")) {
            JsonNode function = tool.has("function") ? tool.path("function") : tool;
            if (!function.path("name").stringValue("").isEmpty()) {
                tools.add(function);
            }
        }
        JsonNode choice = root.path("tool_choice");
        String word =
                choice.isString() ? choice.stringValue() : choice.path("type").stringValue("auto");
        return switch (word) {
            case "none" -> Optional.empty();
            case "required", "any" -> tools.stream().findFirst().map(tool -> of(tool, question));
            case "function", "tool" -> named(tools, chosen(choice)).map(tool -> of(tool, question));
            default ->
                told
                        ? Optional.empty()
                        : tools.stream()
                                .filter(tool -> names(question, name(tool)))
                                .findFirst()
                                .map(tool -> of(tool, question));
        };
    }

    private static String chosen(JsonNode choice) {
        return choice.path("name")
                .stringValue(choice.path("function").path("name").stringValue(""));
    }

    private static Optional<JsonNode> named(List<JsonNode> tools, String name) {
        return tools.stream().filter(tool -> name(tool).equals(name)).findFirst();
    }

    private static String name(JsonNode tool) {
        return tool.path("name").stringValue("");
    }

    private static boolean names(String question, String name) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)")
                .matcher(question)
                .find();
    }

    private static ToolCall of(JsonNode tool, String question) {
        JsonNode schema = tool.has("input_schema") ? tool.path("input_schema") : tool.path("parameters");
        ObjectNode arguments = JsonMapper.shared().createObjectNode();
        schema.path("properties").forEachEntry((name, property) -> {
            if (schema.path("required").isEmpty() || asks(schema, name)) {
                arguments.set(name, value(name, property, question));
            }
        });
        return new ToolCall(name(tool), arguments.toString());
    }

    private static boolean asks(JsonNode schema, String name) {
        return schema.path("required")
                .valueStream()
                .anyMatch(one -> one.stringValue("").equals(name));
    }

    private static JsonNode value(String name, JsonNode property, String question) {
        var nodes = JsonMapper.shared().getNodeFactory();
        if (!property.path("enum").isEmpty()) {
            return property.path("enum").path(0);
        }
        return switch (property.path("type").stringValue("string").toLowerCase(Locale.ROOT)) {
            case "integer", "number" -> nodes.numberNode(1);
            case "boolean" -> nodes.booleanNode(false);
            case "array" -> nodes.arrayNode();
            case "object" -> nodes.objectNode();
            default -> nodes.stringNode(FILE.matcher(name).matches() ? "practice/answer.txt" : Topic.answer(question));
        };
    }
}
