package dev.errata.proxy.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The body of a chat request, as far as the practice model heeds it.
sealed interface ChatQuestion {
    int MOST_CHOICES = 4;

    /// It can be answered.
    ///
    /// @param question the last user message
    /// @param promptTokens of all messages together
    /// @param maxTokens of one choice
    /// @param stops the text ends before the first of them
    record Asked(
            String question,
            int promptTokens,
            int choices,
            int maxTokens,
            List<String> stops,
            boolean stream,
            boolean includeUsage)
            implements ChatQuestion {}

    /// It cannot.
    ///
    /// @param type the word of llama-server for it
    record Wrong(int status, String type, String message) implements ChatQuestion {}

    static ChatQuestion read(byte[] body) {
        return read(body, Dialect.OPENAI);
    }

    static ChatQuestion read(byte[] body, Dialect dialect) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            // llama-server says 500 for this, and clients know it so.
            return new Wrong(500, "server_error", "parse error" + where + ": the body is not JSON");
        }
        if (root.isMissingNode()) {
            return new Wrong(500, "server_error", "parse error: the body is empty");
        }
        return dialect == Dialect.OLLAMA_GENERATE ? prompted(root) : inMessages(root, dialect);
    }

    /// A prompt instead of messages.
    private static Asked prompted(JsonNode root) {
        String prompt = root.path("prompt").stringValue("");
        return ollama(root, prompt, Tokens.count(prompt));
    }

    /// Ollama's names for the same things.
    private static Asked ollama(JsonNode root, String question, int promptTokens) {
        JsonNode options = root.path("options");
        int limit = number(options, "num_predict").orElse(-1);
        List<String> stops = stops(options.path("stop"));
        boolean stream = root.path("stream").asBoolean(true);
        return new Asked(question, promptTokens, 1, limit(limit), stops, stream, false);
    }

    private static ChatQuestion inMessages(JsonNode root, Dialect dialect) {
        JsonNode messages = root.path("messages");
        if (messages.isMissingNode()) {
            return bad("'messages' is required");
        }
        if (!messages.isArray()) {
            return bad("'messages' must be an array");
        }
        int choices = number(root, "n", "n_cmpl").orElse(1);
        if (choices < 1 || choices > MOST_CHOICES) {
            return bad("'n' must be from 1 to " + MOST_CHOICES + ", not " + choices);
        }
        // A negative limit is none; zero still makes one token, as with llama-server.
        int limit =
                number(root, "max_tokens", "max_completion_tokens", "n_predict").orElse(-1);
        int promptTokens = 0;
        String question = "";
        for (JsonNode message : messages) {
            String text = text(message.path("content"));
            promptTokens += Tokens.count(text);
            if (message.path("role").stringValue("").equals("user")) {
                question = text;
            }
        }
        if (dialect == Dialect.OLLAMA_CHAT) {
            return ollama(root, question, promptTokens);
        }
        boolean anthropic = dialect == Dialect.ANTHROPIC;
        return new Asked(
                question,
                promptTokens,
                anthropic ? 1 : choices,
                limit(limit),
                stops(root.path(anthropic ? "stop_sequences" : "stop")),
                root.path("stream").asBoolean(false),
                root.path("stream_options").path("include_usage").asBoolean(false));
    }

    private static int limit(int asked) {
        return asked < 0 ? Integer.MAX_VALUE : Math.max(1, asked);
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

    /// A message's content is a string or a list of parts, of which those of type text count.
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
