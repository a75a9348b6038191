package dev.errata.proxy.practice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The body of a request, as far as the practice model heeds it.
sealed interface ChatQuestion {
    int MOST_CHOICES = 4;

    /// It can be answered.
    ///
    /// @param question the last user message, or the prompt
    /// @param promptTokens of all messages together
    /// @param maxTokens of one choice
    /// @param stops the text ends before the first of them
    /// @param thinks whether the answer is to begin with reasoning
    /// @param call the tool to call instead of answering, or null
    record Asked(
            String question,
            int promptTokens,
            int choices,
            int maxTokens,
            List<String> stops,
            boolean stream,
            boolean includeUsage,
            boolean thinks,
            @Nullable ToolCall call)
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
        return new QuestionReader(root, dialect).read();
    }
}
