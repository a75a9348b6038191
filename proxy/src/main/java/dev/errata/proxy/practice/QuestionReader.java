package dev.errata.proxy.practice;

import dev.errata.proxy.practice.ChatQuestion.Asked;
import dev.errata.proxy.practice.ChatQuestion.Wrong;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/// Reads a request by the names that its wire has for things.
record QuestionReader(JsonNode root, Dialect dialect) {

    ChatQuestion read() {
        return switch (dialect) {
            case OPENAI, ANTHROPIC, OLLAMA_CHAT -> inMessages("messages");
            case RESPONSES -> root.path("input").isArray() ? inMessages("input") : prompted(root.path("input"));
            case COMPLETIONS -> {
                JsonNode prompt = root.path("prompt");
                yield prompted(prompt.isArray() ? prompt.path(0) : prompt);
            }
            case OLLAMA_GENERATE -> prompted(root.path("prompt"));
        };
    }

    private ChatQuestion prompted(JsonNode prompt) {
        String question = prompt.stringValue("");
        return asked(question, Tokens.count(question), false);
    }

    private ChatQuestion inMessages(String name) {
        JsonNode messages = root.path(name);
        if (messages.isMissingNode()) {
            return bad("'" + name + "' is required");
        }
        if (!messages.isArray()) {
            return bad("'" + name + "' must be an array");
        }
        int promptTokens = 0;
        String question = "";
        boolean told = false;
        for (JsonNode message : messages) {
            String text = text(message.path("content"));
            promptTokens += Tokens.count(text);
            told = isResult(message);
            if (!told && message.path("role").stringValue("").equals("user")) {
                question = text;
            }
        }
        return asked(question, promptTokens, told);
    }

    /// Whether a message is what a tool gave, and not a person's.
    private static boolean isResult(JsonNode message) {
        return message.path("role").stringValue("").equals("tool")
                || message.path("type").stringValue("").equals("function_call_output")
                || message.path("content")
                        .valueStream()
                        .anyMatch(part -> part.path("type").stringValue("").equals("tool_result"));
    }

    private ChatQuestion asked(String question, int promptTokens, boolean told) {
        int choices = choices();
        if (choices < 1 || choices > ChatQuestion.MOST_CHOICES) {
            return bad("'n' must be from 1 to " + ChatQuestion.MOST_CHOICES + ", not " + choices);
        }
        boolean takesTools = dialect != Dialect.COMPLETIONS && dialect != Dialect.OLLAMA_GENERATE;
        return new Asked(
                question,
                promptTokens,
                choices,
                limit(),
                stops(),
                root.path("stream").asBoolean(ollama()),
                root.path("stream_options").path("include_usage").asBoolean(false),
                thinks(),
                takesTools ? ToolCall.of(root, question, told).orElse(null) : null);
    }

    private boolean ollama() {
        return dialect == Dialect.OLLAMA_CHAT || dialect == Dialect.OLLAMA_GENERATE;
    }

    private int choices() {
        return switch (dialect) {
            case OPENAI, COMPLETIONS -> number(root, "n", "n_cmpl").orElse(1);
            case RESPONSES, ANTHROPIC, OLLAMA_CHAT, OLLAMA_GENERATE -> 1;
        };
    }

    /// A negative limit is none; zero still makes one token, as with llama-server.
    private int limit() {
        int asked = ollama()
                ? number(root.path("options"), "num_predict").orElse(-1)
                : number(root, "max_tokens", "max_completion_tokens", "max_output_tokens", "n_predict")
                        .orElse(-1);
        return asked < 0 ? Integer.MAX_VALUE : Math.max(1, asked);
    }

    private List<String> stops() {
        return stops(
                switch (dialect) {
                    case OPENAI, COMPLETIONS, RESPONSES -> root.path("stop");
                    case ANTHROPIC -> root.path("stop_sequences");
                    case OLLAMA_CHAT, OLLAMA_GENERATE -> root.path("options").path("stop");
                });
    }

    private boolean thinks() {
        return switch (dialect) {
            case OPENAI -> !root.path("reasoning_effort").stringValue("none").equals("none");
            case RESPONSES -> root.path("reasoning").isObject();
            case ANTHROPIC ->
                !root.path("thinking").path("type").stringValue("disabled").equals("disabled");
            case OLLAMA_CHAT, OLLAMA_GENERATE ->
                root.path("think").isString() || root.path("think").asBoolean(false);
            case COMPLETIONS -> false;
        };
    }

    private static Wrong bad(String message) {
        return new Wrong(400, "invalid_request_error", message);
    }

    private static OptionalInt number(JsonNode root, String... names) {
        for (String name : names) {
            if (root.path(name).isIntegralNumber() && root.path(name).canConvertToInt()) {
                return OptionalInt.of(root.path(name).intValue());
            }
        }
        return OptionalInt.empty();
    }

    /// A message's content is a string or a list of parts, of which those with a text count.
    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.stringValue("");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(part.path("text").stringValue(""));
        }
        return text.toString();
    }

    private static List<String> stops(JsonNode stop) {
        List<String> stops = new ArrayList<>();
        if (stop.isString()) {
            stops.add(stop.stringValue());
        }
        for (JsonNode one : stop.isArray() ? stop.values() : List.<JsonNode>of()) {
            stops.add(one.stringValue(""));
        }
        stops.removeIf(String::isEmpty);
        return stops;
    }
}
