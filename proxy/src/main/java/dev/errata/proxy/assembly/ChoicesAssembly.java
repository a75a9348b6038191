package dev.errata.proxy.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI's chat and completions: choices by their index, texts joined, what else is told taken from whoever tells it
/// last.
///
/// **Source:** `wire.md` 1.5; the captures of two versions of llama-server.
final class ChoicesAssembly implements Assembly {

    private static final String CHUNK = ".chunk";

    private final ObjectNode whole = JsonNodeFactory.instance.objectNode();
    private final Map<Integer, Choice> choices = new TreeMap<>();

    @Override
    public void event(ObjectNode event) {
        // The place of the choices among the properties is the server's own.
        event.properties().forEach(part -> {
            if (part.getKey().equals("choices")) {
                whole.putArray("choices");
                part.getValue().forEach(this::choice);
            } else if (part.getKey().equals("object")) {
                String object = part.getValue().asString("");
                whole.put("object", object.endsWith(CHUNK) ? object.replace(CHUNK, "") : object);
            } else {
                Assembly.keep(whole, part.getKey(), part.getValue());
            }
        });
    }

    private void choice(JsonNode choice) {
        choices.computeIfAbsent(choice.path("index").asInt(0), Choice::new).take(choice);
    }

    @Override
    public boolean complete() {
        return !choices.isEmpty() && choices.values().stream().allMatch(Choice::complete);
    }

    @Override
    public ObjectNode document() {
        var all = JsonNodeFactory.instance.arrayNode();
        choices.values().forEach(choice -> all.add(choice.document()));
        whole.set("choices", all);
        return whole;
    }

    /// One of the choices.
    private static final class Choice {
        private final ObjectNode rest = JsonNodeFactory.instance.objectNode();
        private final ObjectNode message = JsonNodeFactory.instance.objectNode();
        private final Texts texts = new Texts();
        private final Texts said = new Texts();
        private final List<Call> calls = new ArrayList<>();
        private boolean chat;

        Choice(int index) {
            rest.put("index", index);
        }

        void take(JsonNode choice) {
            choice.properties().forEach(part -> {
                switch (part.getKey()) {
                    case "delta" -> {
                        chat = true;
                        part.getValue().properties().forEach(told -> delta(told.getKey(), told.getValue()));
                    }
                    case "text" -> texts.add("text", part.getValue());
                    default -> Assembly.keep(rest, part.getKey(), part.getValue());
                }
            });
        }

        private void delta(String name, JsonNode value) {
            switch (name) {
                case "role" -> Assembly.keep(message, name, value);
                case "tool_calls" -> value.forEach(this::call);
                default -> {
                    if (value.isString()) {
                        said.add(name, value);
                    } else if (!name.equals("content")) {
                        Assembly.keep(message, name, value);
                    }
                }
            }
        }

        private void call(JsonNode piece) {
            int index = piece.path("index").asInt(calls.size());
            while (calls.size() <= index && calls.size() < 1_000) {
                calls.add(new Call());
            }
            if (index >= 0 && index < calls.size()) {
                calls.get(index).take(piece);
            }
        }

        boolean complete() {
            return rest.path("finish_reason").isString();
        }

        ObjectNode document() {
            if (!chat) {
                rest.put("text", texts.text("text"));
                return rest;
            }
            message.put("content", "");
            said.into(message);
            if (!calls.isEmpty()) {
                var all = message.putArray("tool_calls");
                calls.forEach(call -> all.add(call.document()));
            }
            rest.set("message", message);
            return rest;
        }
    }

    /// One tool call.
    private static final class Call {
        private final ObjectNode rest = JsonNodeFactory.instance.objectNode();
        private final ObjectNode function = JsonNodeFactory.instance.objectNode();
        private final Texts texts = new Texts();

        void take(JsonNode piece) {
            piece.properties().forEach(part -> {
                switch (part.getKey()) {
                    case "index" -> {} // its place in the list says the same
                    case "function" -> part.getValue().properties().forEach(this::function);
                    default -> Assembly.keep(rest, part.getKey(), part.getValue());
                }
            });
        }

        private void function(Map.Entry<String, JsonNode> part) {
            if (part.getKey().equals("arguments")) {
                texts.add("arguments", part.getValue());
            } else {
                Assembly.keep(function, part.getKey(), part.getValue());
            }
        }

        ObjectNode document() {
            function.put("arguments", "");
            texts.into(function);
            rest.set("function", function);
            return rest;
        }
    }
}
