package dev.errata.proxy.exchange;

import java.util.Optional;

/// What a request asks a model for, in OpenTelemetry's words.
///
/// **Source:** OpenTelemetry's semantic conventions for generative AI, `gen_ai.operation.name`.
public enum Operation {
    CHAT("chat"),
    TEXT_COMPLETION("text_completion"),
    EMBEDDINGS("embeddings");

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    /// The convention's word.
    public String word() {
        return word;
    }

    /// The operation of an exchange; empty if it asks a model for nothing.
    public static Optional<Operation> of(ExchangeSnapshot exchange) {
        if (!exchange.method().equals("POST")) {
            return Optional.empty();
        }
        String path = exchange.path();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return switch (last) {
            case "messages", "responses", "chat" -> Optional.of(CHAT);
            case "completions" -> Optional.of(path.endsWith("/chat/completions") ? CHAT : TEXT_COMPLETION);
            case "completion", "infill", "generate", "stream" -> Optional.of(TEXT_COMPLETION);
            case "embeddings", "embedding", "embed" -> Optional.of(EMBEDDINGS);
            default -> Optional.empty();
        };
    }
}
