package dev.errata.proxy.wire;

import dev.errata.logs.problem.Problem;
import java.nio.charset.StandardCharsets;

/// How the client of a path expects an error to look (`wire.md` 4.11): clients show the message only if they find it.
public enum ErrorShape {
    OPENAI,
    ANTHROPIC,
    OLLAMA;

    /// The shape for a request path.
    ///
    /// @param path as it was sent, without the query
    public static ErrorShape of(String path) {
        if (path.contains("/v1/messages")) {
            return ANTHROPIC;
        }
        return path.contains("/api/") && !path.contains("/api/v0/") && !path.contains("/api/v1/") ? OLLAMA : OPENAI;
    }

    /// The body as JSON.
    ///
    /// @param status the HTTP status it travels with
    /// @param problem whose code stands at the end of the message
    /// @param message what happened, what is safe, what to do
    public byte[] body(int status, Problem problem, String message) {
        String text = '"' + new String(JsonSplice.escape(problem.said(message)), StandardCharsets.UTF_8) + '"';
        String kind = kind(status);
        String json = switch (this) {
            // The number is what llama-server has there; its clients read it as one.
            case OPENAI -> "{\"error\":{\"message\":" + text + ",\"type\":\"" + kind + "\",\"code\":" + status + "}}";
            case ANTHROPIC ->
                "{\"type\":\"error\",\"error\":{\"type\":\"" + (status >= 500 ? "api_error" : kind) + "\",\"message\":"
                        + text + "}}";
            case OLLAMA -> "{\"error\":" + text + "}";
        };
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /// The word for a status; llama-server, OpenAI and Anthropic agree on these.
    private static String kind(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }
}
